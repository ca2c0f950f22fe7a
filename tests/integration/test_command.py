"""The command as people use it: from files to a warehouse, and what it prints."""

import json
import runpy
from pathlib import Path

import duckdb
import polars as pl
from typer.testing import CliRunner

from etl.cli import app
from etl.warehouse.query import query
from etl.warehouse.questions import questions
from schemas.registry import TABLES
from tools.pages import DOCS, README


def depeche(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_seeds_are_read_without_an_argument(seeds):
    shown, folder = seeds
    assert shown.exit_code == 0, shown.output
    assert shown.stderr == ""
    for table in TABLES:
        rows = pl.read_parquet(folder / "x" / f"{table.TABLE}.parquet").height
        assert f"{table.TABLE} {rows}" in [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert "Rejected: nothing" in shown.stdout
    assert f"Warehouse: {folder}/w.duckdb" in shown.stdout
    assert f"Exports:   {folder}/x" in shown.stdout


def test_the_questions_that_it_proposes_have_answers(seeds):
    shown, _ = seeds
    commands = [line for line in shown.stdout.splitlines() if line.startswith("depeche query")]
    assert len(commands) == 4
    for command in commands:
        answer = depeche(*command.partition("#")[0].split()[1:])
        assert answer.exit_code == 0, answer.output
        assert len(answer.stdout.splitlines()) > 2


def test_every_question_can_be_asked_of_the_seeds(seeds):
    answers = {q.title: query(seeds[1] / "w.duckdb", q.sql)[1] for q in questions()}
    assert answers["What happens between France and Ukraine?"]
    assert answers["What is known of Lavrov, however the name is spelt?"]


def test_three_commands_lead_to_the_sentence_behind_the_largest_pledge(seeds):
    warehouse = seeds[1] / "w.duckdb"
    words = json.loads(depeche("query", "--question", 15, "--format", "json", "--warehouse", warehouse).stdout)
    [pledge] = {word["row_id"] for word in words}
    shown = depeche("show", pledge, "--warehouse", warehouse)
    assert shown.exit_code == 0, shown.output
    _, [(evidence,)] = query(warehouse, f"SELECT evidence FROM aid_pledges WHERE event_id = '{pledge}'")  # noqa: S608
    [sentence] = [line for line in shown.stdout.splitlines() if line.startswith("Sentence ")]
    assert sentence.removeprefix("Sentence").strip() == evidence
    assert all(f"“{word['surface']}”" in shown.stdout for word in words)
    for page in (README, DOCS / "getting-started.md"):
        assert f"depeche show {pledge}" in page.read_text(encoding="utf-8")


def test_everything_in_the_seeds_can_be_shown(seeds):
    warehouse = seeds[1] / "w.duckdb"
    for sql in (
        "SELECT actor_id FROM actors ORDER BY mention_count DESC LIMIT 3",
        "SELECT name FROM actors WHERE actor_type = 'person' ORDER BY mention_count DESC LIMIT 1",
        "SELECT event_id FROM timeline ORDER BY table_name, event_id LIMIT 2",
        "SELECT min(occurrence_id) FROM meetings",
        "SELECT min(statement_id) FROM statements",
        "SELECT unnest([min(article_id), max(source_id)]) FROM articles",
    ):
        for (sought,) in query(warehouse, sql)[1]:
            for language in ("fr", "en"):
                shown = depeche("show", sought, "--language", language, "--warehouse", warehouse)
                assert (shown.exit_code, shown.stderr) == (0, "")
                assert len(shown.stdout.splitlines()) > 5


def test_the_notebook_tells_what_the_warehouse_holds(seeds, monkeypatch):
    warehouse = seeds[1] / "w.duckdb"
    monkeypatch.setenv("DEPECHE_WAREHOUSE", str(warehouse))
    told = runpy.run_path("docs/notebook.py")["app"].run()[1]
    for name, view in (("meetings", "meeting_log"), ("warnings", "warning_log"), ("gaps", "left_empty")):
        assert [(told[name].height,)] == query(warehouse, f"SELECT count(*) FROM {view}")[1]  # noqa: S608
    [pledge] = told["largest"].to_dicts()
    assert pledge["amount_eur"] == told["donors"]["eur"].max() > 0
    assert pledge["event_id"] in told["words"]["row_id"]
    texts = dict(query(warehouse, "SELECT source_id, text FROM articles")[1])
    for word in told["words"].to_dicts():
        assert texts[word["source_id"]][word["char_start"] : word["char_end"]] == word["surface"]
    told["warehouse"].close()


def test_bad_files_are_told_and_the_others_go_on(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bon.txt").write_text("Un titre\nUn texte.", encoding="utf-8")
    (tmp_path / "in/vide.txt").touch()
    (tmp_path / "in/photo.png").write_bytes(b"\x89PNG")
    shown = depeche("run", tmp_path / "in", "--warehouse", tmp_path / "w.duckdb", "--exports", tmp_path / "x")
    assert shown.exit_code == 0, shown.output
    assert "Rejected: 2" in shown.stdout
    for name, reason in (("vide.txt", "empty"), ("photo.png", "unknown_format")):
        assert any(f"{tmp_path}/in/{name}" in line and reason in line for line in shown.stdout.splitlines())


def test_input_without_an_article_changes_nothing(seeds):
    folder = seeds[1]
    (folder / "vide.txt").touch()
    before = (folder / "w.duckdb").read_bytes()
    shown = depeche("run", folder / "vide.txt", "--warehouse", folder / "w.duckdb", "--exports", folder / "x")
    assert shown.exit_code == 2
    assert "vide.txt: There is no text in it" in shown.stderr
    assert (folder / "w.duckdb").read_bytes() == before


def test_a_warehouse_that_cannot_be_written_fails_the_run_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    shown = depeche("run", "seeds", "--warehouse", tmp_path / "file/w.duckdb", "--exports", tmp_path / "x")
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    assert f"{tmp_path}/file/w.duckdb" in shown.stderr
    assert not (tmp_path / "x").exists()


def test_a_warehouse_named_like_the_program_is_a_good_name(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("Un titre\nUn texte.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        shown = depeche("run")
        assert shown.exit_code == 0, shown.output
    assert "--warehouse" not in shown.stdout
    with duckdb.connect(Path("data/depeche.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT source_uri FROM articles").fetchall() == [("seeds/a.txt",)]
    assert sorted(path.name for path in Path("data").iterdir()) == ["depeche.duckdb", "exports"]


def test_an_article_is_forgotten_and_a_run_after_that_finds_nothing_new(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("bon", "retire"):
        (tmp_path / f"in/{name}.txt").write_text(f"Un titre\nUn texte, le {name}.", encoding="utf-8")
    places = ("--warehouse", tmp_path / "w.duckdb", "--exports", tmp_path / "x")
    assert depeche("run", tmp_path / "in", *places).stdout.startswith("2 files, 2 articles new; 0 files, 0 articles known")
    shown = depeche("forget", "retire", "--reason", "withdrawn by its publisher", *places)
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("forgotten: retire; 1 articles are left")
    assert pl.read_parquet(tmp_path / "x/articles.parquet")["source_id"].to_list() == ["bon"]
    assert depeche("run", tmp_path / "in", *places).stdout.startswith("nothing new: 2 files, 1 articles known\n")
    unknown = depeche("forget", "retire", *places)
    assert (unknown.exit_code, unknown.stderr.count("\n")) == (2, 1)
    assert "has no article with this id" in unknown.stderr
