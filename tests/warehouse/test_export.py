"""`depeche export`: what is written is what the warehouse holds, in every form."""

import csv
import json
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import frictionless
import polars as pl
import pyarrow.dataset
import pytest
from conftest import to_files, to_frames
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from warehouse.chronicle import chronicle
from warehouse.sheets import read_workbook

from etl.warehouse import workbook
from etl.warehouse.build import build
from etl.warehouse.export import export_as
from etl.warehouse.files import write_csv
from etl.warehouse.folder import ExportError
from schemas.derived.ddl import create_table, duckdb_type
from schemas.registry import TABLES, columns
from schemas.star import STAR
from schemas.tables import ActorName, AidPledge, Article, CorrectionRow, Meeting, Reject

LONG = "a" + "é🤝" * 20_000
TRICKY = [
    "=1+1",
    "+33 1",
    "-2",
    "@SUM(A1)",
    "<r><t>x</t></r>",
    "http://example.org",
    "_x0041_",
    "\x07",
    "123",
    'é, « à »;\t"x"\r\n y',
    " ",
]


@pytest.fixture(scope="module")
def frames():
    rows = chronicle()
    rows["actor_names"] += [{"actor_id": "xor", "name": name, "mention_count": 1} for name in TRICKY]
    rows["articles"][0] |= {"text": LONG, "char_count": len(LONG), "author": ""}
    rows["articles"].append(
        rows["articles"][-1]
        | {
            "article_id": "art_7",
            "source_id": "art_7",
            "source_key": "art_7",
            "published_on": None,
            "published_on_source": None,
        }
    )
    rows["aid_pledges"][0] |= {"amount": Decimal("1234567890123456.78")}
    rows["corrections"][0] |= {"made_on": date(1900, 2, 28)}
    rows["meetings"][0] |= {"date": "2030-12", "date_earliest": date(2030, 12, 1), "date_latest": date(2030, 12, 31)}
    rows["statements"].append(rows["statements"][0] | {"statement_id": "sta_undated", "article_id": "art_7"})
    return to_frames(rows)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory, frames):
    folder = tmp_path_factory.mktemp("export")
    build(folder / "w.duckdb", to_files(frames, folder / "sources"))
    return folder / "w.duckdb"


@pytest.fixture(scope="module")
def book(warehouse):
    folder = warehouse.with_name("excel")
    return export_as(warehouse, folder, "excel"), read_workbook(folder / "depeche.xlsx")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", ["parquet", "csv", "excel", "months"])
def test_each_form_is_described_the_same_twice_and_in_the_place_of_another(tmp_path, warehouse, frames, form):
    export_as(warehouse, tmp_path / "out", "csv", star=True)
    made = export_as(warehouse, tmp_path / "out", form)
    before = contents(tmp_path / "out")
    assert (made.tables, made.rows) == (len(TABLES), sum(frames[table.TABLE].height for table in TABLES))
    descriptor = json.loads(before["datapackage.json"])
    assert list(frictionless.Package.metadata_validate(descriptor)) == []
    assert [entry["rows"] for entry in descriptor["resources"]] == [frames[table.TABLE].height for table in TABLES]
    assert descriptor["files"].keys() == before.keys() - {"datapackage.json"}
    export_as(warehouse, tmp_path / "out", form)
    assert contents(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("form", ["parquet", "csv", "excel"])
def test_the_star_has_all_forms_too(tmp_path, warehouse, form):
    assert export_as(warehouse, tmp_path / "out", form, star=True).tables == len(STAR)
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in descriptor["resources"]] == [table.TABLE for table in STAR]


def test_csv_gives_the_same_rows_back(tmp_path, warehouse, frames):
    export_as(warehouse, tmp_path / "out", "csv")
    for table in TABLES:
        types = {column.name: duckdb_type(column) for column in columns(table)}
        with closing(duckdb.connect()) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            file = f"'{tmp_path}/out/{table.TABLE}.csv'"
            read = connection.sql(f"FROM read_csv({file}, columns = {types}, allow_quoted_nulls = false)").pl()
            assert_frame_equal(read, frames[table.TABLE].sort(table.KEY))


def test_csv_is_that_of_rfc_4180(tmp_path, warehouse, frames):
    export_as(warehouse, tmp_path / "out", "csv")
    raw = (tmp_path / "out" / "actor_names.csv").read_bytes()
    assert raw.startswith(b"actor_id,name,mention_count\r\n")
    assert raw.endswith(b"\r\n")
    with (tmp_path / "out" / "actor_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))[1:]
    assert rows == [[*row[:2], str(row[2])] for row in frames["actor_names"].sort(ActorName.KEY).rows()]
    rejected = (tmp_path / "out" / "rejects.csv").read_text(encoding="utf-8")
    assert "2031-03-06T12:00:00.000000Z" in rejected


def test_frictionless_reads_the_csv_itself(tmp_path, warehouse):
    export_as(warehouse, tmp_path / "out", "csv", star=True)
    report = frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "fieldName", "note"])


@settings(max_examples=25)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), unique=True, max_size=5)
)
def test_any_text_comes_back_from_csv(names):
    with TemporaryDirectory() as folder, closing(duckdb.connect()) as connection:
        connection.execute(create_table(ActorName))
        connection.executemany("INSERT INTO actor_names VALUES ('a', ?, 1)", [[name] for name in names or ["x"]])
        write_csv(connection, ActorName, Path(folder))
        with (Path(folder) / "actor_names.csv").open(encoding="utf-8", newline="") as file:
            read = [name for _, name, _ in csv.reader(file, strict=True)][1:]
    assert read == sorted(names or ["x"], key=str.encode)


