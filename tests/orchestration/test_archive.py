import json
from datetime import UTC, datetime

import dagster as dg
import pytest

from etl.definitions import build_defs
from etl.ingest.load import load
from etl.orchestration.locations import Locations

AT = datetime(2031, 1, 1, tzinfo=UTC)
RECORDS = [
    {"id": "a", "title": "Accord à Lindeville", "published_on": "2024-05-02", "text": "Deux pays ont signé."},
    {"id": "b", "published_on": "2024-05-31", "publisher": "Agence", "text": "La ministre a reçu « son homologue »."},
    {"id": "c", "published_on": "2024-07-14", "text": "Le défilé a eu lieu."},
    {"id": "d", "text": "Sans date."},
    {"id": "e", "published_on": "jeudi", "text": "Une date qui n’en est pas une."},
]


@pytest.fixture
def places(tmp_path):
    (tmp_path / "archive.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    return Locations(archive=str(tmp_path / "archive.jsonl"), months=str(tmp_path / "months"))


def run(places, first, last):
    """Run the job on a range of months; the metadata of its materialization."""
    defs = build_defs(locations=places)
    tags = {"dagster/asset_partition_range_start": first, "dagster/asset_partition_range_end": last}
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.resolve_job_def("archive").execute_in_process(instance=instance, tags=tags)
    return result.asset_materializations_for_node("split_archive")


def ids(file):
    return [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()]


def test_one_run_writes_the_months_of_a_range(places, tmp_path):
    made = run(places, "2024-04-01", "2024-06-01")
    assert [each.partition for each in made] == ["2024-04-01", "2024-05-01", "2024-06-01"]
    assert {file.name: ids(file) for file in (tmp_path / "months").iterdir()} == {
        "2024-05.jsonl": ["a", "b"],
        "undated.jsonl": ["d"],
    }
    assert [each.metadata["dagster/partition_row_count"].value for each in made] == [0, 2, 0]
    assert {(each.metadata["undated"].value, each.metadata["rejected"].value) for each in made} == {(1, 1)}
    assert "jeudi" in made[0].metadata["some of the rejected"].value


def test_a_month_made_again_changes_nothing(places, tmp_path):
    run(places, "2024-05-01", "2024-07-01")
    before = {file.name: file.read_bytes() for file in (tmp_path / "months").iterdir()}
    run(places, "2024-05-01", "2024-05-01")
    assert {file.name: file.read_bytes() for file in (tmp_path / "months").iterdir()} == before


def test_the_months_hold_the_same_articles_as_the_archive(places, tmp_path):
    run(places, "2024-05-01", "2024-07-01")
    (whole, _), (parts, _) = load([tmp_path / "archive.jsonl"], AT), load([tmp_path / "months"], AT)
    assert {each.model_copy(update={"source_uri": ""}) for each in parts} == {
        each.model_copy(update={"source_uri": ""}) for each in whole
    }


def test_without_an_archive_the_run_says_what_to_set():
    with pytest.raises(dg.Failure, match="DEPECHE_ARCHIVE"):
        run(Locations(), "2024-05-01", "2024-05-01")
