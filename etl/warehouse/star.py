"""Making the star: facts and dimensions beside an opened warehouse, in memory."""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas.derived.ddl import create_table, relation
from schemas.star import STAR

SQL = Path(__file__).resolve().parents[2] / "sql" / "bi"
"""Folder with a query for each table of the star, and what they look up keys with."""


def make_star(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables of the star in a database `bi` in memory, beside a warehouse, which stays as it is.

    Args:
        connection: A warehouse that `build` made, opened read-only or not; it can be asked for `bi.fact_meetings` afterwards.

    Raises:
        duckdb.Error: The warehouse has other tables or views than this version of the program makes.
    """
    connection.execute("ATTACH ':memory:' AS bi (READ_WRITE)")
    for table in STAR:
        connection.execute(create_table(table))
    connection.execute((SQL / "keys.sql").read_text(encoding="utf-8"))
    for table in STAR:
        rows = (SQL / f"{table.TABLE}.sql").read_text(encoding="utf-8")
        connection.execute(f"INSERT INTO {relation(table)} BY NAME {rows}")
