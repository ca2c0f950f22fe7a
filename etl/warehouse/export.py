"""`depeche export`: the tables or the star in a form that is asked for, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from etl.warehouse.connection import connect, told
from etl.warehouse.exports import ensure_there
from etl.warehouse.files import describe, write_csv, write_months, write_parquet
from etl.warehouse.folder import replaced
from etl.warehouse.recall import state
from etl.warehouse.star import make_star
from etl.warehouse.workbook import write_workbook
from schemas.columns import Table
from schemas.derived.datapackage import Descriptor
from schemas.registry import TABLES
from schemas.star import STAR

Form = Literal["parquet", "months", "csv", "excel"]

_WRITERS: dict[str, Callable[[duckdb.DuckDBPyConnection, type[Table], Path], Descriptor]] = {
    "parquet": write_parquet,
    "months": write_months,
    "csv": write_csv,
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many tables, how many rows, and what the form could not hold, in sentences."""

    tables: int
    rows: int
    losses: list[str]


def export_as(warehouse: Path, folder: Path, form: Form, *, star: bool = False) -> Exported:
    """Write the tables of a warehouse, or the star made of them, in the place of an earlier export.

    Args:
        warehouse: A DuckDB file that `build` made; it is opened read-only.
        folder: Where the files go; a link is followed.
        form: A Parquet file a table, the same in Hive partitions by month, a CSV file a table, or one Excel workbook with a
            sheet a table.
        star: The facts and dimensions instead of the tables.

    Raises:
        WarehouseError: The warehouse cannot be read.
        ExportError: The folder cannot be written, or holds files that no export wrote; a table is too long for Excel.
    """
    tables = STAR if star else TABLES
    losses: list[str] = []
    with replaced(folder, "--output") as fresh:
        ensure_there(warehouse)
        origin = state(warehouse)
        with told(warehouse), closing(connect(warehouse, read_only=True)) as connection:
            if star:
                make_star(connection)
            if form == "excel":
                resources, losses = write_workbook(connection, tables, fresh)
            else:
                resources = [_WRITERS[form](connection, table, fresh) for table in tables]
        describe(fresh, resources, origin)
    return Exported(len(resources), sum(entry["rows"] for entry in resources), losses)
