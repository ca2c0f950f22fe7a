import polars as pl
import pytest

from etl.quality.suites import SuiteError, run_suites
from etl.quality.worker import suite_worker


@pytest.fixture(scope="module")
def worker():
    with suite_worker() as run:
        yield run


def test_the_other_process_finds_what_this_one_finds(worker, frames, save):
    frames["actors"] = frames["actors"].with_columns(pl.lit("ghost").alias("actor_type"))
    files = save(frames)
    assert worker(["actors", "meetings"], files) == run_suites(["actors", "meetings"], files)


def test_what_is_wrong_with_a_request_is_told_and_the_next_one_answered(worker, sources, tmp_path):
    with pytest.raises(FileNotFoundError):
        worker(["actors"], sources | {"actors": tmp_path / "absent.parquet"})
    (result,) = worker(["actors"], sources)
    assert result.passed


def test_a_worker_that_has_ended_is_told_of(sources):
    with suite_worker() as run:
        run.start()
    with pytest.raises(SuiteError, match="ended before its time"):
        run(["actors"], sources)
