"""From readings to rows: ids, order, and rows that their own tables accept."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.events.read import read
from etl.events.reading import LocalActor
from etl.ingest.load import load
from etl.language.pack import load_pack
from etl.resolve.identity import actor_id, digest
from etl.resolve.tables import build_rows
from schemas.registry import BY_NAME, EVENT_TABLES

PACK = load_pack("fr")


@pytest.fixture(scope="module")
def readings():
    articles, _ = load([Path("seeds")], datetime(2025, 1, 1, tzinfo=UTC))
    return [(article, read(article.text, article.published_on, PACK)) for article in articles]


def test_the_order_of_the_articles_makes_no_difference(readings):
    shuffled = list(readings)
    random.Random(7).shuffle(shuffled)  # noqa: S311
    assert build_rows(shuffled) == build_rows(readings)


def test_every_row_is_one_that_its_table_accepts(readings):
    rows = build_rows(readings)
    filled = {name for name in rows if rows[name]}
    assert filled >= {"actors", "actor_mentions", "meetings", "warnings", "statements", "evidence"}
    for name, table_rows in rows.items():
        for row in table_rows:
            BY_NAME[name].model_validate(row)


def test_every_reference_leads_to_a_row(readings):
    rows = build_rows(readings)
    actors = {row["actor_id"] for row in rows["actors"]}
    mentions = {row["mention_id"] for row in rows["actor_mentions"]}
    events = {row["event_id"] for table in EVENT_TABLES for row in rows[table]}
    assert {row["actor_id"] for row in rows["event_actors"]} <= actors
    assert {row["event_id"] for row in rows["event_actors"]} <= events
    assert {row["mention_id"] for row in rows["event_actors"]} - {None} <= mentions


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Roustem Adalov", "person"), ("Rustem Adalov", "person"), True),
        (("Sergueï Maratov", "person"), ("Serguei Maratov", "person"), True),
        (("Ilia Lavorov", "person"), ("Ilia Lavorenko", "person"), False),
        (("Petra Vang", "person"), ("Petra Vang", "organization"), False),
    ],
)
def test_an_id_is_made_of_the_sound_of_a_name(one, other, same):
    left, right = (actor_id(LocalActor(name, kind, None, None), PACK) for name, kind in (one, other))
    assert (left == right) is same


def test_a_country_goes_by_its_code_and_a_digest_by_all_its_parts():
    assert actor_id(LocalActor("Oslo", "country", "NOR", "NOR"), PACK) == "country:NOR"
    assert digest("a", "bc") != digest("ab", "c")
