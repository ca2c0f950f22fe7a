import subprocess
import sys

import dagster as dg
import pytest

from etl.definitions import build_defs
from schemas.registry import BY_NAME, TABLES, columns

DERIVED = {name for name in BY_NAME if name != "articles"}


@pytest.fixture(scope="module")
def graph():
    return build_defs().resolve_asset_graph()


def node(graph, name):
    return graph.get(dg.AssetKey(name))


def parents(graph, name):
    return {key.to_user_string() for key in node(graph, name).parent_keys}


def test_importing_the_definitions_loads_nothing_heavy():
    program = "import sys, etl.definitions; print([m for m in ('great_expectations', 'pandas', 'scipy') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert (shown.stdout, shown.stderr) == ("[]\n", "")


def test_importing_the_definitions_reads_no_settings():
    program = "import etl.settings; etl.settings.Settings.__init__ = lambda *_, **__: 1 / 0; import etl.definitions"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert shown.returncode == 0, shown.stderr


def test_the_definitions_load_as_the_ui_loads_them():
    build_defs().get_repository_def().load_all_definitions()  # raises where two of them have one name


def test_articles_flow_through_the_rooms_to_the_exports(graph):
    assert {key.to_user_string() for key in graph.get_all_asset_keys()} == {
        "archive",
        *BY_NAME,
        "ingest_rejects",
        "files",
        "forgotten",
        "readings",
        "warehouse",
        "exports",
    }
    assert all(parents(graph, name) == set() for name in ("articles", "ingest_rejects", "files", "forgotten"))
    assert parents(graph, "readings") == {"articles"}
    for name in DERIVED:
        assert parents(graph, name) == {"articles", "readings", "ingest_rejects"}
    assert parents(graph, "warehouse") == {*BY_NAME, "files", "forgotten", "readings"}
    assert parents(graph, "exports") == {"warehouse"}


def test_every_asset_says_what_it_is_and_whose(graph):
    for key in graph.get_all_asset_keys():
        asset = graph.get(key)
        assert asset.owners == ["team:depeche"], key
        assert asset.description, key
        assert asset.kinds, key
    groups = {graph.get(key).group_name for key in graph.get_all_asset_keys()}
    assert groups == {"ingest", "reading", "tables", "warehouse", "exports"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_a_table_shows_its_columns(graph, table):
    shown = node(graph, table.TABLE).metadata["dagster/column_schema"].columns
    assert [(column.name, column.constraints.nullable) for column in shown] == [
        (column.name, column.nullable) for column in columns(table)
    ]
    assert all(column.description for column in shown)
    assert [column.name for column in shown if column.constraints.unique] == [name for name in table.KEY if len(table.KEY) == 1]


def test_every_table_has_a_structural_check_and_some_a_check_of_volume(graph):
    checks = {(key.asset_key.to_user_string(), key.name) for key in graph.asset_check_keys}
    assert {name for name, check in checks if check == "structure"} == set(BY_NAME)
    assert ("meetings", "volume") in checks
    assert {check for _, check in checks} == {"structure", "volume"}


@pytest.mark.parametrize(
    ("job", "assets"),
    [
        ("depeche", {*BY_NAME, "ingest_rejects", "files", "forgotten", "readings", "warehouse", "exports"}),
        ("reading_only", {"articles", "ingest_rejects", "files", "forgotten", "readings"}),
        ("update", {*BY_NAME, "ingest_rejects", "files", "forgotten", "readings", "warehouse", "exports"}),
        ("exports_only", {"exports"}),
        ("archive", {"archive"}),
    ],
)
def test_a_job_makes_its_assets(job, assets):
    layer = build_defs().resolve_job_def(job).asset_layer
    assert {key.to_user_string() for key in layer.executable_asset_keys} == assets


def test_the_warehouse_has_a_pool_and_runs_share_a_process():
    defs = build_defs()
    assert defs.resolve_assets_def("warehouse").op.pool == "warehouse"
    assert defs.executor is dg.in_process_executor


def test_the_workspace_loads_the_definitions():
    from dagster._core.workspace.load import location_origins_from_yaml_paths

    (origin,) = location_origins_from_yaml_paths(["workspace.yaml"])
    assert (origin.location_name, origin.loadable_target_origin.module_name) == ("depeche", "etl.definitions")
