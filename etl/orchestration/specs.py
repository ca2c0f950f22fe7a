"""What all assets share in the Dagster UI."""

from __future__ import annotations

import dagster as dg

from etl.orchestration.metadata import column_schema, description
from schemas.columns import Table

OWNERS = ["team:depeche"]

FILES, NEW_ARTICLES = "depeche/files", "depeche/new_articles"
"""Tags of runs: how many files the watch saw, how many articles were taken in."""


def table_out(table: type[Table], group: str, *, required: bool = True) -> dg.AssetOut:
    """The output of an asset that is a table; one that is not required is left out where there is nothing to do."""
    return dg.AssetOut(
        group_name=group,
        description=description(table),
        owners=OWNERS,
        kinds={"python", "polars", "parquet"},
        is_required=required,
        metadata={"dagster/column_schema": column_schema(table), "dagster/table_name": table.TABLE},
    )
