"""From readings to rows: ids, order, and rows that their own tables accept."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.events.read import read
from etl.ingest.load import load
from etl.ingest.records import to_article
from etl.language.pack import load_pack
from etl.resolve.identity import digest
from etl.resolve.judgements import judged_actors
from etl.resolve.tables import build_rows
from schemas.edits import Judgement
from schemas.registry import BY_NAME, EVENT_TABLES

PACK = load_pack("fr")
AT = datetime(2025, 1, 1, tzinfo=UTC)


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


def test_a_digest_is_made_of_all_its_parts():
    assert digest("a", "bc") != digest("ab", "c")


def _told(*texts):
    """Articles with these texts, and their readings."""
    for number, text in enumerate(texts, start=1):
        article = to_article({"id": f"a{number}", "text": text, "language": "fr"}, f"a{number}.txt", AT)
        yield article, read(article.text, None, PACK)


def _judged(verdict, left, right, article=None):
    return Judgement("judgements.csv:2", "actor", verdict, article, left, None, right, "known")


@pytest.mark.parametrize(
    ("texts", "judgement", "before", "after"),
    [
        (
            ("Le ministre Élie Tamsin a parlé.", "Le ministre Hadrien Wakoro a répondu."),
            _judged("same", "Élie Tamsin", "Hadrien Wakoro"),
            2,
            1,
        ),
        (
            ("Le ministre Élie Tamsin a parlé.", "Le ministre Elie Tamsin a répondu."),
            _judged("different", "Élie Tamsin", "Élie Tamsin", "a1"),
            1,
            2,
        ),
        (
            ("Le ministre Élie Tamsin a parlé.", "Le ministre Hadrien Wakoro a parlé."),
            _judged("same", "Élie Tamsin", "Inès Morlay"),
            2,
            2,
        ),
    ],
)
def test_what_people_judge_of_actors_is_heeded(texts, judgement, before, after):
    told = list(_told(*texts))
    judged = judged_actors([judgement], [article for article, _ in told])

    def people(rows):
        return sum(row["actor_type"] == "person" for row in rows["actors"])

    assert (people(build_rows(told)), people(build_rows(told, (), judged))) == (before, after)
