from datetime import timedelta

import dagster as dg
import pytest

from etl.definitions import build_defs
from etl.orchestration.locations import Locations

PRODUCTS = {"warehouse", "exports"}
SOURCES = {"articles", "ingest_rejects", "files", "forgotten", "archive"}


@pytest.fixture(scope="module")
def graph():
    return build_defs().resolve_asset_graph()


@pytest.fixture(scope="module")
def repository():
    return build_defs().get_repository_def()


def test_what_runs_by_itself(repository):
    sensors = {(each.name, each.minimum_interval_seconds) for each in repository.sensor_defs}
    assert sensors == {("inbox", 30), ("follow_up", 30)}
    assert {(each.name, each.cron_schedule) for each in repository.schedule_defs} == {("daily", "0 5 * * *")}
    assert {each.job_name for each in (repository.get_sensor_def("inbox"), repository.get_schedule_def("daily"))} == {"update"}


def test_nothing_runs_by_itself_until_it_is_switched_on(repository):
    assert {each.default_status for each in repository.sensor_defs} == {dg.DefaultSensorStatus.STOPPED}
    assert {each.default_status for each in repository.schedule_defs} == {dg.DefaultScheduleStatus.STOPPED}


def test_a_step_that_fails_is_tried_again_where_nobody_looks_on():
    defs = build_defs()
    policies = {name: defs.resolve_job_def(name)._op_retry_policy for name in ("update", "depeche")}
    assert (policies["update"].max_retries, policies["update"].backoff) == (2, dg.Backoff.EXPONENTIAL)
    assert policies["depeche"] is None


def test_all_but_the_first_assets_follow_what_they_are_made_of(graph):
    following = {key.to_user_string() for key in graph.get_all_asset_keys() if graph.get(key).automation_condition is not None}
    assert following == {key.to_user_string() for key in graph.get_all_asset_keys()} - SOURCES


def test_the_products_are_late_after_some_days(graph):
    late = {
        key.to_user_string(): (policy.warn_window.to_timedelta(), policy.fail_window.to_timedelta())
        for key in graph.get_all_asset_keys()
        if (policy := graph.get(key).freshness_policy) is not None
    }
    assert late == dict.fromkeys(PRODUCTS, (timedelta(days=2), timedelta(days=7)))


def test_only_the_archive_has_partitions_and_they_are_months(graph):
    (key,) = [key for key in graph.get_all_asset_keys() if graph.get(key).partitions_def is not None]
    assert key == dg.AssetKey("archive")
    assert graph.get(key).backfill_policy == dg.BackfillPolicy.single_run()
    months = graph.get(key).partitions_def.get_partition_keys()
    assert months[0] == "1980-01-01"
    assert len(months) < 1500


def test_what_follows_is_made_once_after_a_run_that_stops_half_way(tmp_path):
    (tmp_path / "a.txt").write_text("Le ministre a reçu son homologue.", encoding="utf-8")
    places = Locations(
        inputs=[str(tmp_path / "a.txt")],
        warehouse=str(tmp_path / "w"),
        exports=str(tmp_path / "e"),
        staging=str(tmp_path / "s"),
    )
    defs = build_defs(locations=places)

    def asked(cursor=None):
        result = dg.evaluate_automation_conditions(defs, instance, cursor=cursor)
        return {key.to_user_string() for each in result.results for key in [each.key] if each.true_subset.size}, result.cursor

    with dg.instance_for_test() as instance:
        _, cursor = asked()
        assert defs.resolve_job_def("reading_only").execute_in_process(instance=instance).success
        following, cursor = asked(cursor)
        assert following > PRODUCTS
        assert not following & (SOURCES | {"readings"})
        again, _ = asked(cursor)
        assert again == set()
