from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest
from conftest import to_files, to_frames
from warehouse.chronicle import chronicle

from etl.warehouse.build import build
from etl.warehouse.connection import connect

VIEWS = ["actor_card", "agreement_log", "aid_ledger", "aid_totals", "cells", "conflicts", "coverage", "current_articles"]
VIEWS += ["event_parts", "left_empty", "meeting_log", "pair_matrix", "rejects_by_reason", "timeline", "warning_log"]
VIEWS += ["who_said_what"]
MACROS = ["acting_for", "actor", "between", "events_between", "evidence_of", "label_en", "label_fr", "plain"]
NORVAL = "Aïda Norval"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("views")
    build(folder / "w.duckdb", to_files(to_frames(chronicle()), folder / "sources"))
    with closing(connect(folder / "w.duckdb", read_only=True)) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def test_views_and_macros_say_what_they_hold(ask):
    views = ask("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1")
    assert [name for name, _ in views] == VIEWS
    macros = ask("SELECT DISTINCT function_name, comment FROM duckdb_functions() WHERE NOT internal ORDER BY 1")
    assert [name for name, _ in macros] == MACROS
    assert all(comment.endswith((".", ").", "').")) for _, comment in views + macros)


def test_every_column_of_every_view_has_a_comment(ask):
    columns = ask("""SELECT table_name || '.' || column_name, columns.comment FROM duckdb_columns() AS columns
        JOIN duckdb_views() AS views ON view_name = table_name WHERE NOT views.internal""")
    assert [name for name, comment in columns if not (comment or "").endswith(".")] == []
    told = dict(columns)
    assert told["meeting_log.kind"] == "Talks, a visit or a summit. Codes: list meeting_kind."
    assert told["aid_totals.kiel"] == told["aid_ledger.kiel"]
    assert told["timeline.kind_fr"] == "French label of kind."


def test_a_pledge_counts_once_whatever_reports_and_parts_it_has(ask):
    counted = ask("SELECT event_id, counted, part_of FROM aid_ledger WHERE amount IS NOT NULL ORDER BY event_id")
    assert counted == [
        ("aid_1", True, None),
        ("aid_1b", False, None),
        ("aid_2", False, "occ_aid_1"),
        ("aid_5", False, "occ_aid_7"),
        ("aid_6", False, "occ_aid_7"),
        ("aid_7", True, None),
        ("aid_8", True, None),
        ("aid_9", True, None),
    ]
    columns = "donors, recipients, status, pledges, total_eur, without_eur, in_kind"
    totals = ask(f"SELECT {columns} FROM aid_totals WHERE donors = 'la Vésanie'")  # noqa: S608
    assert totals == [
        ("la Vésanie", "la Linde", "pledged", 2, Decimal(500), 0, 1),
        ("la Vésanie", "l’Orée", "suspended", 1, Decimal(70), 0, 0),
        ("la Vésanie", "la Linde", "delivered", 1, None, 0, 1),
    ]


def test_a_smaller_sum_of_another_kind_stage_day_or_sentence_is_no_part(tmp_path):
    rows = chronicle()
    total, part = (next(row for row in rows["aid_pledges"] if row["event_id"] == event) for event in ("aid_1", "aid_2"))
    apart = {
        "same": {},
        "type": {"aid_type": "humanitarian"},
        "stage": {"status": "delivered"},
        "money": {"currency": "USD"},
        "sentence": {"char_start": 900, "char_end": 990},
        "day": {"date": "2031-03-06"},
    }
    rows["event_actors"], rows["aid_pledges"] = [], []
    for name, change in apart.items():
        rows["articles"].append(rows["articles"][0] | {"article_id": name, "source_id": name})
        pair = [(total, f"total_{name}", {}), (part, f"part_{name}", change)]
        ids = [{"article_id": name, "event_id": event, "occurrence_id": event} for _, event, _ in pair]
        rows["aid_pledges"] += [row | more | told for (row, _, more), told in zip(pair, ids, strict=True)]
    build(tmp_path / "w.duckdb", to_files(to_frames(rows), tmp_path / "sources"))
    with closing(connect(tmp_path / "w.duckdb", read_only=True)) as connection:
        found = connection.execute("SELECT event_id, part_of FROM aid_ledger WHERE NOT counted").fetchall()
    assert found == [("part_same", "total_same")]


def test_stages_of_aid_are_told_in_other_words_too(ask):
    stages = ask("SELECT DISTINCT status, status_fr, status_en, iati, kiel FROM aid_ledger ORDER BY status")
    assert stages == [
        ("delivered", "livrée", "delivered", "3", "delivery"),
        ("pledged", "promise", "pledged", "11", "commitment"),
        ("suspended", "suspendue", "suspended", None, None),
    ]


