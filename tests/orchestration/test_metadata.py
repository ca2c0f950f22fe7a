import re
from base64 import b64decode
from xml.etree import ElementTree

import polars as pl
import pytest

from etl.orchestration.charts import bar_chart
from etl.orchestration.metadata import preview, table_metadata
from schemas.registry import BY_NAME, TABLES


def image(markdown):
    """The bars of a chart: label and number, read from the SVG in the Markdown."""
    encoded = re.fullmatch(r"!\[.*\]\(data:image/svg\+xml;base64,(.*)\)", markdown)[1]
    svg = ElementTree.fromstring(b64decode(encoded))  # noqa: S314 - made a line above
    texts = [element.text for element in svg if element.tag.endswith("text")]
    return list(zip(texts[::2], map(int, texts[1::2]), strict=True))


def test_a_chart_has_a_bar_for_each_count():
    assert image(bar_chart([("talks", 3), ("visit & more", 0)], "meetings")) == [("talks", 3), ("visit & more", 0)]


def test_a_chart_of_nothing_and_of_too_much():
    assert image(bar_chart([], "nothing")) == []
    assert len(image(bar_chart([(str(number), number) for number in range(40)], "much"))) == 12


def test_a_preview_is_a_markdown_table_of_ten_rows():
    frame = pl.DataFrame({"a": range(12), "text": ["one | two\nthree " + "x" * 90] * 12})
    lines = preview(frame).splitlines()
    assert lines[:2] == ["| a | text |", "| --- | --- |"]
    assert len(lines) == 12
    assert lines[2].startswith("| 0 | one \\| two three xxx")
    assert lines[2].endswith("x… |")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_every_table_shows_rows_and_a_preview(frames, table):
    shown = table_metadata(table, frames[table.TABLE])
    assert shown["dagster/row_count"] == frames[table.TABLE].height
    assert shown["preview"].value.startswith(f"| {table.KEY[0]} " if table.TABLE != "actor_roles" else "| article_id ")


def test_events_are_charted_by_kind(frames):
    charted = table_metadata(BY_NAME["meetings"], frames["meetings"])["rows by kind"]
    assert image(charted.value) == [("talks", 1)]
    assert "rows by kind" not in table_metadata(BY_NAME["meetings"], frames["meetings"].clear())
