"""What is asked of a run, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class CheckOutcome:
    """What came of one check.

    Attributes:
        table: The table checked.
        check: `structure` or `volume`.
        passed: Whether it holds.
        blocking: Whether its failure stops the run.
        detail: What is wrong, in a sentence; None if nothing is.
    """

    table: str
    check: str
    passed: bool
    blocking: bool
    detail: str | None


@dataclass(frozen=True)
class Withdrawal:
    """Articles to forget, by their ids or those of their sources, and why."""

    forget: list[str] = field(default_factory=list)
    reason: str | None = None


@dataclass(frozen=True)
class Intake:
    """What a run took in.

    Attributes:
        files_read: Files that were new or changed.
        files_known: Files that were known and therefore not read.
        articles_new: Articles that were not known before.
        articles_known: Articles that were known before.
        articles_read: Articles whose text was read.
    """

    files_read: int
    files_known: int
    articles_new: int
    articles_known: int
    articles_read: int


@dataclass(frozen=True)
class RunSummary:
    """What a run made.

    Attributes:
        intake: What was taken in.
        rows: Rows of every table, in the order of the registry.
        rejects: Rejected rows by reason, the commonest first.
        checks: Every check that ran, in the order in which it ran; none where there was nothing to do.
        warehouse: The DuckDB file.
        exports: The folder of the exports.
        corrections: Judgements and corrections by status, the commonest first.
    """

    intake: Intake
    rows: dict[str, int]
    rejects: dict[str, int]
    checks: tuple[CheckOutcome, ...]
    warehouse: Path
    exports: Path
    corrections: dict[str, int] = field(default_factory=dict)
