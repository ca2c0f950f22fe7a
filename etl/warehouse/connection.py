"""Opening DuckDB files, and saying in one sentence why one cannot be opened or written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # An extension that is not there would be looked for on the network.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # DuckDB 2 would write a file that no 1.x client opens.
    "storage_compatibility_version": "v1.0.0",
}


class WarehouseError(Exception):
    """The warehouse cannot be read, built or replaced; the message is a sentence for people. Nothing was changed."""


def connect(path: Path | str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a DuckDB file, or `:memory:`, with times in UTC.

    Raises:
        duckdb.Error: The file cannot be opened; wrap the call in `told`.
    """
    connection = duckdb.connect(str(path), read_only=read_only, config=dict(_CONFIG))
    connection.execute("SET TimeZone = 'UTC'")
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what DuckDB and the file system say about a warehouse into a WarehouseError."""
    try:
        yield
    except duckdb.Error as error:
        raise WarehouseError(_sentence(path, str(error))) from error
    except BrokenPipeError:  # whoever reads what is printed has enough; it says nothing of the warehouse
        raise
    except OSError as error:
        raise WarehouseError(f"{path} cannot be written: {error.strerror}. Give another path with --warehouse.") from error


@contextmanager
def opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads a warehouse, and is closed afterwards.

    Raises:
        WarehouseError: There is no warehouse, or it cannot be opened.
    """
    if not warehouse.exists():
        raise WarehouseError(f"{warehouse}: there is no warehouse yet; make one with `depeche run`.")
    with told(warehouse):
        connection = connect(warehouse, read_only=True)
    with closing(connection):
        yield connection


def _sentence(path: Path, message: str) -> str:
    if "Could not set lock" in message:
        holder = re.search(r"PID \d+", message)
        who = f"another process ({holder[0]})" if holder else "another process"
        return f"{path} is held open for writing by {who}; close it there and run again. Nothing was changed."
    # DuckDB takes a file named like JSON or CSV for data, and would open it in memory.
    if any(flaw in message for flaw in ("not a valid DuckDB database", "Is a directory", "in-memory database in read-only")):
        return f"{path} is there but is no DuckDB file; move it away or give another path with --warehouse."
    first_line = message.splitlines()[0].rstrip(".")
    return f"{path} cannot be used as the warehouse ({first_line}). Nothing was changed."
