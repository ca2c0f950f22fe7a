import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import sample_rows, to_files, to_frames
from typer.main import get_group
from typer.testing import CliRunner

from etl import console
from etl.cli import app
from etl.events.reading import Reading
from etl.settings import Settings
from etl.warehouse.build import build

README = Path("README.md").read_text(encoding="utf-8")
COMMANDS = get_group(app).commands
EMPTY = Reading()
HEAVY = ("dagster", "duckdb", "polars", "pydantic", "great_expectations", "pandas", "charset_normalizer")


def depeche(*arguments: object, **options):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    build(folder / "w.duckdb", to_files(to_frames(sample_rows()), folder / "sources"))
    return folder / "w.duckdb"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_is_in_the_readme(name):
    assert COMMANDS[name].help
    assert all(parameter.help for parameter in COMMANDS[name].params if parameter.name != "help")
    assert f"depeche {name}" in README
    shown = depeche(name, "--help")
    assert shown.exit_code == 0
    assert f"depeche {name}" in shown.output


def test_help_names_the_default_paths():
    shown = depeche("run", "--help", env={"COLUMNS": "200"}).output
    defaults = Settings()
    for path in (defaults.warehouse, defaults.exports, *defaults.inputs):
        assert f"[default: ({path})]" in shown


def test_starting_the_command_loads_nothing_heavy():
    code = f"import sys, etl.cli; print([name for name in {HEAVY} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded == "[]\n"


def test_export_tells_what_it_wrote_and_wrong_use_exits_with_2(warehouse, tmp_path):
    told = depeche("export", "--warehouse", warehouse, "--output", tmp_path / "out", "--format", "excel", "--star")
    assert (told.exit_code, told.stdout.startswith(f"{tmp_path / 'out'}: 12 tables, ")) == (0, True)
    for options in (("--star", "--partition-by", "month"), ("--format", "csv", "--partition-by", "month"), ("--format", "xml")):
        assert depeche("export", "--warehouse", warehouse, "--output", tmp_path / "out", *options).exit_code == 2
    absent = depeche("export", "--warehouse", tmp_path / "absent.duckdb", "--output", tmp_path / "out")
    assert (absent.exit_code, absent.stderr.count("\n")) == (1, 1)
    assert (tmp_path / "out" / "depeche.xlsx").is_file()


@pytest.mark.parametrize("command", ["run", "annotate"])
def test_wrong_input_is_told_in_a_sentence_and_exits_with_2(command, tmp_path):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "vide").mkdir()
    products = ("--warehouse", tmp_path / "w.duckdb", "--exports", tmp_path / "x")
    options = products if command == "run" else ("--output", tmp_path / "o.jsonl")
    for name, told in (("absent.txt", "no such file"), ("photo.png", "unknown format"), ("vide", "nothing to read")):
        shown = depeche(command, tmp_path / name, *options)
        assert shown.exit_code == 2
        assert f"depeche: {tmp_path / name}: " in shown.stderr
        assert told in shown.stderr
        assert shown.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photo.png", "vide"]


@pytest.mark.parametrize("arguments", [("annotate", "seeds"), ("ui", "--port", "0"), ("run", "--nonsense"), ("nonsense",)])
def test_a_wrong_command_line_exits_with_2(arguments):
    assert depeche(*arguments).exit_code == 2


