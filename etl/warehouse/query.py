"""Questions to the warehouse, read-only."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from etl.warehouse.connection import WarehouseError, connect, told


class QueryError(Exception):
    """The question is wrong, or would change something; the message is one sentence for the person who asked."""


def query(warehouse: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The answer to an SQL question.

    Args:
        warehouse: The DuckDB file.
        sql: One or more statements; the answer is that of the last.

    Returns:
        The names of the columns, and the rows.

    Raises:
        WarehouseError: There is no warehouse, or it cannot be opened.
        QueryError: The SQL is wrong, would change the warehouse, or reaches for anything outside it.
    """
    if not warehouse.exists():
        raise WarehouseError(f"{warehouse}: there is no warehouse yet; make one with `depeche run`.")
    with told(warehouse):
        opened = connect(warehouse, read_only=True)
    with closing(opened) as connection:
        try:
            connection.execute("SET enable_external_access = false")  # read-only forbids neither COPY TO nor ATTACH
            if not connection.extract_statements(sql):
                raise QueryError("there is no statement in this SQL; ask something like `SELECT * FROM meetings`.")
            answer = connection.execute(sql)
            return [column[0] for column in answer.description or []], answer.fetchall()
        except duckdb.Error as error:
            raise QueryError(_sentence(error)) from error


def _sentence(error: duckdb.Error) -> str:
    """What DuckDB says, up to the point where it quotes the statement."""
    message = str(error).split("\n\n")[0].split("\nLINE ")[0]
    return " ".join(message.split())
