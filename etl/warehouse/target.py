"""Whether a path may become the warehouse: nothing that a run did not write is ever replaced."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from etl.warehouse.connection import WarehouseError, connect, told
from etl.warehouse.places import ensure_parent

RECORD = "build_info"
"""Table in each warehouse that says what made it, and names what the build made in it: one row."""

MEMORY = 1
"""How the warehouse remembers; another number wherever `articles`, `rejects` or the archive of older files cannot be read."""

OBJECTS = """
    SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name AS object
    FROM duckdb_tables() WHERE NOT internal AND database_name = current_database()
    UNION ALL
    SELECT view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
    UNION ALL
    SELECT DISTINCT function_name FROM duckdb_functions()
    WHERE NOT internal AND database_name = current_database()
"""


def ensure_replaceable(path: Path) -> None:
    """Make the folder of a future warehouse, and see that the file may be written or replaced.

    Args:
        path: The warehouse; a link is followed.

    Raises:
        WarehouseError: It cannot be written, another process is writing it, or it holds what a run did not make.
    """
    target = path.resolve()
    with told(path):
        ensure_parent(target)
        if not target.exists():
            return
        with closing(connect(target, read_only=True)) as connection:
            present = [name for (name,) in connection.execute(OBJECTS).fetchall()]
            made = connection.execute(f"SELECT unnest(objects) FROM {RECORD}").fetchall() if RECORD in present else []  # noqa: S608
    foreign = [name for name in present if (name,) not in made]
    if foreign:
        raise WarehouseError(
            f"{path} holds what no run of Dépêche made ({', '.join(foreign[:3])}); it would be lost. "
            "Move it to a file of its own, or give another path with --warehouse."
        )
