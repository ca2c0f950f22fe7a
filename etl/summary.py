"""What a person wants to know after a run."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from etl.console import say, show_table
from etl.warehouse.query import query
from etl.warehouse.questions import questions

if TYPE_CHECKING:
    from etl.orchestration.outcome import Intake, RunSummary

_QUESTIONS = (1, 2, 15)
_REJECTS = 10
_HEADING = "bold"


def show_summary(summary: RunSummary, default_warehouse: Path) -> None:
    """Print what a run made: what it took in, rows, rejects, corrections, checks, where it all is, and what to ask first.

    Args:
        summary: What the run gave back.
        default_warehouse: The warehouse that `depeche query` opens when it is told of none.
    """
    say(_intake(summary.intake), _HEADING)
    show_table(("table", "rows"), list(summary.rows.items()))
    _show_rejects(summary)
    _show_corrections(summary)
    _show_checks(summary)
    say()
    say(f"Warehouse: {summary.warehouse}")
    say(f"Exports:   {summary.exports}")
    say()
    say("Questions to try", _HEADING)
    option = "" if summary.warehouse == default_warehouse else f" --warehouse {shlex.quote(str(summary.warehouse))}"
    asked = questions()
    for number in _QUESTIONS:
        say(f"{_command()} query --question {number}{option}  # {asked[number - 1].title}")
    say(f"{_command()} query --questions  # all {len(asked)}; depeche show NAME or ID shows an actor or a row with its words")


def _command() -> str:
    """The command as it can be typed here: by its path where the environment is not activated."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "depeche" and shutil.which("depeche") is None else "depeche"


def _show_rejects(summary: RunSummary) -> None:
    total = sum(summary.rejects.values())
    say()
    if not total:
        say("Rejected: nothing")
        return
    say(f"Rejected: {total} ({', '.join(f'{count} {reason}' for reason, count in summary.rejects.items())})", "yellow")
    sql = f"SELECT source_uri, reason, detail FROM rejects ORDER BY ALL LIMIT {_REJECTS}"  # noqa: S608  a constant
    show_table(*query(summary.warehouse, sql))
    if total > _REJECTS:
        say("The others are in the table rejects.")


def _show_corrections(summary: RunSummary) -> None:
    if not summary.corrections:
        return
    told = ", ".join(f"{count} {status}" for status, count in summary.corrections.items())
    failed = sum(count for status, count in summary.corrections.items() if status != "applied")
    say(f"Judgements and corrections: {told}", "yellow" if failed else "green")
    if failed:
        order = "split_part(line, ':', 1), len(line), line, text"
        sql = f"SELECT line, status, text, detail FROM corrections WHERE status <> 'applied' ORDER BY {order}"  # noqa: S608  constants
        show_table(*query(summary.warehouse, sql))


def _intake(intake: Intake) -> str:
    if not intake.articles_read and not intake.files_read:
        return f"nothing new: {intake.files_known} files, {intake.articles_known} articles known"
    new, known = f"{intake.files_read} files, {intake.articles_new} articles new", intake.files_known
    return f"{new}; {known} files, {intake.articles_known} articles known; {intake.articles_read} articles read"


def _show_checks(summary: RunSummary) -> None:
    if not summary.checks:  # nothing was made that could be checked
        return
    passed = sum(check.passed for check in summary.checks)
    say(f"Checks: {passed} of {len(summary.checks)} passed", "green" if passed == len(summary.checks) else "yellow")
    for check in summary.checks:
        if not check.passed:
            say(f"  {check.table}, {check.check}: {check.detail}")