def test_annotate_writes_a_line_an_article(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_text('{"id": "a", "title": "Un titre", "text": "Été à Genève."}\n{oups\n', encoding="utf-8")
    output = tmp_path / "spans.jsonl"
    shown = depeche("annotate", tmp_path / "in", "--output", output, "--published-on", "2024-05-31")
    assert shown.exit_code == 0
    assert shown.stdout == f"{output}: 1 annotated, 1 rejected\n"
    assert f"rejected {tmp_path}/in/a.jsonl#L2: The line is not JSON" in shown.stderr
    [article] = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert (article["source_id"], article["text"]) == ("a", "Un titre\nÉté à Genève.")
    assert all(article["text"][span["start"] : span["end"]] == span["text"] for span in article["spans"])


def test_annotate_reads_relative_dates_by_the_day_given(tmp_path, monkeypatch):
    days = []
    monkeypatch.setattr("etl.annotate.files.read", lambda text, day, pack: days.append(str(day)) or EMPTY)
    lines = '{"text": "Un"}\n{"text": "Deux", "published_on": "2023-01-01"}\n'
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    depeche("annotate", tmp_path / "a.jsonl", "--output", tmp_path / "o", "--published-on", "2024-05-31")
    assert days == ["2024-05-31", "2023-01-01"]


def test_an_article_that_breaks_the_reader_costs_the_others_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.annotate.files.read", lambda text, day, pack: EMPTY if text == "Un" else 1 / 0)
    lines = '{"text": "Un"}\n{"text": "Deux"}\n{"text": "Un", "id": "x", "language": "zz"}\n'
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    shown = depeche("annotate", tmp_path / "a.jsonl", "--output", tmp_path / "o")
    assert (shown.exit_code, shown.stdout) == (0, f"{tmp_path}/o: 1 annotated, 2 rejected\n")
    assert "a.jsonl#L2: it could not be read (ZeroDivisionError: division by zero)" in shown.stderr
    assert "a.jsonl#L3: Its language is zz; there are packs for: fr." in shown.stderr


def test_annotate_refuses_a_wrong_date_and_a_place_that_cannot_be_written(tmp_path):
    assert depeche("annotate", "seeds", "--output", tmp_path / "o", "--published-on", "31 mai").exit_code == 2
    shown = depeche("annotate", "seeds", "--output", tmp_path / "absent/o")
    assert shown.exit_code == 1
    assert f"{tmp_path}/absent/o: cannot be written (No such file or directory); choose another file" in shown.stderr
    shown = depeche("annotate", "seeds", "--output", tmp_path / "o", "--html", tmp_path / "absent/p")
    assert shown.exit_code == 1
    assert f"{tmp_path}/absent/p: cannot be written" in shown.stderr
    assert list(tmp_path.iterdir()) == []


def test_annotate_writes_a_page_and_w3c_annotations_when_asked(tmp_path):
    (tmp_path / "a.txt").write_text("Un titre\nLa ministre est arrivée le 3 mai 2024 à Genève.", encoding="utf-8")
    lines, html = tmp_path / "a.jsonld", tmp_path / "a.html"
    shown = depeche("annotate", tmp_path / "a.txt", "--output", lines, "--format", "w3c", "--html", html)
    assert (shown.exit_code, shown.stdout) == (0, f"{lines}: 1 annotated, 0 rejected\n{html}: 1 annotated, 0 rejected\n")
    [page] = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert page["type"] == "AnnotationPage"
    assert "le 3 mai 2024" in [item["target"]["selector"][1]["exact"] for item in page["items"]]
    assert 'class="filled date' in html.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [(), ("--format", "w3c", "--html", "page.html"), ("--output", "o", "--format", "xml")])
def test_annotate_says_what_a_wrong_choice_of_outputs_lacks(options):
    shown = depeche("annotate", "seeds", *options)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "--output" in shown.stderr or "--format" in shown.stderr


def test_what_nobody_could_read_leaves_the_old_files_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.annotate.files.read", lambda text, day, pack: 1 / 0)
    (tmp_path / "o").write_text("old")
    shown = depeche("annotate", "seeds", "--output", tmp_path / "o", "--html", tmp_path / "p")
    assert shown.exit_code == 1
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("o", "old")]


def test_query_prints_aligned_lines(warehouse):
    sql = "SELECT name, mention_count AS n FROM actors WHERE actor_type = 'country' ORDER BY name"
    lines = ["name        n", "──────────  ─", "la Linde    1", "la Vésanie  1"]
    assert depeche("query", sql, "--warehouse", warehouse).stdout.splitlines() == lines
    assert depeche("query", "--warehouse", warehouse, input=sql).stdout.splitlines() == lines


def test_query_draws_a_table_in_a_terminal(warehouse, monkeypatch):
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    shown = depeche("query", "SELECT '[bold]été[/bold]' AS words, NULL AS nothing", "--warehouse", warehouse).stdout
    assert "[bold]été[/bold]" in shown
    assert "━" in shown or "─" in shown


@pytest.mark.parametrize("sql", ["SELEC", "FROM nothing", "DROP TABLE actors", ""])
def test_query_tells_a_mistake_in_one_line(warehouse, sql):
    shown = depeche("query", sql, "--warehouse", warehouse)
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (1, "", 1)


def test_query_without_a_warehouse_says_how_to_make_one(tmp_path):
    shown = depeche("query", "SELECT 1", "--warehouse", tmp_path / "absent.duckdb")
    assert shown.exit_code == 1
    assert "make one with `depeche run`" in shown.stderr


def test_ui_tells_that_a_port_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        shown = depeche("ui", "--port", port, "--home", tmp_path / "home")
    assert shown.exit_code == 1
    assert f"port {port} is taken by another program; choose another with --port" in shown.stderr
    assert not (tmp_path / "home").exists()
