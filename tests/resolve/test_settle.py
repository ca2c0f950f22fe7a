"""Corrections and judgements on the sample rows: what changes, what follows from it, what is told."""

from datetime import date
from decimal import Decimal

import pytest
from conftest import sample_rows

from etl.resolve.judgements import JudgedActors, Pointer, judged_actors
from etl.resolve.settle import settle
from schemas.edits import Correction, Edits, Judgement
from schemas.registry import BY_NAME
from schemas.tables import Article

SAMPLE = {name: rows for name, rows in sample_rows().items() if name not in ("articles", "corrections", "codes", "rejects")}
ARTICLE = Article.model_validate(sample_rows()["articles"][0])
COPY = ARTICLE.model_copy(update={"article_id": "art_2", "source_id": "sample_2"})


def both_articles():
    """The sample article told by two papers: rows of the second have a 2 after their ids."""
    tables = {name: [dict(row) for row in rows] for name, rows in SAMPLE.items()}
    for name, rows in SAMPLE.items():
        for row in rows:
            if name not in ("actors", "actor_names", "places"):
                again = dict(row)
                for column in ("event_id", "mention_id", "statement_id", "row_id"):
                    if again.get(column):
                        again[column] += "_2"
                tables[name].append(again | ({"article_id": "art_2"} if "article_id" in row else {}))
    return tables


def correction(table, text, column=None, value=None, article="sample_1"):
    action = "set" if column else "drop"
    return Correction("corrections.csv:2", table, article, text, action, column, value, "mal lu", "ak", date(2031, 3, 7))


def corrected(*corrections):
    tables = settle(SAMPLE, [ARTICLE], Edits((), corrections))
    return tables, tables["corrections"]


def judgement(verdict, left_text, right_text, what="event", left="sample_1", right="sample_2"):
    return Judgement("judgements.csv:2", what, verdict, left, left_text, right, right_text, "relu")


def test_without_edits_rows_are_as_they_were_but_for_their_occurrences():
    before = {name: [dict(row) for row in rows] for name, rows in SAMPLE.items()}
    tables = settle(SAMPLE, [ARTICLE], Edits())
    assert before == SAMPLE
    assert tables.pop("corrections") == []
    for rows in (*tables.values(), *before.values()):
        for row in rows:
            row.pop("occurrence_id", None)
    assert tables == before


def test_a_value_is_set_and_what_stood_there_is_told():
    tables, (told,) = corrected(correction("warnings", "averti le  CONSEIL des Îles qu'elle", "kind", "threat"))
    assert tables["warnings"][0]["kind"] == "threat"
    assert (told["status"], told["old_value"], told["new_value"]) == ("applied", "warning", "threat")
    assert (told["row_id"], told["column_name"], told["reason"], told["author"]) == ("war_1", "kind", "mal lu", "ak")
    assert BY_NAME["corrections"].model_validate(told)


def test_values_are_parsed_as_their_column_and_empty_is_null():
    tables, told = corrected(
        correction("aid_pledges", "promis", "amount", "12500000.50"),
        correction("aid_pledges", "promis", "qualifier"),
        correction("aid_pledges", "promis", "quantity", "3"),
    )
    (pledge,) = tables["aid_pledges"]
    assert (pledge["amount"], pledge["qualifier"], pledge["quantity"]) == (Decimal("12500000.50"), None, 3)
    assert [row["new_value"] for row in told] == ["12500000.50", None, "3"]
    assert told[1]["old_value"] == "at_least"


def test_what_was_worked_out_from_a_corrected_value_goes_with_it():
    tables, _ = corrected(
        correction("aid_pledges", "promis", "currency", "USD"),
    )
    (pledge,) = tables["aid_pledges"]
    assert [pledge[name] for name in ("amount_eur", "fx_rate", "fx_missing")] == [None, None, "no_rate"]
    tables, _ = corrected(
        correction("aid_pledges", "promis", "amount", "655957"), correction("aid_pledges", "promis", "currency", "XAF")
    )
    assert tables["aid_pledges"][0]["amount_eur"] == 1000


