"""The suite of a table, run by Great Expectations on its pandas engine.

Importing Great Expectations takes seconds: it is done when the first suite runs, never at import of this module.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from etl.quality.flags import needed, with_flags
from schemas.columns import Table
from schemas.derived.expectations import Expectation, expectations
from schemas.derived.frames import polars_schema
from schemas.registry import BY_NAME

if TYPE_CHECKING:
    from great_expectations.datasource.fluent.interfaces import Batch

SAMPLE_ROWS = 5
Detail = Literal["BOOLEAN_ONLY", "COMPLETE"]


@dataclass(frozen=True)
class Failure:
    """An expectation that does not hold.

    Attributes:
        kind: Name of the expectation.
        subject: The column or columns it is about.
        rows: How many rows break it; 0 where it is not about rows.
        sample: Keys and offending cells of the first of them.
    """

    kind: str
    subject: str
    rows: int
    sample: list[dict[str, Any]]


@dataclass(frozen=True)
class SuiteResult:
    """What came of a suite: rows evaluated, the expectations, and those that do not hold."""

    table: str
    rows: int
    expected: tuple[Expectation, ...]
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether all of it holds."""
        return not self.failures


class SuiteError(Exception):
    """The suite itself broke: nothing is known of the data."""


SuiteRunner = Callable[[Sequence[str], Mapping[str, Path]], list[SuiteResult]]


def run_suites(names: Sequence[str], files: Mapping[str, Path]) -> list[SuiteResult]:
    """Run the suites of some tables.

    Args:
        names: The tables.
        files: The Parquet file of every table of the registry, by its name.

    Returns:
        The results in the order of the names.

    Raises:
        SuiteError: An expectation could not be evaluated.
    """
    tables = [BY_NAME[name] for name in names]
    frames = {name: pl.read_parquet(files[name], glob=False) for name in set().union(*map(needed, tables))}
    return [run_suite(table, frames) for table in tables]


def run_suite(table: type[Table], frames: Mapping[str, pl.DataFrame]) -> SuiteResult:
    """Check everything that is expected of a table.

    Args:
        table: The table.
        frames: At least the frames that `flags.needed` names.

    Raises:
        SuiteError: An expectation could not be evaluated.
    """
    frame = frames[table.TABLE]
    expected = expectations(table)
    wrong = _wrong_types(table, frame)
    if wrong:
        return SuiteResult(table.TABLE, frame.height, expected, wrong)
    flagged = with_flags(table, frames)
    batch = _batch(table.TABLE, flagged)
    # Looking for the rows that fail costs as much again: only done where something fails.
    if all(outcome["success"] for outcome in _validate(batch, expected, "BOOLEAN_ONLY")):
        return SuiteResult(table.TABLE, frame.height, expected, ())
    outcomes = zip(expected, _validate(batch, expected, "COMPLETE"), strict=True)
    failures = tuple(_failure(table, flagged, each, outcome) for each, outcome in outcomes if not outcome["success"])
    return SuiteResult(table.TABLE, frame.height, expected, failures)


def _wrong_types(table: type[Table], frame: pl.DataFrame) -> tuple[Failure, ...]:
    """Columns and types, compared before pandas loosens them."""
    declared, given = polars_schema(table), frame.schema
    names = [name for name in {**declared, **given} if declared.get(name) != given.get(name)]
    return tuple(
        Failure("expect_declared_types", name, 0, [{"declared": str(declared.get(name)), "found": str(given.get(name))}])
        for name in names
    )


def _batch(name: str, frame: pl.DataFrame) -> Batch:
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    # Ephemeral and fresh: a context refuses a second source of the same name, and would keep the data alive.
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset(name)
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame.to_pandas()})


def _validate(batch: Batch, expected: tuple[Expectation, ...], detail: Detail) -> list[dict[str, Any]]:
    """The outcomes in the order of the expectations."""
    import great_expectations as gx

    suite = gx.ExpectationSuite(
        name="structure",
        expectations=[
            getattr(gx.expectations, _class_name(each.kind))(**each.arguments, severity="critical", meta={"number": number})
            for number, each in enumerate(expected)
        ],
    )
    outcomes: list[dict[str, Any]] = [outcome.to_json_dict() for outcome in batch.validate(suite, result_format=detail).results]
    for outcome in outcomes:
        if _raised(outcome["exception_info"]):
            raise SuiteError(f"{outcome['expectation_config']}: {outcome['exception_info']}")
    return sorted(outcomes, key=lambda outcome: outcome["expectation_config"]["meta"]["number"])


def _raised(info: dict[str, Any]) -> bool:
    """Whether an exception hides in the outcome; its details come flat or a level down, by metric."""
    levels = [info, *(level for level in info.values() if isinstance(level, dict))]
    return any(level.get("raised_exception") for level in levels)


def _class_name(kind: str) -> str:
    return "".join(part.capitalize() for part in kind.split("_"))


def _failure(table: type[Table], frame: pl.DataFrame, each: Expectation, outcome: dict[str, Any]) -> Failure:
    positions = outcome["result"].get("unexpected_index_list") or []
    shown = [name for name in (*table.KEY, *each.subject.split(", ")) if name in frame.columns]
    sample = frame[positions[:SAMPLE_ROWS]].select(list(dict.fromkeys(shown))).to_dicts()
    return Failure(each.kind, each.subject, len(positions), sample)
