from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.events.reading import Annotation, Cell, EventRow, LocalActor, Mention, Part, Place, Quotation, Reading, Role
from etl.orchestration.readings import from_json, to_json

FULL = Reading(
    actors=(LocalActor("Aïda Norval", "person", "XVA", None),),
    mentions=(Mention(0, 11, 0, "name"),),
    roles=(Role(3, 9, 0, "minister", "XVA"),),
    events=(
        EventRow(
            table="aid_pledges",
            start=0,
            end=40,
            trigger="promis",
            rule="pledge",
            modality="asserted",
            values={"amount": Decimal("12000000.50"), "fx_date": date(2031, 3, 5), "quantity": None, "item": "ponts"},
            parts=(Part("donor", 0, None), Part("recipient", 0, 0)),
            cells=(Cell("amount", 5, 9),),
        ),
    ),
    quotations=(Quotation(0, 4, None, "Telegram", (Cell("channel", 1, 2),)),),
    annotations=(Annotation("amount", 5, 9, {"amount": Decimal(12), "amount_max": None, "qualifier": "exact"}),),
    places=(Place("1", "Port-Vésan", "XVA", 1.5, None, None),),
)

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)
)


def test_nothing_is_lost():
    assert from_json(to_json(FULL)) == FULL
    assert from_json(to_json(Reading())) == Reading()


@given(st.dictionaries(st.sampled_from(["amount", "date", "item", "$", "été"]), VALUES, max_size=4))
def test_a_value_comes_back_as_it_was(values):
    reading = Reading(events=(EventRow("warnings", 0, 1, "t", "r", "asserted", values),))
    back = from_json(to_json(reading)).events[0].values
    assert back == values
    assert {name: type(value) for name, value in back.items()} == {name: type(value) for name, value in values.items()}


def test_a_value_that_json_has_no_word_for_is_refused():
    with pytest.raises(TypeError, match="a reading cannot hold"):
        to_json(Reading(annotations=(Annotation("place", 0, 1, {1, 2}),)))
