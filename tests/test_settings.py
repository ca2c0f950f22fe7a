import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.ingest.errors import InputError
from etl.ingest.load import load
from etl.settings import Settings


@pytest.mark.parametrize("value", ["body", "[]", '{"text": 3}', '"text"', "{"])
def test_names_of_columns_that_are_none_are_wrong_use(value, monkeypatch, tmp_path):
    monkeypatch.setenv("DEPECHE_COLUMNS", value)
    (tmp_path / "a.jsonl").write_text('{"text": "Un"}', encoding="utf-8")
    with pytest.raises(InputError, match="DEPECHE_COLUMNS"):
        load([tmp_path], datetime.now(UTC))
    assert CliRunner().invoke(app, ["run", str(tmp_path)]).exit_code == 2


def test_the_usual_places():
    assert Settings().inputs == (Path("seeds"),)
    assert {Settings().warehouse.parts[0], Settings().exports.parts[0], Settings().staging.parts[0]} == {"data"}


def test_the_corrections_need_be_there_only_where_they_are_asked_for(monkeypatch):
    assert (Settings().corrections, Settings().names_corrections) == (Path("corrections"), False)
    monkeypatch.setenv("DEPECHE_CORRECTIONS", "mended")
    assert (Settings().corrections, Settings().names_corrections) == (Path("mended"), True)


def test_the_environment_moves_them_and_arguments_come_first(monkeypatch):
    monkeypatch.setenv("DEPECHE_INPUTS", os.pathsep.join(["news", "more news", ""]))
    monkeypatch.setenv("DEPECHE_WAREHOUSE", "elsewhere/w.duckdb")
    assert Settings().inputs == (Path("news"), Path("more news"))
    assert Settings().warehouse == Path("elsewhere/w.duckdb")
    assert Settings(warehouse=Path("here.duckdb")).warehouse == Path("here.duckdb")
