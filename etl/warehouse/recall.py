# ruff: noqa: S608 - the names in these statements come from the schemas
"""What the warehouse of the last run remembers: it is the only memory there is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl

from etl.warehouse.connection import WarehouseError, connect, told
from etl.warehouse.target import MEMORY, RECORD
from schemas.columns import Table
from schemas.derived.ddl import name_list, relation
from schemas.derived.frames import polars_schema


def recall(warehouse: Path, table: type[Table], names: Sequence[str] | None = None) -> pl.DataFrame:
    """The rows of a table as the last run left them, sorted by its key; none where there was no run.

    Args:
        warehouse: The DuckDB file.
        table: A table of the registry or of the archive.
        names: The columns wanted; all by default.

    Raises:
        WarehouseError: The file cannot be read, or remembers in a way of another version of the program.
    """
    schema = polars_schema(table)
    wanted = pl.Schema({name: schema[name] for name in names or schema})
    if not _remembers(warehouse):
        return pl.DataFrame(schema=wanted)
    with told(warehouse), closing(connect(warehouse, read_only=True)) as connection:
        rows = f"SELECT {name_list(wanted)} FROM {relation(table)} ORDER BY {name_list(table.KEY)}"
        return connection.execute(rows).pl().cast(wanted)


def state(warehouse: Path) -> tuple[str | None, str | None]:
    """What made the warehouse, and a digest of its rows, which change when they do; nothing where there was no run."""
    if not _remembers(warehouse):
        return None, None
    with told(warehouse), closing(connect(warehouse, read_only=True)) as connection:
        found = connection.execute(f"SELECT builder, state FROM {RECORD}").fetchone()
    return (str(found[0]), str(found[1])) if found else (None, None)


def counts(warehouse: Path, tables: Sequence[type[Table]]) -> dict[str, int]:
    """The number of rows of each table."""
    with told(warehouse), closing(connect(warehouse, read_only=True)) as connection:
        return {table.TABLE: _count(connection, table) for table in tables}


def _count(connection: duckdb.DuckDBPyConnection, table: type[Table]) -> int:
    found = connection.execute(f"SELECT count(*) FROM {relation(table)}").fetchone()
    return int(found[0]) if found else 0


def _remembers(warehouse: Path) -> bool:
    """Whether the file has a memory; what a version without one made is made anew from its input, as it always was."""
    if not warehouse.exists():
        return False
    with told(warehouse), closing(connect(warehouse, read_only=True)) as connection:
        columns = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND database_name = current_database()"
        if ("memory",) not in connection.execute(columns, [RECORD]).fetchall():
            return False
        found = connection.execute(f"SELECT memory FROM {RECORD}").fetchone()
    if found != (MEMORY,):
        raise WarehouseError(
            f"{warehouse} was made by another version of Dépêche, whose memory this one cannot read; "
            "make a new one with --warehouse FILE."
        )
    return True
