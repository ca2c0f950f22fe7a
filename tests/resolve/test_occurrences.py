"""Rows of one event get one id, whatever their order; the cases are those of benchmarks/occurrences.py."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.occurrences import FILES, load_cases, score, told
from etl.language.pack import load_pack
from etl.resolve.occurrences import link_occurrences
from etl.resolve.occurrences.days import join_days, told_days
from schemas.registry import BY_NAME, EVENT_TABLES, columns

PACK = load_pack("fr")


def groups(linked):
    found = {}
    for event, occurrence in linked.items():
        found.setdefault(occurrence, set()).add(event)
    return sorted(map(sorted, found.values()))


def test_the_cases_are_enough_and_half_of_them_are_read_from_texts():
    for name in FILES:
        cases = load_cases(name)
        events = [len({telling["event"] for telling in case["tellings"]}) for case in cases]
        assert len(cases) >= 60
        assert set(events) == ({1} if name == "groups" else {2})
        assert sum("text" in case["tellings"][0] for case in cases) >= 25
        assert Counter(case["table"] for case in cases).keys() == set(EVENT_TABLES)


def test_the_reader_finds_the_events_of_the_cases():
    missed = [telling.case for telling in told()[0] if telling.row is None]
    assert len(missed) <= 5, missed


def test_rows_of_one_event_are_linked_and_no_others():
    tellings, tables, published = told()
    found, wrong = score(tellings, link_occurrences(tables, published, PACK))
    assert found.precision >= 0.97, wrong
    assert found.recall >= 0.85, wrong


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_makes_no_difference(seed):
    _, tables, published = told()
    shuffled = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}  # noqa: S311
    assert link_occurrences(shuffled, published, PACK) == link_occurrences(tables, published, PACK)


def test_an_id_is_that_of_the_smallest_event_and_every_event_has_one():
    _, tables, published = told()
    linked = link_occurrences(tables, published, PACK)
    assert linked.keys() == {row["event_id"] for name in EVENT_TABLES for row in tables[name]}
    for events in groups(linked):
        assert {linked[event] for event in events} == {"occ_" + min(events).removeprefix("evt_")}


LANDS = ("FRA", "LVA", "NOR")
DAYS = [date(2031, 12, 28) + timedelta(days=n) for n in range(9)]
ROWS = st.fixed_dictionaries(
    {
        "table": st.sampled_from(EVENT_TABLES),
        "article": st.integers(0, 5),
        "parties": st.sets(st.tuples(st.sampled_from(LANDS), st.sampled_from(["", "Aubry", "Ozols"])), min_size=1, max_size=3),
        "day": st.none() | st.sampled_from(DAYS),
        "yearless": st.booleans(),
        "amount": st.sampled_from([None, 100, 105, 130, 900]),
        "status": st.sampled_from(["planned", "held", "cancelled"]),
        "words": st.sampled_from([None, "la frontière maritime", "les livraisons d'armes", "frontière"]),
    }
)
PARTS = {"meetings": "participant", "aid_pledges": "donor", "warnings": "issuer", "agreements": "party"}


def drawn_tables(drawn):
    """Tables of drawn rows, their ids made of their position so that equal rows are still two."""
    tables = {name: [] for name in (*EVENT_TABLES, "event_actors", "actors", "actor_names")}
    for number, each in enumerate(drawn):
        table, day = each["table"], each["day"]
        row = dict.fromkeys(column.name for column in columns(BY_NAME[table]))
        row |= {"event_id": f"evt_{number:02}", "article_id": f"art_{each['article']}", "evidence": "", "modality": "asserted"}
        filled = {"mode": "unknown", "kind": "other", "status": each["status"], "aid_type": "unspecified", "qualifier": "about"}
        filled |= {
            "amount": each["amount"],
            "currency": each["amount"] and "EUR",
            "title": each["words"],
            "message": each["words"],
        }
        known = {"date": day.isoformat(), "date_earliest": day, "date_latest": day} if day else {}
        if day and each["yearless"]:
            known = {"date": f"XXXX-{day:%m-%d}"}
        tables[table].append(row | {name: value for name, value in (filled | known).items() if name in row})
        for land, name in each["parties"]:
            actor = f"person:{name}-{land}" if name else f"country:{land}"
            tables["event_actors"].append({"event_id": row["event_id"], "actor_id": actor, "part": PARTS[table]})
            tables["actors"].append({"actor_id": actor, "actor_type": actor.split(":")[0], "country": land})
            tables["actor_names"].append({"actor_id": actor, "name": name or land})
    return tables


@settings(max_examples=200)
@given(st.lists(ROWS, max_size=14), st.lists(st.none() | st.sampled_from(DAYS), min_size=6, max_size=6), st.randoms())
def test_whatever_the_rows_and_their_order_the_groups_are_the_same(drawn, days, chance):
    tables, published = drawn_tables(drawn), {f"art_{n}": day for n, day in enumerate(days)}
    linked = link_occurrences(tables, published, PACK)
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in tables.items()}
    assert link_occurrences(shuffled, published, PACK) == linked
    table_of = {row["event_id"]: (name, row["article_id"]) for name in EVENT_TABLES for row in tables[name]}
    for events in groups(linked):
        assert len({table_of[event][0] for event in events}) == 1
        assert len({table_of[event][1] for event in events}) == len(events)


def test_articles_one_by_one_end_where_all_at_once_do():
    _, tables, published = told()
    articles = sorted(published)
    for upto in (1, len(articles) // 2, len(articles)):
        seen = set(articles[:upto])
        grown = {name: [r for r in rows if r.get("article_id", articles[0]) in seen] for name, rows in tables.items()}
        events = {row["event_id"] for name in EVENT_TABLES for row in grown[name]}
        grown["event_actors"] = [row for row in tables["event_actors"] if row["event_id"] in events]
        linked = link_occurrences(grown, published, PACK)
        assert linked.keys() == events
    assert linked == link_occurrences(tables, published, PACK)


def test_what_people_judged_comes_before_what_rows_say():
    tellings, tables, published = told()
    rows = {}
    for telling in tellings:
        rows.setdefault(telling.event, []).append(telling.row)
    joined = next(found for found in rows.values() if len(found) == 2 and None not in found)
    apart = next((rows[a][0], rows[b][0]) for a in rows for b in rows if a.endswith("-a") and b == a[:-1] + "b")
    linked = link_occurrences(tables, published, PACK, same=[apart], different=[tuple(joined)])
    assert linked[apart[0]] == linked[apart[1]]
    assert linked[joined[0]] != linked[joined[1]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("2031-03", None), ("2031-03-04", None), True),
        (("2031-03-04", None), ("2031-03-05", None), True),
        (("2031-03-04", None), ("2031-03-06", None), False),
        ((None, "2031-03-06"), ("2031-03-04", None), True),
        ((None, "2031-03-06"), ("2031-02-24", None), False),
        ((None, None), ("2031-02-24", None), True),
        (("XXXX-03-04", None), ("2031-03-04", None), True),
        (("XXXX-03-04", None), ("XXXX-03", None), True),
        (("XXXX-03-04", None), ("XXXX-04", None), False),
        (("XXXX-12-30", "2031-01-02"), ("2030-12-30", None), True),
        (("XXXX-12-30", "2031-01-02"), ("2031-12-30", None), False),
        (("XXXX-02-29", None), ("2031-02-28/2031-03-02", None), False),
        (("../2031-12-31", "2031-03-06"), ("2031-03-05", None), True),
        (("../2031-12-31", "2031-03-06"), ("2031-09-05", None), False),
    ],
)
def test_days_that_can_be_the_same(one, other, same):
    from etl.entities.dates.edtf import bounds

    def days(edtf, published):
        return told_days(edtf, *bounds(edtf), published and date.fromisoformat(published), ahead=False)

    assert (join_days(days(*one), days(*other)) is not None) is same
    assert (join_days(days(*other), days(*one)) is not None) is same
