"""The exports of a run: one Parquet file a table, the star, the dictionary and their descriptors, replaced as one folder."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from etl.warehouse.connection import WarehouseError, connect, told
from etl.warehouse.dictionary import page
from etl.warehouse.files import describe, write_parquet
from etl.warehouse.folder import read_descriptor, replaced, sizes
from etl.warehouse.recall import state
from etl.warehouse.star import make_star
from schemas.derived.datapackage import DESCRIPTOR
from schemas.registry import TABLES
from schemas.star import STAR

BI = "bi"
"""Folder of the star in the folder of the exports."""

DICTIONARY = "dictionary.html"


def export(warehouse: Path, folder: Path) -> dict[str, int]:
    """Write every table of a warehouse to a folder of its own, in the place of an earlier export.

    The files are the same byte for byte as long as the rows are, and the program that made them.

    Args:
        warehouse: A DuckDB file that `build` made.
        folder: Where the files go; a link is followed. The star goes into its folder `bi`.

    Returns:
        Rows of every table, without those of the star.

    Raises:
        WarehouseError: The warehouse cannot be read.
        ExportError: The folder cannot be written, or holds files that no export wrote.
    """
    with replaced(folder, "--exports") as fresh:
        ensure_there(warehouse)
        origin = state(warehouse)
        with told(warehouse), closing(connect(warehouse, read_only=True)) as connection:
            make_star(connection)
            resources = [write_parquet(connection, table, fresh) for table in TABLES]
            (fresh / BI).mkdir()
            describe(fresh / BI, [write_parquet(connection, table, fresh / BI) for table in STAR], origin)
        (fresh / DICTIONARY).write_text(page(), encoding="utf-8")
        describe(fresh, resources, origin)
    return {entry["name"]: entry["rows"] for entry in resources}


def ensure_there(warehouse: Path) -> None:
    """See that there is a warehouse.

    Raises:
        WarehouseError: There is none.
    """
    if not warehouse.is_file():
        raise WarehouseError(f"There is no warehouse at {warehouse}; make one with `depeche run`.")


def is_current(warehouse: Path, folder: Path) -> bool:
    """Whether the folder holds a whole export of the warehouse as it is."""
    try:
        told_of = read_descriptor(folder)
        present = {path: size for path, size in sizes(folder).items() if path != DESCRIPTOR}
        return bool(present == told_of["files"] and (told_of["builder"], told_of["state"]) == state(warehouse))
    except (OSError, KeyError):
        return False
