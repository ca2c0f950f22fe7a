"""The exports: one Parquet file a table and the data package that describes them, replaced as one folder."""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from etl.warehouse.connection import WarehouseError, connect, told
from etl.warehouse.places import ensure_parent
from etl.warehouse.recall import state
from etl.warehouse.swap import swap
from etl.warehouse.target import RECORD
from schemas.columns import Table
from schemas.derived.datapackage import DESCRIPTOR, NAME, package, resource
from schemas.derived.ddl import identifier, literal, name_list
from schemas.registry import TABLES


class ExportError(Exception):
    """The folder of the exports cannot be written or replaced; the message is a sentence for people."""


def export(warehouse: Path, folder: Path) -> dict[str, int]:
    """Write every table of a warehouse to a folder of its own, in the place of an earlier export.

    The files are the same byte for byte as long as the rows are.

    Args:
        warehouse: A DuckDB file that `build` made.
        folder: Where the files go; a link is followed.

    Returns:
        Rows of every table.

    Raises:
        WarehouseError: The warehouse cannot be read.
        ExportError: The folder cannot be written, or holds files that no export wrote.
    """
    ensure_replaceable(folder)
    if not warehouse.is_file():
        raise WarehouseError(f"There is no warehouse at {warehouse}; make one with `depeche run`.")
    target = folder.resolve()
    fresh = target.with_name(f".{uuid4().hex}.{target.name}")
    try:
        fresh.mkdir()
        with told(warehouse), closing(connect(warehouse, read_only=True)) as connection:
            resources = [_write(connection, table, fresh) for table in TABLES]
            found = connection.execute(f"SELECT state FROM {RECORD}").fetchone()  # noqa: S608
        text = json.dumps(package(resources, str(found and found[0])), ensure_ascii=False, indent=2) + "\n"
        (fresh / DESCRIPTOR).write_text(text, encoding="utf-8")
        swap(fresh, target)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}. Give another folder with --exports.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return {entry["name"]: entry["rows"] for entry in resources}


def is_current(warehouse: Path, folder: Path) -> bool:
    """Whether the folder holds a whole export of the warehouse as it is."""
    try:
        told_of = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        whole = all((folder / each["path"]).stat().st_size == each["bytes"] for each in told_of["resources"])
        return whole and told_of["state"] == state(warehouse)[1]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def ensure_replaceable(folder: Path) -> None:
    """Make the parent of the folder, and see that nothing is lost when the folder is replaced.

    Raises:
        ExportError: It cannot be written, or holds files that no export wrote.
    """
    target = folder.resolve()
    try:
        ensure_parent(target)
        present = {entry.name for entry in target.iterdir()} if target.exists() else set()
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}. Give another folder with --exports.") from error
    foreign = sorted(present - _written(target))
    if foreign:
        raise ExportError(
            f"{folder} holds files that no export wrote ({', '.join(foreign[:3])}); they would be lost. "
            "Give a folder of its own with --exports."
        )


def _written(folder: Path) -> set[str]:
    """Names of the files that an earlier export left in a folder, as its descriptor tells."""
    try:
        told_of = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        if told_of["name"] != NAME:
            return set()
        return {DESCRIPTOR, *(str(entry["path"]) for entry in told_of["resources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _write(connection: duckdb.DuckDBPyConnection, table: type[Table], folder: Path) -> dict[str, Any]:
    """Write one table, sorted by its key, and describe the file."""
    file = folder / f"{table.TABLE}.parquet"
    rows = f"SELECT * FROM {identifier(table.TABLE)} ORDER BY {name_list(table.KEY)}"  # noqa: S608
    written = connection.execute(f"COPY ({rows}) TO {literal(str(file))} (FORMAT parquet, COMPRESSION zstd)").fetchone()
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    facts = {"path": file.name, "bytes": file.stat().st_size, "hash": f"sha256:{digest}"}
    return resource(table, facts | {"rows": int(written[0]) if written else 0})
