"""Real runs of Dagster in an ephemeral instance, on real files."""

import json
from contextlib import closing
from pathlib import Path

import dagster as dg
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from etl.definitions import build_defs
from etl.ingest.errors import InputError
from etl.orchestration.locations import Locations
from etl.orchestration.run import RunError, run_pipeline
from etl.warehouse.connection import connect
from schemas.registry import BY_NAME, TABLES

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """A run on the seeds, in a process of its own for the suites, as the command line does it."""
    folder = tmp_path_factory.mktemp("seeds")
    progress = []
    summary = run_pipeline([SEEDS], folder / "w.duckdb", folder / "out", on_progress=lambda *done: progress.append(done))
    return summary, progress


def execute(places, job="depeche"):
    """Run a job; whether it succeeded, what was made by its name, and the checks by table and name."""
    with dg.DagsterInstance.ephemeral() as instance:
        result = build_defs(locations=places).resolve_job_def(job).execute_in_process(instance=instance, raise_on_error=False)
        made = {event.asset_key.to_user_string(): event.materialization for event in result.get_asset_materialization_events()}
        checks = {(each.asset_key.to_user_string(), each.check_name): each for each in result.get_asset_check_evaluations()}
        return result.success, made, checks


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exported(folder):
    return {name: pl.read_parquet(folder / f"{name}.parquet", glob=False) for name in BY_NAME}


def loaded(warehouse):
    with closing(connect(warehouse, read_only=True)) as connection:
        return {table.TABLE: connection.sql(f'FROM "{table.TABLE}"').pl().sort(table.KEY) for table in TABLES}


def test_five_articles_in_a_warehouse_out(seeds):
    summary, progress = seeds
    assert progress == [(done, 5) for done in range(6)]
    assert summary.rows["articles"] == 5
    assert summary.rejects == {}
    files, warehouse = exported(summary.exports), loaded(summary.warehouse)
    assert {name: frame.height for name, frame in files.items()} == summary.rows
    for name in BY_NAME:
        assert_frame_equal(files[name], warehouse[name])


def test_every_check_ran_and_the_structural_ones_passed(seeds):
    summary, _ = seeds
    structural = [check for check in summary.checks if check.check == "structure"]
    assert {check.table for check in structural} == set(BY_NAME)
    assert all(check.passed and check.blocking and check.detail is None for check in structural)
    volume = [check for check in summary.checks if check.check == "volume"]
    assert volume
    assert not any(check.blocking for check in volume)


def test_every_stored_piece_of_the_seeds_stands_at_its_offsets(seeds):
    files = exported(seeds[0].exports)
    texts = dict(files["articles"].select("article_id", "text").rows())
    for table in TABLES:
        if table.PIECE is not None:
            for row in files[table.TABLE].iter_rows(named=True):
                assert texts[row["article_id"]][row["char_start"] : row["char_end"]] == row[table.PIECE], row


def test_a_second_run_changes_nothing(seeds, tmp_path):
    summary, _ = seeds
    before, files = loaded(summary.warehouse), contents(summary.exports)
    places = Locations(
        inputs=[str(SEEDS)], warehouse=str(summary.warehouse), exports=str(summary.exports), staging=str(tmp_path)
    )
    assert execute(places)[0]
    after = loaded(summary.warehouse)
    for name in BY_NAME:
        assert_frame_equal(after[name], before[name])
    assert contents(summary.exports) == files