def test_what_follows_from_a_corrected_place_or_date_follows():
    tables, _ = corrected(
        correction("meetings", "a reçu", "place", "Lindeville"), correction("meetings", "a reçu", "date", "XXXX-03")
    )
    (meeting,) = tables["meetings"]
    assert (meeting["place"], meeting["place_id"], meeting["place_country"]) == ("Lindeville", None, "XVA")
    assert (meeting["date"], meeting["date_earliest"], meeting["date_latest"]) == ("XXXX-03", None, None)
    assert [row["field"] for row in tables["evidence"] if row["row_id"] == "met_1"] == []


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2031-02", date(2031, 2, 1), date(2031, 2, 28)),
        ("2031-03-04/2031-03-06", date(2031, 3, 4), date(2031, 3, 6)),
        ("../2031-12-31", None, date(2031, 12, 31)),
    ],
)
def test_the_days_of_a_corrected_date_follow(edtf, first, last):
    tables, _ = corrected(correction("meetings", "a reçu", "date", edtf))
    assert (tables["meetings"][0]["date_earliest"], tables["meetings"][0]["date_latest"]) == (first, last)


@pytest.mark.parametrize(
    ("asked", "status", "detail"),
    [
        (correction("warnings", "averti", "kind", "gossip"), "invalid", "kind: not in the code list warning_kind."),
        (correction("meetings", "a reçu", "date", "le 5 mars"), "invalid", "date: does not match"),
        (correction("meetings", "a reçu", "place_country", "Vésanie"), "invalid", "place_country: does not match"),
        (correction("meetings", "a reçu", "mode"), "invalid", "mode: Input should be a valid string."),
        (correction("meetings", "a reçu", "place_id", "99"), "invalid", "place_id: there is no such row to refer to."),
        (correction("meetings", "a embrassé", "mode", "phone"), "unmatched", "No row of meetings holds these words."),
        (correction("meetings", "a reçu", "mode", "phone", "sample_9"), "unmatched", "There is no article sample_9."),
        (correction("actors", "Personne", "country", "XVA", None), "unmatched", "No row of actors holds these words."),
        (correction("actor_mentions", "a", "mention_type", "pronoun"), "invalid", "4 rows hold these words"),
    ],
)
def test_what_cannot_be_applied_changes_nothing_and_is_told(asked, status, detail):
    tables, (told,) = corrected(asked)
    assert told["status"] == status
    assert told["detail"].startswith(detail), told["detail"]
    untouched = settle(SAMPLE, [ARTICLE], Edits())
    assert tables | {"corrections": []} == untouched


def test_a_sentence_with_two_rows_is_told_apart_by_the_words_of_a_cell():
    tables = both_articles()
    second = tables["aid_pledges"][0] | {"event_id": "aid_3", "amount_text": None, "amount": None, "item": "chars"}
    tables["aid_pledges"] = [tables["aid_pledges"][0], second]
    clear, vague = (
        correction("aid_pledges", "12 millions", "status", "delivered"),
        correction("aid_pledges", "promis", "status"),
    )
    settled = settle(tables, [ARTICLE], Edits((), (clear, vague)))
    assert [row["status"] for row in settled["aid_pledges"]] == ["delivered", "pledged"]
    assert [row["status"] for row in settled["corrections"]] == ["applied", "invalid"]


def test_a_dropped_row_takes_with_it_what_cannot_stand_alone():
    tables, (told,) = corrected(correction("meetings", "a reçu"))
    assert tables["meetings"] == []
    assert "met_1" not in {row["event_id"] for row in tables["event_actors"]} | {row["row_id"] for row in tables["evidence"]}
    assert (told["action"], told["status"], told["new_value"]) == ("drop", "applied", None)
    assert '"event_id": "met_1"' in told["old_value"]
    tables, _ = corrected(correction("actor_mentions", "Conseil des Îles"))
    assert [row["mention_id"] for row in tables["event_actors"] if row["actor_id"] == "act_council"] == [None]
    tables, _ = corrected(correction("actors", "Aïda Norval", article=None))
    assert not any(
        row.get("actor_id") == "act_norval" or row.get("speaker_id") == "act_norval" for t in tables.values() for row in t
    )