def test_a_sheet_holds_what_the_table_holds(book, frames):
    _, sheets = book
    assert list(sheets) == ["about", *(table.TABLE for table in TABLES)]
    for table in TABLES:
        head, *rows = sheets[table.TABLE].rows
        names = [column.name for column in columns(table)]
        assert head == names
        assert sheets[table.TABLE].frozen
        expected = [[as_excel(value) for value in row] for row in frames[table.TABLE].sort(table.KEY).iter_rows()]
        assert rows == expected, table.TABLE


def as_excel(value):
    """What the file of a workbook holds for a value: days are counted from the end of 1899."""
    match value:
        case datetime():
            return (value - datetime(1899, 12, 30, tzinfo=UTC)) / timedelta(days=1)
        case date():
            return float((value - date(1899, 12, 30)).days) if value >= date(1900, 3, 1) else value.isoformat()
        case int() | float():
            return float(value)
        case Decimal():
            return float(value) if len(value.normalize().as_tuple().digits) <= 15 else str(value)
        case str() if len(value.encode("utf-16-le")) // 2 > workbook.MAX_TEXT:
            return value[: 2 * ((workbook.MAX_TEXT - len(workbook.CUT)) // 3)] + workbook.CUT
    return value


def test_dates_are_dates_and_what_excel_would_falsify_is_text(book):
    _, sheets = book
    assert sheets["corrections"].rows[1][list(CorrectionRow.model_fields).index("made_on")] == "1900-02-28"
    place = list(Meeting.model_fields).index("date_earliest")
    filled = {(number, place) for number, row in enumerate(sheets["meetings"].rows) if number and row[place] is not None}
    assert filled
    assert filled <= sheets["meetings"].dates
    assert (1, list(Reject.model_fields).index("rejected_at")) in sheets["rejects"].dates
    amounts = [row[list(AidPledge.model_fields).index("amount")] for row in sheets["aid_pledges"].rows[1:]]
    assert "1234567890123456.78" in amounts
    assert 200.0 in amounts


def test_no_text_becomes_a_formula_a_link_or_markup(book):
    _, sheets = book
    names = [row[1] for row in sheets["actor_names"].rows if row[0] == "xor"]
    assert set(TRICKY) <= set(names)
    assert not [name for name, sheet in sheets.items() if "<f>" in sheet.xml or "<hyperlink" in sheet.xml]


def test_a_text_that_excel_cannot_hold_is_cut_and_told(book):
    made, sheets = book
    told = "articles.text: 1 texts are longer than the 32767 characters of a cell, and end in […]"
    assert made.losses == [told]
    assert [row[0] for row in sheets["about"].rows[1:]] == [*(table.TABLE for table in TABLES), told]
    cut = sheets["articles"].rows[1][list(Article.model_fields).index("text")]
    assert cut.endswith("é […]")
    assert len(cut.encode("utf-16-le")) // 2 <= workbook.MAX_TEXT


@given(st.integers(32_740, 32_770), st.text("aé🤝", max_size=20))
def test_a_cut_never_splits_a_character(length, end):
    text = "x" * length + end
    cut = workbook.shortened(text)
    assert cut == text or (cut.endswith(workbook.CUT) and text.startswith(cut.removesuffix(workbook.CUT)))
    assert len(cut.encode("utf-16-le")) // 2 <= workbook.MAX_TEXT


def test_a_table_too_long_for_a_sheet_is_refused(tmp_path, warehouse, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_ROWS", 7)
    with pytest.raises(ExportError, match=r"articles has 7 rows, a sheet of Excel 6 at most; write --format csv\."):
        export_as(warehouse, tmp_path / "out", "excel")
    assert list(tmp_path.iterdir()) == []


def test_partitions_by_month_are_read_as_one_table(tmp_path, warehouse, frames):
    folder = tmp_path / "out"
    export_as(warehouse, folder, "months")
    assert (folder / "meetings" / "month=2031-04" / "meetings.parquet").is_file()
    for name in ("meetings", "articles", "statements"):
        expected = frames[name].sort(frames[name].columns[0])
        lazy = pl.scan_parquet(folder / name, hive_partitioning=True, try_parse_hive_dates=False).collect()
        assert_frame_equal(lazy.drop("month").sort(lazy.columns[0]), expected)
        arrow = pyarrow.dataset.dataset(folder / name, partitioning="hive").to_table()
        assert arrow.num_rows == expected.height
        with closing(duckdb.connect()) as connection:
            months = connection.execute(f"SELECT DISTINCT month FROM '{folder}/{name}/**/*.parquet'").fetchall()  # noqa: S608
        assert set(months) == {(month,) for month in lazy["month"]} == {(month,) for month in arrow["month"].to_pylist()}
    assert set(lazy["month"]) == {"2031-03", "2031-04", None}
    assert (folder / "actors.parquet").is_file()


def test_the_month_is_that_of_the_event_else_of_publication(tmp_path, warehouse):
    export_as(warehouse, tmp_path / "out", "months")
    met = pl.scan_parquet(tmp_path / "out" / "meetings", hive_partitioning=True).select("event_id", "month").collect()
    assert dict(met.rows()) == {
        "met_1": "2030-12",
        "met_1b": "2031-03",
        "met_1c": "2031-03",
        "met_2": "2031-04",
        "met_3": "2031-04",
        "met_4": "2031-04",
    }


def test_the_warehouse_stays_as_it_is_and_a_foreign_folder_too(tmp_path, warehouse):
    before = warehouse.read_bytes()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").touch()
    with pytest.raises(ExportError, match=r"notes\.txt.*with --output\."):
        export_as(warehouse, tmp_path / "mine", "excel")
    assert warehouse.read_bytes() == before
