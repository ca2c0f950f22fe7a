"""`depeche query` as people and programs use it."""

import json
import subprocess
import sys

import polars as pl
import pytest
from conftest import sample_rows, to_files, to_frames
from typer.testing import CliRunner

from etl import console
from etl.cli import app
from etl.warehouse.build import build
from etl.warehouse.questions import questions

NAMES = "SELECT name, country FROM actors ORDER BY actor_id"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("query")
    build(folder / "w.duckdb", to_files(to_frames(sample_rows()), folder / "sources"))
    return folder / "w.duckdb"


@pytest.fixture
def query(warehouse):
    return lambda *arguments, **options: CliRunner().invoke(
        app, ["query", "--warehouse", str(warehouse), *map(str, arguments)], **options
    )


def in_a_terminal(monkeypatch):
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr("etl.asking.query.is_terminal", lambda: True)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("csv", "name,country\r\nConseil des Îles,\r\nAïda Norval,XVA\r\n"),
        ("json", '[{"name": "Conseil des Îles", "country": null},\n {"name": "Aïda Norval", "country": "XVA"}]\n'),
        ("markdown", "| name | country |\n| --- | --- |\n| Conseil des Îles |  |\n| Aïda Norval | XVA |\n"),
        ("table", "name              country\n────────────────  ───────\nConseil des Îles\nAïda Norval       XVA\n"),
    ],
)
def test_every_format_of_text(query, tmp_path, form, told):
    shown = query(f"{NAMES} LIMIT 2", "--format", form)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout_bytes.decode() == told
    query(f"{NAMES} LIMIT 2", "--format", form, "--output", tmp_path / "answer")
    assert (tmp_path / "answer").read_bytes().decode() == told


@pytest.mark.parametrize(
    ("name", "start"), [("a.CSV", b"name,"), ("a.json", b"[{"), ("a.md", b"| name"), ("a.parquet", b"PAR1")]
)
def test_the_name_of_the_file_tells_the_format(query, tmp_path, name, start):
    assert query(NAMES, "--output", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_parquet_goes_to_files_and_pipes_but_to_no_terminal(query, tmp_path, monkeypatch):
    assert query(NAMES, "--format", "parquet").stdout_bytes[:4] == b"PAR1"
    in_a_terminal(monkeypatch)
    shown = query(NAMES, "--format", "parquet")
    assert (shown.exit_code, shown.stdout_bytes) == (2, b"")
    assert "--output FILE" in shown.stderr
    assert query(NAMES, "--output", tmp_path / "a.parquet").exit_code == 0
    assert pl.read_parquet(tmp_path / "a.parquet").columns == ["name", "country"]


@pytest.mark.parametrize(
    ("form", "rows"), [("csv", 5000), ("json", 5000), ("parquet", 5000), ("markdown", 5000), ("table", 1000)]
)
def test_tables_are_cut_unless_told_otherwise_and_say_so(query, tmp_path, form, rows):
    for arguments, kept in (((), rows), (("--limit", 7), 7), (("--limit", 0), 5000)):
        shown = query("FROM range(5000)", "--format", form, "--output", tmp_path / "a", *arguments)
        assert _count(tmp_path / "a", form) == kept
        assert (f"the first {kept} rows; --limit 0 gives all" in shown.stderr) == (kept < 5000)


def _count(path, form):
    if form == "parquet":
        return pl.read_parquet(path).height
    return len(path.read_text(encoding="utf-8").splitlines()) - {"csv": 1, "json": 0, "markdown": 2, "table": 2}[form]


def test_a_table_in_a_terminal_is_cut_too(query, monkeypatch):
    in_a_terminal(monkeypatch)
    shown = query("FROM range(9)", "--limit", 8)
    assert " 7 " in shown.stdout
    assert " 8 " not in shown.stdout
    assert "the first 8 rows" in shown.stderr


def test_wide_tables_are_not_cut_where_no_terminal_is(query):
    wide = query("SELECT repeat('abc ', 100) AS w, 'end' AS e", env={"COLUMNS": "80"}).stdout
    assert wide.splitlines()[2].endswith("end")


def test_a_numbered_question_is_asked(query):
    asked = query("--question", 15, "--format", "json")
    assert [row["row_id"] for row in json.loads(asked.stdout)] == ["aid_1"] * 3
    assert asked.stdout == query(questions()[14].sql, "--format", "json").stdout


def test_the_questions_are_listed_without_a_warehouse(tmp_path):
    shown = CliRunner().invoke(app, ["query", "--questions", "--warehouse", str(tmp_path / "no"), "--format", "json"])
    assert json.loads(shown.stdout) == [{"number": n, "question": q.title} for n, q in enumerate(questions(), start=1)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--question", "0"), "numbered from 1 to"),
        (("--question", "41"), "numbered from 1 to"),
        (("--question", "x"), ""),
        (("--question", "1", "SELECT 1"), "give one of"),
        (("--question", "1", "--questions"), "give one of"),
        (("SELECT 1", "--format", "xml"), ""),
        (("SELECT 1", "--limit", "-1"), ""),
    ],
)
def test_wrong_use_exits_with_2(query, arguments, told):
    shown = query(*arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert told in shown.stderr


def test_nothing_is_overwritten_by_what_fails(query, warehouse, tmp_path):
    before = warehouse.read_bytes()
    shown = query(NAMES, "--output", warehouse)
    assert (shown.exit_code, warehouse.read_bytes()) == (2, before)
    (tmp_path / "a.csv").write_text("old")
    for sql in ("SELEC", "SELECT error('late') FROM range(9)"):
        assert query(sql, "--output", tmp_path / "a.csv").exit_code == 1
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.csv", "old")]
    shown = query(NAMES, "--output", tmp_path / "absent" / "a.csv")
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    assert "absent/a.csv: cannot be written" in shown.stderr


def test_a_reader_that_has_enough_is_no_failure_worth_words(warehouse):
    command = [sys.executable, "-c", "from etl.cli import app; app()", "query", "FROM range(300000)", "--format", "csv"]
    with subprocess.Popen([*command, "--warehouse", warehouse], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.readline() == b"range\r\n"
        running.stdout.close()
        assert running.stderr.read() == b""
