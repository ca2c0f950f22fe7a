from dataclasses import replace
from pathlib import Path

from conftest import sample_rows, to_files, to_frames

from etl.orchestration.outcome import CheckOutcome, Intake, RunSummary
from etl.summary import show_summary
from etl.warehouse.build import build
from etl.warehouse.questions import questions

NEW = Intake(2, 3, 1, 5, 1)
CHECKS = (
    CheckOutcome("meetings", "structure", passed=True, blocking=True, detail=None),
    CheckOutcome("meetings", "volume", passed=False, blocking=False, detail="No row."),
)


def summary(folder: Path, rejects: dict[str, int], checks=CHECKS, intake=NEW) -> RunSummary:
    warehouse = folder / "w.duckdb"
    rows = build(warehouse, to_files(to_frames(sample_rows()), folder / "sources"))
    return RunSummary(intake, rows, rejects, checks, warehouse, folder / "x")


def test_it_tells_rows_rejects_checks_paths_and_questions(tmp_path, capsys):
    made = summary(tmp_path, {"empty": 1})
    show_summary(made, Path("other.duckdb"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 files, 1 articles new; 3 files, 5 articles known; 1 articles read"
    assert "meetings           1" in lines
    assert "Rejected: 1 (1 empty)" in lines
    assert any(line.startswith("empty.txt") and line.endswith("The file is empty.") for line in lines)
    assert "Checks: 1 of 2 passed" in lines
    assert "  meetings, volume: No row." in lines
    assert f"Warehouse: {made.warehouse}" in lines
    assert f"Exports:   {made.exports}" in lines
    commands = [line for line in lines if line.startswith("depeche query")]
    titles = {number: questions()[number - 1].title for number in (1, 2, 15)}
    asked = [f"depeche query --question {number} --warehouse {made.warehouse}  # {title}" for number, title in titles.items()]
    assert commands[:-1] == asked
    assert commands[-1].startswith("depeche query --questions  # all")


def test_corrections_that_were_not_applied_are_told_one_by_one(tmp_path, capsys):
    made = replace(summary(tmp_path, {}), corrections={"applied": 2, "unmatched": 1})
    show_summary(made, Path("other.duckdb"))
    lines = capsys.readouterr().out.splitlines()
    assert "Judgements and corrections: 2 applied, 1 unmatched" in lines
    told = next(line for line in lines if line.startswith("corrections.csv:2"))
    assert told.split("  ")[1:] == ["unmatched", "gronde", "There is no article sample_0."]


def test_a_clean_run_into_the_usual_place_is_told_briefly(tmp_path, capsys):
    made = summary(tmp_path, {}, CHECKS[:1])
    show_summary(made, made.warehouse)
    out = capsys.readouterr().out
    assert "Rejected: nothing" in out
    assert "Checks: 1 of 1 passed" in out
    assert "Judgements" not in out
    assert "--warehouse" not in out


def test_a_run_with_nothing_to_do_says_so(tmp_path, capsys):
    made = summary(tmp_path, {}, (), Intake(0, 3, 0, 5, 0))
    show_summary(made, made.warehouse)
    out = capsys.readouterr().out
    assert out.startswith("nothing new: 3 files, 5 articles known\n")
    assert "Checks" not in out
