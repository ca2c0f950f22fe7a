"""Questions to the warehouse, read-only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.warehouse.connection import opened

_ROWS = 2048  # what DuckDB itself works on at a time
_ROW_GROUP = 122_880  # what it puts together in a Parquet file


class QueryError(Exception):
    """The question is wrong, or would change something; the message is one sentence for the person who asked."""


@dataclass(frozen=True)
class Answer:
    """The answer to a question, not yet fetched: to be read once, by rows or by batches.

    Attributes:
        columns: Their names.
    """

    columns: list[str]
    _connection: duckdb.DuckDBPyConnection

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows, fetched as they are asked for."""
        while rows := self._connection.fetchmany(_ROWS):
            yield from rows

    def batches(self) -> Any:
        """The rows with their types, as a `pyarrow.RecordBatchReader` that fetches as it is read."""
        return self._connection.to_arrow_reader(_ROW_GROUP)


@contextmanager
def asking(warehouse: Path, sql: str) -> Iterator[Answer]:
    """The answer to an SQL question, to be read within the context.

    Args:
        warehouse: The DuckDB file.
        sql: One or more statements; the answer is that of the last.

    Raises:
        WarehouseError: There is no warehouse, or it cannot be opened.
        QueryError: The SQL is wrong, would change the warehouse, or reaches for anything outside it.
    """
    with opened(warehouse) as connection:
        try:
            connection.execute("SET enable_external_access = false")  # read-only forbids neither COPY TO nor ATTACH
            if not connection.extract_statements(sql):
                raise QueryError("there is no statement in this SQL; ask something like `SELECT * FROM meetings`.")
            answer = connection.execute(sql)
            yield Answer([column[0] for column in answer.description or []], answer)
        except duckdb.Error as error:
            raise QueryError(_sentence(error)) from error


def query(warehouse: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns and all rows of the answer to an SQL question; arguments and errors are those of `asking`."""
    with asking(warehouse, sql) as answer:
        return answer.columns, list(answer.rows())


def _sentence(error: duckdb.Error) -> str:
    """What DuckDB says, up to the point where it quotes the statement."""
    message = str(error).split("\n\n")[0].split("\nLINE ")[0]
    return " ".join(message.split())
