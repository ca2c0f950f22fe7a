"""Runs upon runs: what the warehouse knows is not read again, and what changes is told apart from what is new."""

import json
from contextlib import closing

import polars as pl
import pytest

from etl.ingest.errors import InputError
from etl.orchestration.outcome import Withdrawal
from etl.orchestration.run import RunError, run_pipeline
from etl.warehouse.connection import connect

OPENING = "Aïda Norval a rencontré Élie Tamsin le 5 mars 2031 à Lisbonne."
LATER = "Aïda Norval a rencontré Élie Tamsin le 7 mars 2031 à Lisbonne."
OTHER = "Le Ghana a promis 12 millions d’euros d’aide humanitaire au Chili."


class Press:
    """A folder of articles, and the warehouse that it is read into."""

    def __init__(self, folder):
        self.folder, self.warehouse, self.exports = folder / "in", folder / "w.duckdb", folder / "out"
        self.folder.mkdir()

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def record(self, name, **fields):
        self.write(name, json.dumps(fields) + "\n")

    def run(self, **options):
        return run_pipeline([self.folder], self.warehouse, self.exports, **options)

    def forget(self, *ids, reason=None):
        return run_pipeline((), self.warehouse, self.exports, withdrawal=Withdrawal(list(ids), reason))

    def ask(self, sql):
        with closing(connect(self.warehouse, read_only=True)) as connection:
            return connection.execute(sql).fetchall()

    def one(self, sql):
        ((found,),) = self.ask(sql)
        return found

    def files(self):
        return {path: path.read_bytes() for path in (self.warehouse, *self.exports.rglob("*")) if path.is_file()}


@pytest.fixture
def press(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.orchestration.run.suite_worker", NoSuites)
    return Press(tmp_path)


class NoSuites:
    """In place of the process that runs the suites, which takes seconds to start; others test it."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def start(self):
        pass

    def __call__(self, names, files):
        return []


def test_a_second_run_reads_nothing_and_leaves_everything_alone(press):
    press.write("a.txt", OPENING)
    press.write("b.txt", OTHER)
    press.write("vide.txt", "")
    press.write("photo.png", "")
    first = press.run().intake
    assert (first.files_read, first.articles_new, first.articles_read) == (4, 2, 2)
    before = press.files()
    second = press.run()
    assert second.intake == type(first)(files_read=0, files_known=4, articles_new=0, articles_known=2, articles_read=0)
    assert (second.rows["meetings"], second.rejects) == (1, {"empty": 1, "unknown_format": 1})
    assert press.files() == before


def test_one_added_file_costs_one_reading(press):
    press.write("a.txt", OPENING)
    press.run()
    press.write("b.txt", OTHER)
    made = press.run()
    assert (made.intake.files_read, made.intake.files_known, made.intake.articles_read) == (1, 1, 1)
    assert (made.rows["articles"], made.rows["meetings"], made.rows["aid_pledges"]) == (2, 1, 1)


def test_exports_that_are_missing_or_of_another_warehouse_are_written(press, tmp_path):
    press.write("a.txt", OPENING)
    press.run()
    before = press.files()
    (press.exports / "meetings.parquet").unlink()
    press.run()
    assert press.files() == before
    press.write("b.txt", OTHER)
    press.run()
    press.exports.rename(tmp_path / "of-two")
    run_pipeline([press.folder / "a.txt"], tmp_path / "v.duckdb", press.exports)
    press.run()
    assert pl.read_parquet(press.exports / "articles.parquet").height == 2


def test_a_changed_reader_reads_everything_anew(press, monkeypatch):
    press.write("a.txt", OPENING)
    press.write("b.txt", OTHER)
    press.run()
    for place in ("assets.reading", "readings"):
        monkeypatch.setattr(f"etl.orchestration.{place}.EXTRACTOR", "another")
    monkeypatch.setattr("etl.orchestration.builder.PROGRAM", "another")
    assert press.run().intake.articles_read == 2
    assert press.ask("SELECT DISTINCT extractor FROM archive.readings") == [("another",)]


def test_changed_corrections_make_the_rows_anew_from_the_stored_readings(press, monkeypatch):
    press.write("a.txt", OPENING)
    press.run()
    monkeypatch.setattr("etl.orchestration.builder.PROGRAM", "another")
    monkeypatch.setattr("etl.orchestration.assets.tables.build_rows", lambda *given: {})
    made = press.run()
    assert (made.intake.articles_read, made.intake.files_read, made.rows["meetings"]) == (0, 0, 0)
    assert press.run().checks == ()


def test_a_fresh_run_begins_from_nothing(press):
    press.write("a.txt", OPENING)
    press.run()
    press.write("a.txt", LATER)
    press.run()
    made = press.run(fresh=True)
    assert (made.intake.articles_read, made.rows["articles"]) == (1, 1)
    assert press.ask("SELECT version, text FROM articles") == [(1, LATER)]


def test_a_run_into_which_another_one_broke_does_not_undo_it(press, monkeypatch):
    press.write("a.txt", OPENING)
    press.run()
    press.write("b.txt", OTHER)

    def meanwhile(done, total):
        monkeypatch.undo()
        monkeypatch.setattr("etl.orchestration.run.suite_worker", NoSuites)
        if done == 0:
            press.run()

    with pytest.raises(RunError, match="changed by another run"):
        press.run(on_progress=meanwhile)
    assert press.one("SELECT count(*) FROM articles") == 2


def test_what_is_forgotten_leaves_a_trace_and_does_not_come_back(press):
    for text in (OPENING, LATER):
        press.write("a.txt", text)
        press.run()
    press.write("b.txt", OTHER)
    press.run()
    ids = {name for (name,) in press.ask("SELECT article_id FROM articles WHERE source_id = 'a'")}
    made = press.forget("a", reason="withdrawn by its publisher")
    assert (made.rows["articles"], made.rows["meetings"], made.rejects) == (1, 0, {"forgotten": 2})
    for again in ({}, {"fresh": True}):
        press.write("a.txt", OPENING + " Elle est ministre.")
        press.run(**again)
        assert press.ask("SELECT source_id FROM articles") == [("b",)]
        assert not ids & {name for (name,) in press.ask("SELECT article_id FROM archive.readings")}
        traces = press.ask("SELECT source_uri, row, detail FROM rejects")
        assert [uri for uri, *_ in traces] == [str(press.folder / "a.txt")] * 2
        assert all("withdrawn by its publisher" in detail and "Norval" not in row for _, row, detail in traces)
    assert pl.read_parquet(press.exports / "articles.parquet")["source_id"].to_list() == ["b"]


def test_what_cannot_be_forgotten_is_told(press):
    for name in ("1", "2"):
        (press.folder / name).mkdir()
        press.write(f"{name}/a.txt", OPENING + name)
    press.run()
    before = press.files()
    with pytest.raises(InputError, match="no article with this id"):
        press.forget("nobody")
    with pytest.raises(InputError, match="2 articles have this id of a source; name one by its article_id"):
        press.forget("a")
    assert press.files() == before
    assert press.forget(press.ask("SELECT article_id FROM articles ORDER BY source_uri")[0][0]).rows["articles"] == 1


def test_the_last_article_can_be_forgotten(press):
    press.write("a.txt", OPENING)
    press.run()
    assert press.forget("a").rows["articles"] == 0
    assert press.run().rows["articles"] == 0
