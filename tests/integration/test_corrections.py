"""Corrections and judgements through `depeche run`, over runs, and what is told of them."""

import json

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.warehouse.query import query

ARTICLES = [
    (
        "a1",
        "2031-03-05",
        "Le ministre français de la Défense, Paul Aubry, a reçu mardi à Paris son homologue letton, Janis Ozols.",
    ),
    (
        "a2",
        "2031-03-12",
        "Paul Aubry a rencontré Janis Ozols mardi à Paris. La Norvège livrera 12 chars Leopard à la Moldavie.",
    ),
]
JUDGEMENTS = """what,verdict,left_article,left_text,right_article,right_text,reason
event,same,a1,a reçu mardi,a2,a rencontré,le second papier reprend le premier
actor,different,a1,Janis Ozols,,Paul Aubry,deux hommes
actor,same,,Anna Karel,,A. Karel,
"""
CORRECTIONS = """table,article,text,action,column,value,reason,author,date
meetings,a1,mardi à Paris,set,mode,video,en ligne,ak,2031-04-01
aid_pledges,a2,livrera 12 chars,set,quantity,douze,,ak,2031-04-01
aid_pledges,a2,livrera 12 chars,drop,,,article retiré,ak,
warnings,a1,averti,drop,,,,,
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the command on the articles with the correction files as they are."""
    lines = [json.dumps({"id": name, "published_on": day, "text": text}) for name, day, text in ARTICLES]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "mended").mkdir()
    monkeypatch.setenv("DEPECHE_CORRECTIONS", str(tmp_path / "mended"))
    arguments = ["run", tmp_path / "news.jsonl", "--warehouse", tmp_path / "w.duckdb", "--exports", tmp_path / "x"]
    return lambda: CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows(folder, sql):
    return query(folder / "w.duckdb", sql)[1]


def test_corrections_are_applied_told_and_outlive_runs(run, tmp_path):
    assert run().exit_code == 0
    meetings = "SELECT mode, occurrence_id FROM meetings ORDER BY date"
    before = rows(tmp_path, meetings)
    assert before[0][0] == "in_person"
    assert before[0][1] != before[1][1]
    assert rows(tmp_path, "SELECT quantity FROM aid_pledges") == [(12,)]
    assert rows(tmp_path, "SELECT * FROM corrections") == []

    (tmp_path / "mended/judgements.csv").write_text(JUDGEMENTS, encoding="utf-8")
    (tmp_path / "mended/corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    for _ in range(2):
        shown = run()
        assert shown.exit_code == 0, shown.output
        after = rows(tmp_path, meetings)
        assert after[0][0] == "video"
        assert after[0][1] == after[1][1]
        assert rows(tmp_path, "SELECT * FROM aid_pledges") == []
        assert rows(tmp_path, "SELECT line, status, old_value FROM corrections WHERE action <> 'drop' ORDER BY line") == [
            ("corrections.csv:2", "applied", "in_person"),
            ("corrections.csv:3", "invalid", "12"),
            ("judgements.csv:2", "applied", None),
            ("judgements.csv:3", "applied", None),
            ("judgements.csv:4", "unmatched", None),
        ]
        assert "Judgements and corrections: 4 applied, 2 unmatched, 1 invalid" in shown.stdout
        assert "No actor is found by “Anna Karel” nor by “A. Karel”." in shown.stdout
        assert "No row of warnings holds these words." in shown.stdout
        assert "quantity: Input should be a valid integer" in shown.stdout

    for file in (tmp_path / "mended").iterdir():
        file.unlink()
    assert run().exit_code == 0
    assert rows(tmp_path, meetings) == before


def test_a_bad_file_is_wrong_use_and_nothing_is_done(run, tmp_path):
    (tmp_path / "mended/judgements.csv").write_text(JUDGEMENTS.replace("actor,same", "actor,alike"), encoding="utf-8")
    shown = run()
    assert shown.exit_code == 2
    assert f"{tmp_path}/mended/judgements.csv, line 4: verdict: alike is none of same, different." in shown.stderr
    assert not (tmp_path / "w.duckdb").exists()


def test_a_folder_that_was_asked_for_and_is_missing_is_wrong_use(run, tmp_path):
    (tmp_path / "mended").rmdir()
    shown = run()
    assert shown.exit_code == 2
    assert "there is no such folder of corrections" in shown.stderr