@pytest.fixture
def article(rows, tmp_path):
    """The sample article as an input file."""
    file = tmp_path / "in" / "article.jsonl"
    file.parent.mkdir()
    file.write_text(json.dumps({"id": "sample_1", "text": rows["articles"][0]["text"]}) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def build_sample(rows, monkeypatch):
    """What the tables are made of, in place of what is read: the sample rows, after the test has spoilt some."""

    def build_rows(pairs, *_):
        ((found, _),) = pairs
        names = [name for name in rows if name not in ("articles", "corrections", "codes", "rejects")]
        return {
            name: [row | ({"article_id": found.article_id} if "article_id" in row else {}) for row in rows[name]]
            for name in names
        }

    monkeypatch.setattr("etl.orchestration.assets.tables.build_rows", build_rows)


@pytest.fixture
def run(article, tmp_path):
    """Runs a job on the sample article in this process."""
    places = Locations(
        inputs=[str(article)],
        warehouse=str(tmp_path / "w.duckdb"),
        exports=str(tmp_path / "out"),
        staging=str(tmp_path / "staging"),
        fresh=True,
    )
    return lambda job="depeche": execute(places, job)


def test_the_rows_of_an_article_reach_the_warehouse_with_metadata(run, build_sample, rows, tmp_path):
    success, made, checks = run()
    assert success
    assert loaded(tmp_path / "w.duckdb")["meetings"]["evidence"].to_list() == [rows["meetings"][0]["evidence"]]
    shown = made["meetings"].metadata
    assert shown["dagster/row_count"].value == 1
    assert "le 5 mars 2031" in shown["preview"].value
    assert "image/svg+xml" in shown["rows by kind"].value
    assert shown["path"].value.endswith("meetings.parquet")
    evaluated = checks["meetings", "structure"].metadata
    assert (evaluated["rows"].value, evaluated["failing rows"].value) == (1, 0)
    assert "expect_column_values_to_match_regex | date" in evaluated["expected"].value
    assert made["warehouse"].metadata["dagster/row_count"].value == sum(len(rows[name]) for name in rows) - 2


def test_a_bad_row_goes_to_the_rejects_with_all_that_refers_to_it(run, build_sample, rows, tmp_path):
    rows["warnings"][0]["kind"] = "gossip"
    rows["event_actors"].append({"event_id": "war_1", "actor_id": "act_xva", "part": "issuer", "mention_id": None})
    success, _, checks = run()
    assert success
    warehouse = loaded(tmp_path / "w.duckdb")
    assert warehouse["warnings"].height == 0
    assert "war_1" not in warehouse["event_actors"]["event_id"].to_list()
    found = warehouse["rejects"].select("table_name", "reason").rows()
    assert sorted(found) == [
        ("event_actors", "rejected_reference"),
        ("event_actors", "rejected_reference"),
        ("warnings", "invalid_value"),
    ]
    assert not checks["rejects", "volume"].passed
    assert checks["rejects", "volume"].severity is dg.AssetCheckSeverity.WARN


def test_a_structural_fault_stops_the_run_before_the_warehouse(run, build_sample, rows, tmp_path):
    assert run()[0]
    before = (tmp_path / "w.duckdb").read_bytes()
    files = contents(tmp_path / "out")
    rows["statements"][0]["quote"] = "Nous ne signerons pas"
    rows["event_actors"][0]["actor_id"] = "act_nobody"
    success, made, checks = run()
    assert not success
    assert not {"warehouse", "exports"} & made.keys()
    failed = {name: check for (name, _), check in checks.items() if not check.passed}
    assert failed.keys() == {"statements", "event_actors"}
    for name, subject, sample in (
        ("statements", "quote is at its offsets", "statement_id=sta_1"),
        ("event_actors", "actor_id is in actors.actor_id", "actor_id=act_nobody"),
    ):
        assert (failed[name].blocking, failed[name].severity) == (True, dg.AssetCheckSeverity.ERROR)
        assert failed[name].metadata["failing rows"].value == 1
        (record,) = failed[name].metadata["failures"].records
        assert (record.data["column"], record.data["severity"], record.data["rows"]) == (subject, "critical", 1)
        assert sample in record.data["sample"]
    assert (tmp_path / "w.duckdb").read_bytes() == before
    assert contents(tmp_path / "out") == files


def test_an_article_that_comes_twice_stops_the_run(run, build_sample, tmp_path, monkeypatch):
    from etl.ingest.history import join

    monkeypatch.setattr("etl.orchestration.intake.join", lambda *frames: pl.concat([join(*frames)] * 2))
    monkeypatch.setattr("etl.orchestration.assets.tables.build_rows", lambda *_: {})
    success, made, checks = run()
    assert not success
    assert not checks["articles", "structure"].passed
    assert "warehouse" not in made
    assert not (tmp_path / "w.duckdb").exists()


def test_an_article_that_breaks_the_reader_is_a_reject_and_the_run_goes_on(run, tmp_path, monkeypatch):
    def broken(text, published_on, pack):
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr("etl.orchestration.readings.read", broken)
    success, made, _ = run()
    assert success
    assert made["readings"].metadata["failed"].value == 1
    (reject,) = loaded(tmp_path / "w.duckdb")["rejects"].to_dicts()
    assert (reject["table_name"], reject["reason"]) == ("readings", "reader_failed")
    assert reject["detail"] == "ZeroDivisionError: no such luck"
    assert reject["source_uri"] == loaded(tmp_path / "w.duckdb")["articles"]["source_uri"].item()


def test_the_jobs_do_their_part_and_no_more(run, build_sample, tmp_path):
    success, made, checks = run("reading_only")
    assert success
    assert made.keys() == {"articles", "ingest_rejects", "files", "forgotten", "readings"}
    assert checks.keys() == {("articles", "structure"), ("articles", "volume")}
    assert not (tmp_path / "w.duckdb").exists()
    assert run()[0]
    (tmp_path / "out" / "actors.parquet").unlink()
    before = (tmp_path / "w.duckdb").read_bytes()
    success, made, checks = run("exports_only")
    assert (success, set(made), checks) == (True, {"exports"}, {})
    assert exported(tmp_path / "out")["actors"].height == 5
    assert (tmp_path / "w.duckdb").read_bytes() == before


def test_a_failed_run_is_told_in_a_sentence(article, build_sample, rows, tmp_path):
    rows["statements"][0]["quote"] = "Nous ne signerons pas"
    with pytest.raises(RunError) as told:
        run_pipeline([article], tmp_path / "w.duckdb", tmp_path / "out")
    assert "the warehouse is as it was. statements: “quote is at its offsets” fails in 1 row" in str(told.value)
    assert "\n" not in str(told.value)
    assert [check.table for check in told.value.checks if not check.passed] == ["statements"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_wrong_input_is_told_as_such(tmp_path):
    with pytest.raises(InputError, match="absent"):
        run_pipeline([tmp_path / "absent"], tmp_path / "w.duckdb", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("warehouse", "exports", "told"),
    [
        ("in/article.jsonl", "out", "article.jsonl is there but is no DuckDB file"),
        ("in/article.jsonl/w.duckdb", "out", "cannot be written: Not a directory"),
        ("w.duckdb", "in/article.jsonl", "article.jsonl cannot be written: Not a directory"),
        ("w.duckdb", "in", "holds files that no export wrote"),
        ("out/w.duckdb", "out", "lies in the folder of the exports"),
    ],
)
def test_a_product_that_cannot_be_written_is_told_before_anything_is_read(article, tmp_path, warehouse, exports, told):
    def read(done, total):
        pytest.fail("an article was read")

    with pytest.raises(RunError, match=told):
        run_pipeline([article], tmp_path / warehouse, tmp_path / exports, on_progress=read)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
