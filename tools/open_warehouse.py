"""What a client of DuckDB finds in a warehouse: tables, views and macros with comments and a digest of their rows.

`python tools/open_warehouse.py FILE` prints it. It needs the package duckdb alone, of whatever version, so that the lines of
two versions can be compared; `make newest-duckdb` does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256

import duckdb

_OBJECTS = """
    SELECT 'table' AS kind, schema_name || '.' || table_name AS name, comment FROM duckdb_tables() WHERE NOT internal
    UNION ALL
    SELECT 'view', schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal
    ORDER BY kind, name"""
_COLUMNS = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
_MACROS = "SELECT DISTINCT function_name, comment FROM duckdb_functions() WHERE NOT internal ORDER BY ALL"

_CALLS = (
    "SELECT label_fr('aid_status', 'delivered'), label_en('aid_status', 'delivered'), plain('Élysée')",
    "FROM actor('Austin')",
    "FROM acting_for('France')",
    "FROM events_between('France', 'UKR')",
    "FROM \"between\"('France', 'UKR')",
    "FROM evidence_of((SELECT min(event_id) FROM meetings))",
)


def listing(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The lines; those of the same warehouse are the same.

    Raises:
        duckdb.Error: A view or a macro does not work in this version.
    """
    for kind, name, comment in connection.execute(_OBJECTS).fetchall():
        yield f"{kind} {name}: {comment} {_digest(connection, f'FROM {name}')}"
    for row in connection.execute(_COLUMNS).fetchall():
        yield " ".join(["column", *map(str, row)])
    for name, comment in connection.execute(_MACROS).fetchall():
        yield f"macro {name}: {comment}"
    for call in _CALLS:
        yield f"{call}: {_digest(connection, call)}"


def _digest(connection: duckdb.DuckDBPyConnection, question: str) -> str:
    """How many rows an answer has, and a digest of them; their order is not looked at."""
    # As text: to make times of zones into Python's own, some versions need another package.
    rows = sorted(map(repr, connection.execute(f"SELECT columns(*)::VARCHAR FROM ({question})").fetchall()))  # noqa: S608
    return f"({len(rows)} rows, {sha256(chr(10).join(rows).encode()).hexdigest()[:12]})"


def main() -> int:
    """Print the listing of the file that is named; returns the exit code."""
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        print(*listing(connection), sep="\n")
    print(f"opened with DuckDB {duckdb.__version__}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
