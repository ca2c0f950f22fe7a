"""The main job in one call, in this process: what the command line runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from etl.ingest.errors import InputError
from etl.quality.worker import suite_worker
from etl.warehouse import exports as exporting
from etl.warehouse import target
from etl.warehouse.connection import WarehouseError
from etl.warehouse.exports import ExportError
from schemas.registry import TABLES

if TYPE_CHECKING:
    import polars as pl
    from dagster import DagsterInstance

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


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
class RunSummary:
    """What a run made.

    Attributes:
        rows: Rows of every table, in the order of the registry.
        rejects: Rejected rows by reason, the commonest first.
        checks: Every check that ran, in the order in which it ran.
        warehouse: The DuckDB file.
        exports: The folder of the exports.
        corrections: Judgements and corrections by status, the commonest first.
    """

    rows: dict[str, int]
    rejects: dict[str, int]
    checks: tuple[CheckOutcome, ...]
    warehouse: Path
    exports: Path
    corrections: dict[str, int] = field(default_factory=dict)


class RunError(Exception):
    """The run failed and the products are as they were; the message is a sentence for people.

    Attributes:
        checks: The checks that ran until then.
    """

    def __init__(self, message: str, checks: Sequence[CheckOutcome] = ()) -> None:
        super().__init__(message)
        self.checks = tuple(checks)


def run_pipeline(
    inputs: Sequence[Path], warehouse: Path, exports: Path, *, on_progress: Callable[[int, int], None] | None = None
) -> RunSummary:
    """Read articles, build the warehouse and write the exports.

    Args:
        inputs: Files and folders to read.
        warehouse: The DuckDB file to build; replaced if it is there.
        exports: The folder to write; replaced if it is there.
        on_progress: Called with the number of articles read, and of all, while they are read.

    Raises:
        InputError: The input is wrong; nothing was done.
        RunError: The run failed; warehouse and exports are as they were, or the exports alone are.
    """
    _ensure_apart(warehouse, exports)
    with suite_worker() as suites, TemporaryDirectory(prefix="depeche-") as staging:
        # Dagster is imported while the other process imports Great Expectations.
        import dagster as dg

        from etl.definitions import build_defs
        from etl.orchestration.locations import Locations

        locations = Locations(
            inputs=[str(path) for path in inputs], warehouse=str(warehouse), exports=str(exports), staging=staging
        )
        defs = build_defs(locations=locations, progress=on_progress, suites=suites)
        with dg.DagsterInstance.ephemeral() as instance:
            try:
                defs.resolve_job_def("depeche").execute_in_process(instance=instance, run_config=_QUIET)
            except InputError:
                raise
            except dg.DagsterExecutionInterruptedError:
                raise KeyboardInterrupt from None
            except Exception as error:
                checks = _outcomes(instance)
                raise RunError(_sentence(error, checks), checks) from error
            checks = _outcomes(instance)
        return RunSummary(
            rows={table.TABLE: locations.count(table.TABLE) for table in TABLES},
            rejects=_counts(locations.frame("rejects")["reason"]),
            checks=checks,
            warehouse=warehouse,
            exports=exports,
            corrections=_counts(locations.frame("corrections")["status"]),
        )


def _counts(values: pl.Series) -> dict[str, int]:
    """How often each value is there, the commonest first."""
    return dict(values.value_counts().sort("count", values.name, descending=[True, False]).rows())


def _ensure_apart(warehouse: Path, exports: Path) -> None:
    """See before anything is read that both products can be written."""
    if exports.resolve() in (warehouse.resolve(), *warehouse.resolve().parents):
        raise RunError(f"The warehouse {warehouse} lies in the folder of the exports, which is replaced as a whole.")
    try:
        target.ensure_replaceable(warehouse)
        exporting.ensure_replaceable(exports)
    except (WarehouseError, ExportError) as error:
        raise RunError(str(error)) from error


def _outcomes(instance: DagsterInstance) -> tuple[CheckOutcome, ...]:
    """The checks that ran, in all runs of the instance."""
    from dagster import AssetCheckSeverity, DagsterEventType

    records = [
        record
        for run in instance.get_runs()
        for record in instance.all_logs(run.run_id, of_type=DagsterEventType.ASSET_CHECK_EVALUATION)
    ]
    found = [record.get_dagster_event().asset_check_evaluation_data for record in records]
    return tuple(
        CheckOutcome(
            table=each.asset_key.to_user_string(),
            check=each.check_name,
            passed=each.passed,
            blocking=each.severity is AssetCheckSeverity.ERROR,
            detail=None if each.passed else each.description,
        )
        for each in found
    )


def _sentence(error: Exception, checks: Sequence[CheckOutcome]) -> str:
    """Why the run failed: the checks that stopped it, or the error."""
    if isinstance(error, WarehouseError | ExportError):
        return str(error)
    failed = [f"{each.table}: {each.detail}" for each in checks if each.blocking and not each.passed]
    if failed:
        return f"The checks stopped the run, the warehouse is as it was. {' '.join(failed)}"
    return f"The run failed ({type(error).__name__}: {error})."
