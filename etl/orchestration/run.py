"""The main job in one call, in this process: what the command line runs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from etl.ingest.errors import InputError
from etl.orchestration.builder import builder
from etl.orchestration.intake import count_known
from etl.orchestration.outcome import CheckOutcome, Intake, RunSummary, Withdrawal
from etl.quality.worker import suite_worker
from etl.settings import Settings
from etl.warehouse import folder, target
from etl.warehouse.connection import WarehouseError
from etl.warehouse.exports import is_current
from etl.warehouse.folder import ExportError
from etl.warehouse.recall import counts, recall
from schemas.columns import Table
from schemas.registry import TABLES
from schemas.tables import CorrectionRow, Reject

if TYPE_CHECKING:
    from dagster import DagsterInstance, ExecuteInProcessResult

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


class RunError(Exception):
    """The run failed and the products are as they were; the message is a sentence for people.

    Attributes:
        checks: The checks that ran until then.
    """

    def __init__(self, message: str, checks: Sequence[CheckOutcome] = ()) -> None:
        super().__init__(message)
        self.checks = tuple(checks)


def run_pipeline(
    inputs: Sequence[Path],
    warehouse: Path,
    exports: Path,
    *,
    fresh: bool = False,
    withdrawal: Withdrawal | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> RunSummary:
    """Read what is new, build the warehouse and write the exports; where nothing is new, leave them as they are.

    Args:
        inputs: Files and folders to read.
        warehouse: The DuckDB file to build; what it knows is kept, and the file is replaced.
        exports: The folder to write; replaced if it is there.
        fresh: Begin from nothing, whatever the warehouse knows.
        withdrawal: Articles to forget, instead of reading the inputs.
        on_progress: Called with the number of articles read, and of all, while they are read.

    Raises:
        InputError: The input is wrong; nothing was done.
        RunError: The run failed; warehouse and exports are as they were, or the exports alone are.
    """
    _ensure_apart(warehouse, exports)
    idle = None if fresh or withdrawal else _idle(inputs, warehouse, exports)
    return idle or _execute(inputs, warehouse, exports, fresh, withdrawal or Withdrawal(), on_progress)


def _idle(inputs: Sequence[Path], warehouse: Path, exports: Path) -> RunSummary | None:
    """What there is to say where all is done already: told without Dagster, which takes longer to start than to look."""
    try:
        files = count_known(inputs, warehouse, builder(Settings()))
        if files is None or not is_current(warehouse, exports):
            return None
        rows = counts(warehouse, TABLES)
    except WarehouseError as error:
        raise RunError(str(error)) from error
    told = _counts(warehouse, Reject, "reason"), (), warehouse, exports, _counts(warehouse, CorrectionRow, "status")
    return RunSummary(Intake(0, files, 0, rows["articles"], 0), rows, *told)


def _execute(
    inputs: Sequence[Path],
    warehouse: Path,
    exports: Path,
    fresh: bool,
    withdrawal: Withdrawal,
    on_progress: Callable[[int, int], None] | None,
) -> RunSummary:
    with suite_worker() as suites, TemporaryDirectory(prefix="depeche-") as staging:
        if fresh or not warehouse.exists():
            suites.start()  # Dagster is imported while the other process imports Great Expectations
        import dagster as dg

        from etl.definitions import build_defs
        from etl.orchestration.locations import Locations

        # It warns that checks did not run where there was nothing to check.
        logging.getLogger("dagster._core.execution.plan.active").setLevel(logging.ERROR)
        locations = Locations(
            inputs=[str(path) for path in inputs],
            warehouse=str(warehouse),
            exports=str(exports),
            staging=staging,
            fresh=fresh,
        )

        def progress(done: int, total: int) -> None:
            suites.start()  # by now it is known that there is something to check
            if on_progress is not None:
                on_progress(done, total)

        defs = build_defs(locations=locations, progress=progress, suites=suites)
        asked = {"ops": {"ingest": {"config": asdict(withdrawal)}}}
        with dg.DagsterInstance.ephemeral() as instance:
            try:
                done = defs.resolve_job_def("depeche").execute_in_process(instance=instance, run_config=_QUIET | asked)
                if not is_current(warehouse, exports):  # they are skipped with the warehouse where nothing is new
                    defs.resolve_job_def("exports_only").execute_in_process(instance=instance, run_config=_QUIET)
            except InputError:
                raise
            except dg.DagsterExecutionInterruptedError:
                raise KeyboardInterrupt from None
            except Exception as error:
                checks = _outcomes(instance)
                raise RunError(_sentence(error, checks), checks) from error
            checks = _outcomes(instance)
        return RunSummary(
            intake=_intake(done),
            rows=counts(warehouse, TABLES),
            rejects=_counts(warehouse, Reject, "reason"),
            checks=checks,
            warehouse=warehouse,
            exports=exports,
            corrections=_counts(warehouse, CorrectionRow, "status"),
        )


def _intake(done: ExecuteInProcessResult) -> Intake:
    """What the assets tell of it."""
    (observed,) = done.asset_observations_for_node("ingest")
    names = ("files_read", "files_known", "articles_new", "articles_known")
    told = {name: int(str(observed.metadata[name.replace("_", " ")].value)) for name in names}
    read = done.asset_materializations_for_node("readings")  # none where nothing was new
    return Intake(**told, articles_read=sum(int(str(each.metadata["read"].value)) for each in read))


def _counts(warehouse: Path, table: type[Table], name: str) -> dict[str, int]:
    """How often each value of a column is there, the commonest first."""
    values = recall(warehouse, table, [name])[name].value_counts()
    return dict(values.sort("count", name, descending=[True, False]).rows())


def _ensure_apart(warehouse: Path, exports: Path) -> None:
    """See before anything is read that both products can be written."""
    if exports.resolve() in (warehouse.resolve(), *warehouse.resolve().parents):
        raise RunError(f"The warehouse {warehouse} lies in the folder of the exports, which is replaced as a whole.")
    try:
        target.ensure_replaceable(warehouse)
        folder.ensure_replaceable(exports)
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
