import json
import os
import time

import dagster as dg
import pytest

from etl.definitions import build_defs
from etl.orchestration.automation import inbox
from etl.orchestration.inbox import QUIET, Mark, look
from etl.orchestration.locations import Locations

NOW = 2_000_000_000.0


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def put(file, text="Un texte.", age=QUIET * 2, now=NOW):
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (now - age, now - age))
    return file


def test_the_same_files_leave_the_same_mark(folder):
    put(folder / "a.txt")
    put(folder / "sub" / "b.txt")
    first = look([folder], NOW, Mark())
    assert (first.files, first.changing) == (2, 0)
    assert look([folder], NOW + 60, first.mark) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: put(folder / "b.txt"),
        lambda folder: put(folder / "a.txt", "Un texte. Plus long."),
        lambda folder: put(folder / "a.txt", age=QUIET * 3),
        lambda folder: (folder / "c.txt").unlink(),
        lambda folder: put(folder / "manifest.csv", "source_id,publisher\na,Agence\n"),
    ],
    ids=["appears", "grows", "replaced", "deleted", "manifest"],
)
def test_a_file_that_comes_changes_or_goes_changes_the_mark(folder, change):
    put(folder / "a.txt")
    put(folder / "c.txt")
    first = look([folder], NOW, Mark())
    change(folder)
    assert look([folder], NOW, first.mark).mark != first.mark


def test_what_is_no_input_changes_nothing(folder):
    put(folder / "a.txt")
    first = look([folder], NOW, Mark())
    put(folder / ".b.txt.part")
    put(folder / "README.txt")
    assert look([folder], NOW, first.mark) == first


def test_a_file_that_is_being_written_waits_and_the_others_do_not(folder):
    put(folder / "a.txt")
    alone = look([folder], NOW, Mark())
    growing = put(folder / "b.txt", age=1)
    second = look([folder], NOW, alone.mark)
    assert (second.files, second.changing, second.until) == (1, 1, NOW - QUIET)
    assert second.mark.settled == alone.mark.settled
    put(growing, "Un texte. Plus", age=1, now=NOW + 5)
    third = look([folder], NOW + 5, second.mark)
    assert (third.files, third.changing, third.mark.settled) == (1, 1, alone.mark.settled)
    fourth = look([folder], NOW + 60, third.mark)
    assert (fourth.files, fourth.changing) == (2, 0)
    assert fourth.mark.settled != alone.mark.settled


def test_a_file_from_the_future_is_whole_when_it_holds_still(folder):
    put(folder / "a.txt", age=-3600)
    first = look([folder], NOW, Mark())
    assert (first.files, first.changing, first.mark.settled) == (0, 1, "")
    second = look([folder], NOW + 30, first.mark)
    assert (second.files, second.changing, second.until) == (1, 0, None)
    assert look([folder], NOW + 60, second.mark) == second


def test_a_mark_stays_small_whatever_it_marks(folder):
    for number in range(20_000):
        (folder / f"{number}.txt").touch()
    first = look([folder], time.time(), Mark())
    assert (first.files, first.changing) == (0, 20_000)
    second = look([folder], time.time() + 60, first.mark)
    assert (second.files, second.changing) == (20_000, 0)
    assert len(second.mark.to_json()) < 200
    assert Mark.from_json(second.mark.to_json()) == second.mark
    (folder / "20000.txt").touch()
    third = look([folder], time.time() + 120, second.mark)
    assert third.files == 20_001
    assert third.mark.settled != second.mark.settled


def tick(instance, folder, cursor):
    """What the sensor says: its run requests, why there are none, its next cursor."""
    with dg.build_sensor_context(
        instance=instance, cursor=cursor, resources={"locations": Locations(inputs=[str(folder)])}
    ) as context:
        result = inbox(context)
    return result.run_requests or [], result.skip_reason and result.skip_reason.skip_message, result.cursor


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def test_the_sensor_asks_for_one_run_for_each_state(instance, folder):
    now = time.time()
    for number in range(3):
        put(folder / f"{number}.txt", now=now)
    (request,), why, cursor = tick(instance, folder, None)
    assert why is None
    assert request.run_key == json.loads(cursor)["settled"]
    assert request.tags["depeche/files"] == "3"
    again, why, same = tick(instance, folder, cursor)
    assert (again, why, same) == ([], "3 files, as before.", cursor)
    put(folder / "3.txt", age=0, now=now)
    waiting, why, later = tick(instance, folder, cursor)
    assert (waiting, why) == ([], "3 files, as before. 1 may still be being written.")
    put(folder / "3.txt", now=now)
    (second,), _, _ = tick(instance, folder, later)
    assert second.run_key != request.run_key
    assert second.tags["depeche/files"] == "4"


def test_the_sensor_says_why_it_cannot_look(instance, folder):
    requests, why, cursor = tick(instance, folder, None)
    assert (requests, cursor) == ([], None)
    assert why.startswith(f"{folder}: nothing to read in this folder")
    requests, why, _ = tick(instance, folder / "absent", None)
    assert (requests, why) == ([], f"{folder / 'absent'}: there is no such file or folder; check the path.")


def test_the_sensor_waits_for_a_run_that_is_under_way(instance, folder):
    put(folder / "a.txt", now=time.time())
    job = build_defs().resolve_job_def("update")
    instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    assert tick(instance, folder, None) == ([], "A run is under way; what came since waits for its end.", None)


def test_the_run_that_the_sensor_asks_for_reads_what_is_whole(instance, folder, tmp_path):
    now = time.time()
    put(folder / "a.txt", "Le ministre a reçu son homologue.", now=now)
    put(folder / "b.txt", "Le ministre a re", age=0, now=now)
    (request,), _, _ = tick(instance, folder, None)
    places = Locations(
        inputs=[str(folder)], warehouse=str(tmp_path / "w"), exports=str(tmp_path / "e"), staging=str(tmp_path / "s")
    )
    job = build_defs(locations=places).resolve_job_def("reading_only")
    result = job.execute_in_process(instance=instance, run_config=request.run_config, tags=request.tags)
    assert places.frame("articles")["source_id"].to_list() == ["a"]
    tags = instance.get_run_by_id(result.run_id).tags
    assert (tags["depeche/files"], tags["depeche/new_articles"]) == ("1", "1")
