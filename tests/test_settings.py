import os
from pathlib import Path

from etl.settings import Settings


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
