"""What runs by itself, once it is switched on in the UI: a watch on the input, a daily run, and what follows from either."""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
import time
from collections.abc import Iterable
from datetime import timedelta

import dagster as dg

from etl.ingest.errors import InputError
from etl.orchestration.inbox import Mark, look
from etl.orchestration.jobs import UPDATE
from etl.orchestration.locations import Locations
from etl.orchestration.specs import FILES

_FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=7), warn_window=timedelta(days=2))
_UNDER_WAY = dg.RunsFilter(
    job_name=UPDATE.name,
    statuses=[
        dg.DagsterRunStatus.QUEUED,
        dg.DagsterRunStatus.NOT_STARTED,
        dg.DagsterRunStatus.STARTING,
        dg.DagsterRunStatus.STARTED,
    ],
)


@dg.sensor(
    name="inbox",
    job=UPDATE,
    minimum_interval_seconds=30,
    description="Watches the input and runs when files come, change or go; files still being written are left for later.",
)
def inbox(context: dg.SensorEvaluationContext, locations: Locations) -> dg.SensorResult:
    """Ask for one run for each state of the input, however many files it is made of."""
    before = Mark.from_json(context.cursor)
    if context.instance.get_runs_count(_UNDER_WAY):
        return dg.SensorResult(skip_reason="A run is under way; what came since waits for its end.")
    try:
        seen = look(locations.settings().inputs, time.time(), before)
    except InputError as error:
        return dg.SensorResult(skip_reason=str(error))
    waiting = f" {seen.changing} may still be being written." if seen.changing else ""
    if seen.mark.settled in ("", before.settled):
        kept = Mark(before.settled, seen.mark.changing)
        return dg.SensorResult(skip_reason=f"{seen.files} files, as before.{waiting}", cursor=kept.to_json())
    request = dg.RunRequest(
        run_key=seen.mark.settled,
        run_config={"ops": {"ingest": {"config": {"until": seen.until}}}},
        tags={FILES: str(seen.files)},
    )
    return dg.SensorResult(run_requests=[request], cursor=seen.mark.to_json())


DAILY = dg.ScheduleDefinition(
    name="daily",
    job=UPDATE,
    cron_schedule="0 5 * * *",
    description="Reads what is new every morning at five, UTC.",
)
FOLLOW_UP = dg.AutomationConditionSensorDefinition(
    "follow_up",
    target=dg.AssetSelection.all(),
    minimum_interval_seconds=30,
    description="Makes anew whatever is made of something that changed: for runs that stop half-way, as `reading_only` does.",
)
SENSORS = (inbox, FOLLOW_UP)
SCHEDULES = (DAILY,)


def automated(assets: Iterable[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    """The assets, each made anew when those before it are, and the products told of as late after some days."""
    return [each.map_asset_specs(_automated) for each in assets]


def _automated(spec: dg.AssetSpec) -> dg.AssetSpec:
    if list(spec.deps):
        spec = spec.replace_attributes(automation_condition=dg.AutomationCondition.eager())
    if spec.group_name in ("warehouse", "exports"):
        spec = dg.apply_freshness_policy(spec, _FRESH)
    return spec
