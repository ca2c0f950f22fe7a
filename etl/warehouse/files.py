# ruff: noqa: S608 - the names in these statements come from the schemas, the paths are quoted
"""Writing a table to files, as Parquet, as CSV or as Parquet by months, and the descriptor beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.warehouse.folder import sizes
from schemas.columns import Table
from schemas.derived.datapackage import DESCRIPTOR, Descriptor, package, resource
from schemas.derived.ddl import identifier, literal, name_list, relation
from schemas.registry import columns, summary

UNDATED = "__HIVE_DEFAULT_PARTITION__"
"""What readers of Hive partitions take for no value."""

_CSV = r"FORMAT csv, HEADER, NEW_LINE '\r\n'"
_CSV_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def write_parquet(connection: duckdb.DuckDBPyConnection, table: type[Table], folder: Path) -> Descriptor:
    """Write one table to a Parquet file, sorted by its key, and describe it."""
    file = folder / f"{table.TABLE}.parquet"
    rows = _copy(connection, f"SELECT * FROM {relation(table)} ORDER BY {name_list(table.KEY)}", file, _parquet(table))
    return resource(table, facts(file) | {"rows": rows})


def write_csv(connection: duckdb.DuckDBPyConnection, table: type[Table], folder: Path) -> Descriptor:
    """Write one table to a CSV file as in RFC 4180, and describe it.

    Where there is no value, nothing stands between the commas; an empty text is `""`.
    """
    file = folder / f"{table.TABLE}.csv"
    cells = ", ".join(_cell(column.name, column.type) for column in columns(table))
    rows = _copy(connection, f"SELECT {cells} FROM {relation(table)} ORDER BY {name_list(table.KEY)}", file, _CSV)
    form = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return resource(table, facts(file) | {"rows": rows} | form)


def write_months(connection: duckdb.DuckDBPyConnection, table: type[Table], folder: Path) -> Descriptor:
    """Write one table to Parquet files in Hive partitions by month, and describe them.

    The month is that of the event, else that of publication. A table whose rows belong to no article is one file.
    """
    if "article_id" not in table.model_fields:
        return write_parquet(connection, table, folder)
    names = [name for name in ("date_earliest", "date_latest") if name in table.model_fields]
    days = [*(f"row.{name}" for name in names), "articles.published_on"]
    dated = f"""SELECT row.*, strftime(coalesce({", ".join(days)}), '%Y-%m') AS month
        FROM {relation(table)} AS row JOIN articles USING (article_id)"""
    found = connection.execute(f"SELECT DISTINCT month FROM ({dated}) ORDER BY month NULLS LAST").fetchall()
    files, rows = [], 0
    for (month,) in found or [(None,)]:
        files.append(folder / table.TABLE / f"month={month or UNDATED}" / f"{table.TABLE}.parquet")
        files[-1].parent.mkdir(parents=True)
        of_month = "IS NULL" if month is None else f"= {literal(month)}"
        query = f"SELECT * EXCLUDE (month) FROM ({dated}) WHERE month {of_month} ORDER BY {name_list(table.KEY)}"
        rows += _copy(connection, query, files[-1], _parquet(table))
    paths = [file.relative_to(folder).as_posix() for file in files]
    places: dict[str, Any] = {"path": paths[0]} | ({"extrapaths": paths[1:]} if paths[1:] else {})
    return resource(table, places | {"bytes": sum(file.stat().st_size for file in files), "rows": rows})


def describe(folder: Path, resources: Iterable[Descriptor], origin: tuple[str | None, str | None]) -> None:
    """Write the descriptor of a folder, beside all the files in it."""
    told_of = package(resources, origin, sizes(folder))
    (folder / DESCRIPTOR).write_text(json.dumps(told_of, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def facts(file: Path) -> dict[str, Any]:
    """What a descriptor tells of a file."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"path": file.name, "bytes": file.stat().st_size, "hash": f"sha256:{digest}"}


def _copy(connection: duckdb.DuckDBPyConnection, rows: str, file: Path, options: str) -> int:
    written = connection.execute(f"COPY ({rows}) TO {literal(str(file))} ({options})").fetchone()
    return int(written[0]) if written else 0


def _parquet(table: type[Table]) -> str:
    """Parquet has no comments: the metadata of the file tell what the table and its columns are."""
    comments = json.dumps({column.name: column.sentence for column in columns(table)}, ensure_ascii=False)
    told = f"comment: {literal(summary(table))}, columns: {literal(comments)}"
    return f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{told}}}"


def _cell(name: str, kind: type) -> str:
    cell = identifier(name)
    return f"strftime({cell}, {literal(_CSV_TIME)}) AS {cell}" if kind is datetime else cell
