import json
from datetime import date
from decimal import Decimal

from etl.events.annotate import annotate
from etl.events.reading import Annotation, EventRow, LocalActor, Mention, Part, Quotation, Reading, Role
from schemas.tables import AidPledge, Event

TEXT = "Le 3 mai, la ministre Jeanne Duval a promis 1,5 million d'euros à Kiev : « Nous tiendrons nos engagements »."


def at(piece: str) -> tuple[int, int]:
    start = TEXT.index(piece)
    return start, start + len(piece)


READING = Reading(
    actors=(LocalActor("Jeanne Duval", "person", "FRA", None), LocalActor("Ukraine", "country", "UKR", "UKR")),
    mentions=(Mention(*at("Jeanne Duval"), 0, "name"), Mention(*at("Kiev"), 1, "metonym")),
    roles=(Role(*at("ministre"), 0, "minister", "FRA"),),
    events=(
        EventRow(
            "aid_pledges",
            0,
            len(TEXT),
            "promis",
            "pledge.verb",
            "asserted",
            {"amount": Decimal("1500000.00"), "fx_rate": Decimal("1.25"), "date_earliest": date(2024, 5, 3), "item": None},
            (Part("donor", 0, 0), Part("recipient", 1, 1)),
        ),
    ),
    quotations=(Quotation(*at("Nous tiendrons nos engagements"), 0), Quotation(*at("engagements"), None)),
    annotations=(Annotation("date", *at("3 mai"), "XXXX-05-03"), Annotation("place", *at("Kiev"), None)),
)


def test_every_layer_with_its_value():
    own_columns = dict.fromkeys(name for name in AidPledge.model_fields if name not in Event.model_fields)
    values = {(span["layer"], span["text"]): span["value"] for span in annotate(TEXT, READING)}
    assert values == {
        ("date", "3 mai"): "XXXX-05-03",
        ("place", "Kiev"): None,
        ("person", "Jeanne Duval"): "Jeanne Duval",
        ("country", "Kiev"): "UKR",
        ("role", "ministre"): "minister",
        ("quote", "Nous tiendrons nos engagements"): {"speaker": "Jeanne Duval"},
        ("quote", "engagements"): {"speaker": None},
        ("aid_pledges", TEXT): own_columns
        | {
            "amount": 1500000,
            "fx_rate": 1.25,
            "date_earliest": "2024-05-03",
            "trigger": "promis",
            "rule": "pledge.verb",
            "modality": "asserted",
            "donor": ["Jeanne Duval"],
            "recipient": ["Ukraine"],
        },
    }


def test_spans_are_pieces_of_the_text_in_its_order_and_go_into_json():
    spans = json.loads(json.dumps(annotate(TEXT, READING)))
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in spans)
    assert [span["start"] for span in spans] == sorted(span["start"] for span in spans)
    assert spans[0]["layer"] == "aid_pledges"


def test_a_reading_of_nothing_has_no_spans():
    assert annotate(TEXT, Reading()) == []
