"""The shell: DuckDB's own, on the warehouse, read-only."""

import subprocess
import sys

import duckdb
import pytest
from conftest import sample_rows, to_files, to_frames
from typer.testing import CliRunner

from etl.asking import shell
from etl.cli import app
from etl.warehouse.build import build
from etl.warehouse.questions import questions

BARE = ".mode csv\n.headers off\n"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shell")
    build(folder / "w.duckdb", to_files(to_frames(sample_rows()), folder / "sources"))
    return folder / "w.duckdb"


def ask(warehouse, said, **options):
    command = [sys.executable, "-c", "from etl.cli import app; app()", "shell", "--warehouse", str(warehouse)]
    return subprocess.run(command, input=said, capture_output=True, text=True, timeout=60, **options)


def test_views_macros_and_questions_are_there_and_names_are_completed(warehouse):
    asked = (
        "SELECT count(*) FROM questions",
        "SELECT actor_id FROM actor('NORVAL')",
        "SELECT row_id FROM q15 LIMIT 1",
        "SELECT suggestion FROM sql_auto_complete('SELECT * FROM aid_led') LIMIT 1",
        "SELECT suggestion FROM sql_auto_complete('FROM act') WHERE suggestion LIKE 'actor_card%'",
    )
    said = f"{BARE}{';'.join(asked)};"
    shown = ask(warehouse, said)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert [line.strip() for line in shown.stdout.splitlines()] == [
        str(len(questions())),
        "act_norval",
        "aid_1",
        "aid_ledger",
        "actor_card",
    ]


def test_every_question_is_a_view(warehouse):
    said = "".join(f"FROM q{number} SELECT count(*);" for number, _ in enumerate(questions(), start=1))
    shown = ask(warehouse, BARE + said)
    assert shown.stderr == ""
    assert len(shown.stdout.split()) == len(questions())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("DELETE FROM actors;", "read-only"),
        ("INSTALL fts;", "disabled by configuration"),
        ("COPY actors TO '{folder}/no.csv';", "disabled by configuration"),
        ("FROM 'https://example.org/a.csv';", "disabled by configuration"),
        ("SET enable_external_access = true;", "Cannot enable external access"),
    ],
)
def test_nothing_is_changed_or_fetched(warehouse, tmp_path, said, told):
    home = {"HOME": str(tmp_path), "PATH": ""}
    (tmp_path / ".duckdbrc").write_text("SELECT 'somebody else';\n")
    shown = ask(warehouse, said.format(folder=tmp_path), env={**home, "PYTHONPATH": ":".join(filter(None, sys.path))})
    assert told in shown.stderr
    assert "somebody else" not in shown.stdout
    assert [path.name for path in tmp_path.iterdir()] == [".duckdbrc"]


def test_without_the_package_it_says_how_to_install_it(warehouse, monkeypatch):
    monkeypatch.setattr(shell, "find_spec", lambda name: None)
    shown = CliRunner().invoke(app, ["shell", "--warehouse", str(warehouse)])
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (1, "", 1)
    assert f"pip install 'duckdb-cli=={duckdb.__version__}'" in shown.stderr


def test_without_a_warehouse_it_says_how_to_make_one(tmp_path):
    shown = CliRunner().invoke(app, ["shell", "--warehouse", str(tmp_path / "no")])
    assert shown.exit_code == 1
    assert "make one with `depeche run`" in shown.stderr
