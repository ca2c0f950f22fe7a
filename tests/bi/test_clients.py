"""Other clients than the program's own open the warehouse: DuckDB's shell, and its client for Node."""

import json
import subprocess

import pytest
from bi.clients import NO_NODE, NODE, SHELL

from etl.warehouse.query import query
from etl.warehouse.questions import questions

WRITE = "DELETE FROM articles"
ASKED = [
    "FROM aid_ledger",
    "FROM pair_matrix",
    "FROM evidence_of('aid_1')",
    "SELECT article_id, text, published_on, ingested_at FROM articles ORDER BY article_id",
    "SELECT column_name, column_type FROM (DESCRIBE aid_ledger)",
    "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_name",
    questions()[14].sql,
]


def in_words(sql):
    """The same question with every cell as text, which no client shows in a way of its own."""
    return f"SELECT columns(*)::VARCHAR FROM ({sql.rstrip(';')})"  # noqa: S608


@pytest.fixture(scope="module")
def warehouse(home):
    """The warehouse, which nobody may have touched afterwards."""
    file = home / "data" / "depeche.duckdb"
    before = file.read_bytes()
    yield file
    assert file.read_bytes() == before


def run(*command):
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


@pytest.mark.parametrize("sql", ASKED)
def test_the_shell_answers_as_the_program_does(warehouse, sql):
    columns, rows = query(warehouse, in_words(sql))
    shown = run(SHELL, "-no-init", "-readonly", "-json", warehouse, "-c", in_words(sql))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert rows
    assert json.loads(shown.stdout) == [dict(zip(columns, row, strict=True)) for row in rows]


def test_the_shell_cannot_write(warehouse):
    shown = run(SHELL, "-no-init", "-readonly", warehouse, "-c", WRITE)
    assert shown.returncode == 1
    assert "read-only mode" in shown.stderr


def test_the_client_for_node_answers_as_the_program_does_and_cannot_write(warehouse):
    if NO_NODE:
        pytest.skip(NO_NODE)
    shown = run("node", NODE / "ask.mjs", warehouse, *map(in_words, ASKED), WRITE)
    assert (shown.returncode, shown.stderr) == (0, "")
    *answers, refused = map(json.loads, shown.stdout.splitlines())
    assert answers == [[list(row) for row in query(warehouse, in_words(sql))[1]] for sql in ASKED]
    assert "read-only mode" in refused
