"""Whatever stands in a cell comes back from CSV, JSON, Parquet and Markdown as it was."""

import csv
import json
import re
from datetime import date
from decimal import Decimal
from io import StringIO

import polars as pl
import pytest
from conftest import sample_rows, to_files, to_frames
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.asking.formats import as_csv, as_json, as_markdown, distinct
from etl.asking.query import Wanted, answer
from etl.warehouse.build import build
from etl.warehouse.values import as_json as value_as_json
from etl.warehouse.values import as_text

AWKWARD = st.lists(st.sampled_from([",", '"', "\n", "\r\n", "|", "\\", "<br>", " ", "été", "«\u00a0a\u00a0»"]), max_size=6).map(
    "".join
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
TEXTS = st.none() | AWKWARD | ANY_TEXT
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
SUMS = st.none() | st.decimals(-(10**12), 10**12, places=2, allow_nan=False)
ROWS = st.lists(st.tuples(TEXTS, st.none() | st.integers(-(2**63), 2**63 - 1), DAYS, SUMS), max_size=6)
COLUMNS = ("word, or |words|", "number", "day", "sum")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    build(folder / "w.duckdb", to_files(to_frames(sample_rows()), folder / "sources"))
    return folder / "w.duckdb"


@given(ROWS)
def test_csv_comes_back(rows):
    text = "".join(as_csv(COLUMNS, rows))
    assert text.endswith("\r\n")
    head, *back = csv.reader(StringIO(text, newline=""), strict=True)
    assert tuple(head) == COLUMNS
    assert back == [[as_text(value) for value in row] for row in rows]


@given(ROWS)
def test_json_comes_back(rows):
    back = json.loads("".join(as_json(COLUMNS, rows)))
    assert [tuple(row.values()) for row in back] == [
        (w, n, d and d.isoformat(), s if s is None else f"{s:f}") for w, n, d, s in rows
    ]


@given(ROWS)
def test_markdown_comes_back(rows):
    head, rule, *lines = "".join(as_markdown(COLUMNS, rows)).split("\n")[:-1]
    assert rule == "| --- | --- | --- | --- |"
    assert _cells(head) == list(COLUMNS)
    assert [_cells(line) for line in lines] == [[re.sub("\r\n?", "\n", as_text(value)) for value in row] for row in rows]


def _cells(line):
    pieces = re.findall(r"\\.| \| |<br>|.", line[2:-2], re.DOTALL)
    spoken = "".join({" | ": "\0", "<br>": "\n"}.get(piece, piece[-1]) for piece in pieces)
    return spoken.split("\0")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_files_hold_the_rows_of_the_warehouse(warehouse, tmp_path, rows):
    types = ("VARCHAR", "BIGINT", "DATE", "DECIMAL(18, 2)")
    cells = [
        ", ".join(f"{_literal(value)}::{kind} AS c{n}" for n, (value, kind) in enumerate(zip(row, types, strict=True)))
        for row in rows
    ]
    empty = ", ".join(f"NULL::{kind} AS c{n}" for n, kind in enumerate(types))
    sql = " UNION ALL ".join(f"SELECT {line}" for line in cells) or f"SELECT {empty} WHERE false"
    for name in ("a.parquet", "a.csv", "a.json"):
        assert not answer(warehouse, sql, Wanted(output=tmp_path / name))
    schema = {"c0": pl.String, "c1": pl.Int64, "c2": pl.Date, "c3": pl.Decimal(18, 2)}
    frame = pl.read_parquet(tmp_path / "a.parquet")
    assert dict(frame.schema) == schema
    assert frame.rows() == rows
    assert pl.read_csv(tmp_path / "a.csv", schema=schema).rows() == rows
    assert [tuple(line.values()) for line in json.loads((tmp_path / "a.json").read_bytes())] == [
        (word, number, day and day.isoformat(), None if of is None else str(of)) for word, number, day, of in rows
    ]


def _literal(value):
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def test_values_that_json_has_no_form_for():
    values = [Decimal("1E+3"), 2**64, float("nan"), True, [date(2031, 3, 5), None], {"a": Decimal("1.10")}, b"\x00\xff", 0.5]
    assert (
        value_as_json(values)
        == '["1000", "18446744073709551616", null, true, ["2031-03-05", null], {"a": "1.10"}, "00ff", 0.5]'
    )


def test_columns_of_one_name_are_told_apart():
    assert distinct(["id", "id", "id_1", "id"]) == ["id", "id_1", "id_1_1", "id_2"]
    assert "".join(as_json(["a", "a"], [(1, 2)])) == '[{"a": 1, "a_1": 2}]\n'


def test_nothing_is_a_head_alone():
    assert "".join(as_csv(["a"], [])) == "a\r\n"
    assert "".join(as_json(["a"], [])) == "[]\n"
    assert "".join(as_csv(["a"], [(None,), ("",), (" ",)])) == 'a\r\n""\r\n""\r\n \r\n'
