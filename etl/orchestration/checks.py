"""The checks of the tables: `structure`, which stops a run, and `volume`, which warns.

One op runs many of them, so that importing Great Expectations is paid once.
"""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
from collections.abc import Iterator
from typing import Any

import dagster as dg

from etl.orchestration.locations import Locations
from etl.quality.suites import Failure, SuiteResult, SuiteRunner
from etl.quality.volume import CHECKED, volume_problem
from schemas.registry import BY_NAME, TABLES
from schemas.tables import Article, Reject

STRUCTURE, VOLUME = "structure", "volume"


# A failed check of `articles` stops the run from inside the op: were it declared as blocking, the readings would wait
# for the op, and the op waits for tables made of readings.
_STRUCTURE_SPECS = [
    dg.AssetCheckSpec(
        STRUCTURE,
        asset=table.TABLE,
        blocking=table is not Article,
        description=f"All that `schemas/` declares of {table.TABLE}: key, references, codes, patterns, offsets.",
    )
    for table in TABLES
]


@dg.multi_asset_check(name="structure_checks", specs=_STRUCTURE_SPECS, can_subset=True)
def structure_checks(
    context: dg.AssetCheckExecutionContext, locations: Locations, suites: dg.ResourceParam[SuiteRunner]
) -> Iterator[dg.AssetCheckResult]:
    """The check `structure`: a suite of Great Expectations a table."""
    stops = None
    for result in suites(_selected(context), {name: locations.file(name) for name in BY_NAME}):
        if result.table == Article.TABLE and not result.passed:
            stops = dg.Failure(f"articles: {_sentence(result)}", allow_retries=False)
        yield dg.AssetCheckResult(
            asset_key=result.table,
            check_name=STRUCTURE,
            passed=result.passed,
            severity=dg.AssetCheckSeverity.ERROR,
            description=_sentence(result),
            metadata=_metadata(result),
        )
    if stops is not None:
        raise stops


@dg.multi_asset_check(
    name="volume_checks",
    specs=[
        dg.AssetCheckSpec(VOLUME, asset=name, description="Whether there are about as many rows as expected.")
        for name in CHECKED
    ],
    can_subset=True,
)
def volume_checks(context: dg.AssetCheckExecutionContext, locations: Locations) -> Iterator[dg.AssetCheckResult]:
    """The check `volume`."""
    chosen = _selected(context)
    counted = BY_NAME if Reject.TABLE in chosen else {Article.TABLE, *chosen}  # the others may not be there yet
    rows = {name: locations.count(name) for name in counted}
    for name in chosen:
        problem = volume_problem(name, rows)
        yield dg.AssetCheckResult(
            asset_key=name,
            check_name=VOLUME,
            passed=problem is None,
            severity=dg.AssetCheckSeverity.WARN,
            description=problem,
            metadata={"rows": rows[name], "articles": rows["articles"]},
        )


CHECKS = (structure_checks, volume_checks)


def _selected(context: dg.AssetCheckExecutionContext) -> list[str]:
    """Names of the tables whose checks were asked for, in the order of the registry."""
    asked = {key.asset_key.to_user_string() for key in context.selected_asset_check_keys}
    return [name for name in BY_NAME if name in asked]


def _metadata(result: SuiteResult) -> dict[str, Any]:
    expected = "\n".join(f"| {each.kind} | {each.subject} | critical |" for each in result.expected)
    told: dict[str, Any] = {
        "rows": result.rows,
        "expectations": len(result.expected),
        "failed expectations": len(result.failures),
        "failing rows": sum(failure.rows for failure in result.failures),
        "expected": dg.MetadataValue.md(f"| expectation | column | severity |\n| --- | --- | --- |\n{expected}"),
    }
    if result.failures:
        told["failures"] = dg.MetadataValue.table([_record(failure) for failure in result.failures])
    return told


def _sentence(result: SuiteResult) -> str | None:
    """What does not hold, in a sentence; None if all does."""
    told = [f"“{each.subject}” fails in {each.rows} row{'s' * (each.rows != 1)} ({each.kind})" for each in result.failures]
    return "; ".join(told) + "." if told else None


def _record(failure: Failure) -> dg.TableRecord:
    sample = "; ".join(", ".join(f"{name}={value}" for name, value in row.items()) for row in failure.sample)
    return dg.TableRecord(
        {
            "expectation": failure.kind,
            "column": failure.subject,
            "severity": "critical",
            "rows": failure.rows,
            "sample": sample,
        }
    )