def test_an_actor_is_found_by_any_spelling_wherever_it_is_met():
    tables, (told,) = corrected(correction("actors", "elie tamsin", "country", "XLA", None))
    assert {row["actor_id"]: row["country"] for row in tables["actors"]}["act_tamsin"] == "XLA"
    assert (told["row_id"], told["old_value"]) == ("act_tamsin", "XLI")


def test_rows_are_linked_by_what_they_say_when_corrected():
    tables, articles = both_articles(), [ARTICLE, COPY]
    one, other = settle(tables, articles, Edits())["meetings"]
    assert one["occurrence_id"] == other["occurrence_id"]
    later = correction("meetings", "a reçu", "date", "2030-03-05", "sample_2")
    one, other = settle(tables, articles, Edits((), (later,)))["meetings"]
    assert one["occurrence_id"] != other["occurrence_id"]


def test_events_are_one_or_two_as_judged():
    tables, articles = both_articles(), [ARTICLE, COPY]
    settled = settle(tables, articles, Edits((judgement("different", "a reçu", "a reçu"),)))
    one, other = settled["meetings"]
    assert one["occurrence_id"] != other["occurrence_id"]
    (told,) = settled["corrections"]
    assert (told["status"], told["action"], told["table_name"], told["row_id"]) == ("applied", "different", "meetings", "met_1")
    tables["meetings"][1] |= {"date": "2030-01-01", "date_earliest": date(2030, 1, 1), "date_latest": date(2030, 1, 1)}
    assert len({row["occurrence_id"] for row in settle(tables, articles, Edits())["meetings"]}) == 2
    settled = settle(tables, articles, Edits((judgement("same", "a reçu", "a reçu"),)))
    assert {row["occurrence_id"] for row in settled["meetings"]} == {settled["corrections"][0]["new_value"]}


@pytest.mark.parametrize(
    ("asked", "status", "detail"),
    [
        ([judgement("same", "a dansé", "a reçu")], ["unmatched"], "No event is found by “a dansé”."),
        ([judgement("same", "a reçu", "a promis")], ["invalid"], "The two sides are one row, or rows of two tables."),
        (
            [judgement("same", "a reçu", "a reçu"), judgement("different", "reçu à", "reçu à")],
            ["applied", "invalid"],
            "Another judgement says otherwise.",
        ),
        ([judgement("same", "X", "Y", "actor", None, None)], ["unmatched"], "No actor is found by “X” nor by “Y”."),
        ([judgement("same", "Élie Tamsin", "Aïda Norval", "actor")], ["invalid"], "It was not followed: they are two actors."),
        ([judgement("different", "Élie Tamsin", "Aïda Norval", "actor", None, None)], ["applied"], None),
        ([judgement("same", "elie tamsin", "Élie Tamsin", "actor", "sample_1", None)], ["applied"], None),
    ],
)
def test_every_judgement_is_told(asked, status, detail):
    told = settle(both_articles(), [ARTICLE, COPY], Edits(tuple(asked)))["corrections"]
    assert [row["status"] for row in told] == status
    assert told[-1]["detail"] == detail
    for row in told:
        assert BY_NAME["corrections"].model_validate(row)


def test_judgements_on_actors_become_pairs_for_the_linker():
    judgements = [
        judgement("same", "Élie  TAMSIN", "Tamsine", "actor", "sample_1", None),
        judgement("different", "A", "B", "actor", "sample_9", None),
        judgement("same", "a reçu", "a reçu"),
    ]
    assert judged_actors(judgements, [ARTICLE, COPY]) == [
        JudgedActors(same=True, left=Pointer("art_1", "elie tamsin"), right=Pointer(None, "tamsine"))
    ]


def test_a_line_has_one_id_wherever_it_stands():
    first = corrected(correction("warnings", "averti", "kind", "threat"))[1]
    moved = Correction("corrections.csv:9", *list(_values(correction("warnings", "averti", "kind", "threat")))[1:])
    assert corrected(moved)[1][0]["correction_id"] == first[0]["correction_id"]


def _values(item):
    return (getattr(item, name) for name in item.__dataclass_fields__)