def test_the_timeline_has_every_event_once_in_the_order_of_time(ask):
    days = [day for (day,) in ask("SELECT day FROM timeline")]
    assert days == sorted(days)
    tables = ("meetings", "aid_pledges", "warnings", "agreements")
    rows = sum(ask(f"SELECT count(*) FROM {table} WHERE article_id <> 'art_3'")[0][0] for table in tables)  # noqa: S608
    assert ask("SELECT count(*), count(DISTINCT event_id) FROM timeline") == [(rows, rows)]
    columns = "day, kind_fr, status_en, who, to_whom, what, place, source_id, evidence"
    assert ask(f"SELECT {columns} FROM timeline WHERE event_id IN ('met_3', 'war_1', 'aid_4')") == [  # noqa: S608
        (date(2031, 3, 6), "exigence", None, "Aïda Norval", "la Linde", "ouvrir le port", None, "art_1", "1.7"),
        (
            date(2031, 4, 18),
            "visite",
            "held",
            "Aïda Norval, Conseil des Îles",
            "Élie Tamsin",
            None,
            "Linde-Ville",
            "art_5",
            "5.0",
        ),
        (date(2031, 4, 20), "militaire", "delivered", "la Vésanie", "la Linde", "12 vedettes", None, "art_5", "5.4"),
    ]


def test_a_card_counts_what_an_actor_does_without_copies_and_parts(ask):
    columns = "roles, roles_fr, names, meetings, aid_given, warnings_issued, agreements, quotations, articles"
    cards = ask(f"SELECT {columns}, first_seen, last_seen FROM actor_card WHERE actor_id IN ('norval', 'xva')")  # noqa: S608
    assert sorted(cards, key=lambda card: card[2]) == [
        ("minister", "ministre", "A. Norval, Aïda Norval", 3, 0, 1, 0, 2, 2, date(2031, 3, 6), date(2031, 4, 20)),
        (None, None, "la Vésanie", 1, 4, 1, 2, 0, 2, date(2031, 3, 6), date(2031, 4, 20)),
    ]


def test_pairs_are_of_those_who_meet_each_other(ask):
    assert ask("SELECT name, other_name, held, planned, cancelled, first_day, last_day FROM pair_matrix") == [
        ("Aïda Norval", "Élie Tamsin", 2, 0, 0, date(2031, 3, 4), date(2031, 4, 18)),
        ("Conseil des Îles", "Élie Tamsin", 1, 0, 0, date(2031, 4, 18), date(2031, 4, 18)),
        ("la Vésanie", "Élie Tamsin", 0, 1, 0, None, None),
        ("Aïda Norval", "l’Orée", 0, 0, 1, None, None),
    ]


def test_what_is_left_empty_has_a_reason(ask):
    found = ask("SELECT column_name, why, row_count, of_rows FROM left_empty WHERE table_name IN ('aid_pledges', 'meetings')")
    assert found == [
        ("date", "not told", 8, 10),
        ("amount_eur", "in kind", 2, 10),
        ("amount_eur", "no reference rate", 1, 10),
        ("to_whom", "not told", 1, 10),
        ("date", "not told", 1, 5),
        ("place_id", "not in the gazetteer", 1, 5),
        ("place_id", "not told", 1, 5),
    ]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("Norval", ["norval"]),
        ("aida  NORVAL", ["norval"]),
        ("a. norval", ["norval"]),
        ("conseil des iles", ["council"]),
        ("l'oree", ["xor"]),
        ("Nor", []),
        ("Norvald", []),
    ],
)
def test_an_actor_is_found_by_whole_words_whatever_the_accents(ask, sought, found):
    literal = sought.replace("'", "''")
    assert [actor for (actor,) in ask(f"SELECT actor_id FROM actor('{literal}')")] == found  # noqa: S608


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        ("la Vésanie", "la Linde", ["agr_1", "aid_1", "aid_2", "aid_3", "aid_4", "met_1", "met_1b", "met_2", "met_3", "war_1"]),
        ("XVA", "council", []),
        ("norval", "conseil", ["met_3"]),
        ("Tamsin", "xva", ["met_1", "met_1b", "met_2", "met_3"]),
        ("Norval", "Norval", []),
    ],
)
def test_events_between_two_are_found_by_name_country_or_code(ask, one, other, events):
    assert [event for (event,) in ask(f"SELECT event_id FROM events_between('{one}', '{other}') ORDER BY 1")] == events  # noqa: S608
    assert ask(f"FROM events_between('{one}', '{other}')") == ask(f"FROM \"between\"('{one}', '{other}')")


def test_the_words_behind_a_row_or_an_occurrence(ask):
    words = [
        ("donor", "la Vésanie", "la Vésanie", "art_1", 0),
        ("amount", "500.00", "500 millions d’euros", "art_1", 10),
        ("currency", "EUR", "euros", "art_1", 25),
    ]
    columns = "field, cell, surface, source_id, char_start"
    assert ask(f"SELECT {columns} FROM evidence_of('aid_1')") == words  # noqa: S608
    assert ask(f"SELECT {columns} FROM evidence_of('occ_aid_1') WHERE row_id = 'aid_1'") == words  # noqa: S608
    assert ask("FROM evidence_of('aid_0')") == []
