"""The products: the warehouse and the exports."""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
from typing import Any

import dagster as dg

from etl.orchestration.builder import builder
from etl.orchestration.locations import Locations
from etl.orchestration.specs import OWNERS
from etl.warehouse.build import build
from etl.warehouse.connection import WarehouseError
from etl.warehouse.exports import export, is_current
from etl.warehouse.recall import state
from schemas.archive import ARCHIVE
from schemas.registry import BY_NAME

SOURCES = (*BY_NAME, *(table.TABLE for table in ARCHIVE))


@dg.asset(
    deps=SOURCES,
    group_name="warehouse",
    owners=OWNERS,
    kinds={"duckdb", "sql"},
    pool="warehouse",
    description="One DuckDB file with every table, views for analysts and the dictionary in its comments.",
)
def warehouse(locations: Locations) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Build the file beside the old one and move it into place."""
    path = locations.settings().warehouse
    if state(path)[1] != locations.base():
        raise WarehouseError(f"{path} was changed by another run since the articles were taken in; run again.")
    rows = build(path, {name: locations.file(name) for name in SOURCES}, builder(locations.settings()))
    return dg.MaterializeResult(metadata=_told(rows) | {"path": dg.MetadataValue.path(path), "bytes": path.stat().st_size})


@dg.asset(
    deps=[warehouse],
    group_name="exports",
    owners=OWNERS,
    kinds={"parquet", "json"},
    description="A folder with one Parquet file a table, the star in `bi/`, and what describes them.",
)
def exports(locations: Locations) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Write the folder anew and put it in the place of the old one."""
    settings = locations.settings()
    place = {"path": dg.MetadataValue.path(settings.exports)}
    if is_current(settings.warehouse, settings.exports):
        return dg.MaterializeResult(metadata=place | {"to do": "nothing: they are of this warehouse already"})
    rows = export(settings.warehouse, settings.exports)
    return dg.MaterializeResult(metadata=_told(rows) | place)


def _told(rows: dict[str, int]) -> dict[str, Any]:
    lines = "\n".join(f"| {name} | {count} |" for name, count in rows.items())
    return {"dagster/row_count": sum(rows.values()), "rows": dg.MetadataValue.md(f"| table | rows |\n| --- | ---: |\n{lines}")}
