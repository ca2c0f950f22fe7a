"""Each format gives the same text, title and day for the same article."""

from datetime import UTC, date, datetime

import pytest

from etl.ingest import formats
from etl.ingest.load import load
from tests.ingest.corpus import ARTICLES, files

AT = datetime(2026, 1, 2, tzinfo=UTC)
CASES = [(article, name, data) for article in ARTICLES for name, data in files(article).items()]
IDS = [f"{article.id[:6]} {name}" for article, name, _ in CASES]


@pytest.mark.parametrize(("article", "name", "data"), CASES, ids=IDS)
def test_the_same_article(article, name, data, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    articles, rejects = load([path], AT)
    assert rejects == []
    assert articles
    for found in articles:
        assert (found.text, found.title) == (article.text, article.title)
        assert found.published_on == date.fromisoformat(article.published_on)
        assert found.source_uri.startswith(str(path))


# What tells the day, who published and who signed; where a format is not named, front matter or a record tells all.
TELLS = {
    ".html": ("page", "own", True),
    ".htm": ("page", "own", True),
    ".warc": ("page", "own", True),
    ".warc.gz": ("page", "own", True),
    ".rss": ("feed", "own", True),
    ".atom": ("feed", "host", True),
    ".xml": ("feed", "host", True),
    ".json": ("feed", "host", True),
    ".eml": ("record", "own", False),
    ".docx": ("file_name", None, False),
    ".pdf": ("file_name", None, False),
}


@pytest.mark.parametrize(("article", "name", "data"), CASES, ids=IDS)
def test_what_is_known_of_it(article, name, data, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    for found in load([path], AT)[0]:
        inner = found.source_uri.split("#")[0].split("!")[-1]
        source, publisher, is_signed = TELLS.get(formats.suffix_of(inner), ("record", "own", True))
        if inner.endswith(".txt") and article.published_on in inner:
            source, publisher, is_signed = "file_name", None, False
        host = article.url.split("/")[2].removeprefix("www.")
        assert found.published_on_source == source
        assert found.publisher == {"own": article.publisher, "host": host, None: None}[publisher]
        assert found.author == (article.author if is_signed else None)
        assert found.url == (article.url if is_signed else None)


def test_every_format_is_in_the_corpus():
    assert {formats.suffix_of(name) for name in files(ARTICLES[0])} == set(formats.suffixes())
