# ruff: noqa: S608 - the names in these statements come from the registry, the paths are quoted
"""Building the warehouse: a new file beside the old one, moved into its place when it is whole.

Readers of the old file go on undisturbed, and a run that breaks leaves the old file as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

import duckdb

from etl.warehouse.connection import WarehouseError, connect, told
from etl.warehouse.target import MEMORY, OBJECTS, RECORD, ensure_replaceable
from etl.warehouse.view_comments import comment_views
from schemas.archive import ARCHIVE
from schemas.columns import Table
from schemas.derived.ddl import comments, create_table, identifier, literal, name_list, relation
from schemas.registry import TABLES

SQL = Path(__file__).resolve().parents[2] / "sql"
"""Folder of the files that make the views, run in the order of their names."""


def build(path: Path, sources: Mapping[str, Path], builder: str = "") -> dict[str, int]:
    """Build a warehouse from files and put it in the place of the old one.

    A row that the old one had keeps the moment at which it first came in.

    Args:
        path: The DuckDB file; a link is followed.
        sources: A Parquet file for every table of the registry and of the archive, by its name.
        builder: What makes it, program and corrections; a later run that finds another builder makes everything anew.

    Returns:
        Rows of every table of the registry.

    Raises:
        WarehouseError: The file cannot be written, or the data break its constraints; the old file is as it was.
    """
    ensure_replaceable(path)
    target = path.resolve()
    fresh = target.with_name(f".{uuid4().hex}.{target.name}")
    try:
        with told(path):
            with closing(connect(fresh)) as connection:
                rows = _fill(connection, target, sources, builder)
            # A log left by a process that died belongs to the old file: the new one must not replay it.
            _log_of(target).unlink(missing_ok=True)
            fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
        _log_of(fresh).unlink(missing_ok=True)
    return rows


def _fill(connection: duckdb.DuckDBPyConnection, old: Path, sources: Mapping[str, Path], builder: str) -> dict[str, int]:
    known: set[str] = set()
    if old.exists():
        connection.execute(f"ATTACH {literal(str(old))} AS previous (READ_ONLY)")
        present = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'previous' AND schema_name = 'main'"
        found = connection.execute(present).fetchall()
        known = {name for (name,) in found}
    connection.execute("BEGIN")
    connection.execute("CREATE SCHEMA archive")
    rows = {}
    for table in (*TABLES, *ARCHIVE):
        connection.execute(create_table(table))
        connection.execute(_load(table, sources[table.TABLE], keep_first=table.TABLE in known))
        rows[table.TABLE] = _count(connection, relation(table))
        if rows[table.TABLE] != _count(connection, _parquet(sources[table.TABLE])):
            raise WarehouseError(f"{table.TABLE} was not loaded whole; the warehouse was left as it was.")
        connection.execute("; ".join(comments(table)))
    for file in sorted(SQL.glob("*.sql")):
        connection.execute(file.read_text(encoding="utf-8"))
    comment_views(connection)
    _record(connection, builder)
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT")
    return {table.TABLE: rows[table.TABLE] for table in TABLES}


def _load(table: type[Table], source: Path, *, keep_first: bool) -> str:
    """The statement that loads a table, sorted by its key so that the same rows make the same file."""
    into = f"INSERT INTO {relation(table)} BY NAME"
    order = f"ORDER BY {name_list(table.KEY)}"
    if table.FIRST_SEEN is None or not keep_first:
        return f"{into} SELECT * FROM {_parquet(source)} {order}"
    first, keys = identifier(table.FIRST_SEEN), name_list(table.KEY)
    known = f"SELECT {keys}, {first} AS first_seen FROM previous.{relation(table)}"
    return f"""{into} SELECT * EXCLUDE (first_seen) REPLACE (coalesce(first_seen, {first}) AS {first})
        FROM {_parquet(source)} LEFT JOIN ({known}) USING ({keys}) {order}"""


def _parquet(file: Path) -> str:
    """A Parquet file as a table in SQL; a bracket in its path would else be taken for a pattern."""
    plain = "".join(f"[{letter}]" if letter in "[*?" else letter for letter in str(file))
    return f"read_parquet({literal(plain)})"


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {relation}").fetchone()
    return int(found[0]) if found else 0


def _record(connection: duckdb.DuckDBPyConnection, builder: str) -> None:
    digests = ", ".join(f"(SELECT bit_xor(hash(row)) FROM {relation(table)} AS row)" for table in TABLES)
    connection.execute(f"""CREATE TABLE {RECORD} (
        version VARCHAR NOT NULL, objects VARCHAR[] NOT NULL, builder VARCHAR NOT NULL, memory INTEGER NOT NULL,
        state VARCHAR NOT NULL)""")
    connection.execute(f"""INSERT INTO {RECORD} SELECT
        {literal(version("depeche"))}, array_agg(object ORDER BY object), {literal(builder)}, {MEMORY},
        md5(concat_ws(' ', {digests})) FROM ({OBJECTS})""")
    connection.execute(f"COMMENT ON TABLE {RECORD} IS 'What made this file, and all that it made in it.'")


def _log_of(file: Path) -> Path:
    return file.with_name(file.name + ".wal")
