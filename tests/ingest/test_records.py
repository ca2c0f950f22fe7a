import csv
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.ingest.errors import UnreadableError
from etl.ingest.records import headline, to_article

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
CASES = [json.loads(line) for line in Path("tests/golden/ingest/records.jsonl").read_text(encoding="utf-8").splitlines()]
with Path("tests/golden/ingest/headlines.csv").open(encoding="utf-8", newline="") as file:
    HEADLINES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_record(case):
    if "reason" in case:
        with pytest.raises(UnreadableError) as refused:
            to_article(case["record"], "x.jsonl#L1", AT)
        assert refused.value.reason == case["reason"]
        assert case["detail"] in refused.value.detail
    else:
        article = to_article(case["record"], "x.jsonl#L1", AT).model_dump(mode="json")
        assert {name: article[name] for name in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", HEADLINES, ids=lambda case: case["line"][:40])
def test_headline(case):
    assert headline(case["line"] + "\nLe corps.") == (case["line"] if case["is_headline"] == "yes" else None)


def test_a_paragraph_without_a_full_stop_is_no_headline():
    assert headline("mot " * 100) is None


def test_the_id_is_made_of_source_id_and_text():
    article = to_article({"id": "a", "text": "Un été"}, "x.txt", AT)
    assert article.article_id == "art_" + hashlib.sha256("a\0Un été".encode()).hexdigest()[:16]
    assert article.content_sha256 == hashlib.sha256("Un été".encode()).hexdigest()
    assert article.ingested_at == AT


def test_a_record_without_an_id_is_named_by_its_text():
    first = to_article({"text": "Un été"}, "x.jsonl#L1", AT)
    moved = to_article({"text": "Un été"}, "y.jsonl#L7", AT)
    assert first.source_id == first.content_sha256[:16]
    assert first.article_id == moved.article_id
