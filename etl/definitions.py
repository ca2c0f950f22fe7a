"""What Dagster loads. Importing it reads no settings and loads neither Great Expectations nor pandas."""

from __future__ import annotations

import dagster as dg

from etl.orchestration.assets.archive import archive
from etl.orchestration.assets.ingest import ingest
from etl.orchestration.assets.products import exports, warehouse
from etl.orchestration.assets.reading import Progress, readings
from etl.orchestration.assets.tables import tables
from etl.orchestration.automation import SCHEDULES, SENSORS, automated
from etl.orchestration.checks import CHECKS
from etl.orchestration.jobs import JOBS
from etl.orchestration.locations import Locations, ParquetIOManager
from etl.quality.suites import SuiteRunner, run_suites


def _silent(done: int, total: int) -> None:
    """Tell nobody how far the reading is."""


def build_defs(
    *,
    locations: Locations | None = None,
    progress: Progress | None = None,
    suites: SuiteRunner = run_suites,
    executor: dg.ExecutorDefinition = dg.in_process_executor,
) -> dg.Definitions:
    """The definitions, with what differs from the default.

    Args:
        locations: Where to read and write; by default what the settings say when a run starts.
        progress: Told how many articles are read, and of how many; by default nobody is.
        suites: What runs the suites of the structural checks; by default this process.
        executor: What runs the steps. In one process Great Expectations is imported once; each process of a
            multiprocess run takes seconds to start.
    """
    places = locations or Locations()
    return dg.Definitions(
        assets=automated([archive, ingest, readings, tables, warehouse, exports]),
        asset_checks=CHECKS,
        jobs=JOBS,
        schedules=SCHEDULES,
        sensors=SENSORS,
        resources={
            "locations": places,
            "io_manager": ParquetIOManager(locations=places),
            "progress": progress or _silent,
            "suites": suites,
        },
        executor=executor,
    )


defs = build_defs()
