from dataclasses import replace
from html.parser import HTMLParser

import pytest
from conftest import TEXT, sample_rows
from hypothesis import given
from hypothesis import strategies as st

from etl.report.content import Content
from etl.report.marked import mark_up
from etl.report.rows import ROW_TABLES, Row, Words, make_rows

EMPTY = Content({}, {}, {}, {}, {}, {}, {}, {}, {}, frozenset(), {}, [])
ARTICLE = {"article_id": "a", "text": TEXT}


class Marked(HTMLParser):
    """The text of the HTML, and what stands at each of its ids."""

    def __init__(self, html):
        super().__init__()
        self.text, self.at, self.links, self._open = "", {}, [], []
        self.feed(str(html))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        assert tag != "a" or "a" not in [name for name, _, _ in self._open]
        self._open.append((tag, told, len(self.text)))
        if "href" in told:
            self.links.append((told["href"], told.get("class")))

    def handle_endtag(self, tag):
        name, told, start = self._open.pop()
        assert name == tag
        if "id" in told:
            self.at[told["id"]] = self.text[start:]

    def handle_data(self, data):
        if not (self._open and self._open[-1][1].get("class") == "way"):
            self.text += data


def row(number, start, end):
    return Row("warnings", ARTICLE, Words(start, end, TEXT[start:end]), (), (), {"event_id": str(number)})


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 80)), max_size=8))
def test_the_text_stays_whole_and_every_row_can_be_reached(places):
    rows = [row(number, start, min(start + length, len(TEXT))) for number, (start, length) in enumerate(places)]
    marked = Marked(mark_up(ARTICLE, replace(EMPTY, by_article={"a": rows})))
    assert marked.text == TEXT
    assert {f"#row-{number}" for number in range(1, len(rows) + 1)} == {href for href, _ in marked.links}
    for found in rows:
        # A piece that is cut where another ends has its id where it begins.
        assert found.words.surface.startswith(marked.at[found.words.anchor])


def test_words_of_the_article_are_never_taken_for_html():
    article = {"article_id": "a", "text": "<script>alert('1')</script> & co"}
    content = replace(EMPTY, by_article={"a": [row(0, 0, 8)]})
    assert "<script" not in mark_up(article, content)
    assert Marked(mark_up(article, content)).text == article["text"]


@pytest.fixture
def content():
    tables = sample_rows()
    articles = {record["article_id"]: record for record in tables["articles"]}
    actors = {record["actor_id"]: record for record in tables["actors"]}
    rows = make_rows(tables, articles, actors)
    assert {found.table for found in rows} == set(ROW_TABLES)
    return replace(
        EMPTY,
        articles=articles,
        actors=actors,
        by_article={"art_1": sorted(rows, key=lambda found: found.words.start)},
        mentions={"art_1": tables["actor_mentions"]},
        roles={"art_1": tables["actor_roles"]},
    )


def test_every_cell_leads_to_its_words_and_back(content):
    marked = Marked(mark_up(content.articles["art_1"], content))
    rows = content.by_article["art_1"]
    for found in rows:
        for words in (found.words, *(words for cell in (*found.cells, *found.parts) for words in cell.words)):
            assert marked.at[words.anchor] == words.surface == TEXT[words.start : words.end]
    assert {f"#row-{number}" for number in range(1, len(rows) + 1)} <= {href for href, _ in marked.links}


def test_a_name_that_serves_no_row_leads_to_its_actor(content):
    plain = replace(content, by_article={})
    hrefs = {href for href, _ in Marked(mark_up(content.articles["art_1"], plain)).links}
    assert len(hrefs) == len(content.actors)
    assert all(href.startswith("../actors/") for href in hrefs)
