"""Questions and their answers: where the SQL comes from, in which format the answer goes where."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

import duckdb

from etl.asking.formats import Row, as_csv, as_json, as_markdown
from etl.console import aligned, is_terminal, show_table
from etl.warehouse.places import whole
from etl.warehouse.query import Answer, asking
from etl.warehouse.questions import questions

Format = Literal["table", "csv", "json", "parquet", "markdown"]

_BY_SUFFIX: dict[str, Format] = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".md": "markdown"}
_IN_A_TABLE = 1000
"""Rows of a table unless more are asked for: it must be held to be aligned, and nobody reads more."""


class UsageError(Exception):
    """What was asked for makes no sense; the message is a sentence for people."""


@dataclass(frozen=True)
class Wanted:
    """How an answer is wanted.

    Attributes:
        form: The format; None for that of the file's name, else a table.
        output: The file; None for standard output.
        limit: The most rows; 0 for all, None for what the format has.
    """

    form: Format | None = None
    output: Path | None = None
    limit: int | None = None

    @property
    def format(self) -> Format:
        """The format that it comes to."""
        return self.form or _BY_SUFFIX.get(self.output.suffix.lower() if self.output else "", "table")

    @property
    def most(self) -> int | None:
        """The most rows; None for all."""
        unsaid = _IN_A_TABLE if self.format == "table" else None
        return unsaid if self.limit is None else self.limit or None


def numbered(number: int) -> str:
    """The SQL of a question by its number.

    Raises:
        UsageError: No question has it.
    """
    every = questions()
    if not 1 <= number <= len(every):
        raise UsageError(
            f"there is no question {number}: they are numbered from 1 to {len(every)}; see depeche query --questions"
        )
    return every[number - 1].sql


def answer(warehouse: Path, sql: str, wanted: Wanted) -> bool:
    """Ask a warehouse and write the answer; a file appears whole or not at all.

    Returns:
        Whether rows were left off.

    Raises:
        UsageError: The output is the warehouse itself, or Parquet would be written to a terminal.
        WarehouseError: There is no warehouse, or it cannot be opened.
        QueryError: The SQL is wrong, or would change something.
        OSError: The file cannot be written; its `filename` says which.
    """
    if wanted.output and wanted.output.exists() and warehouse.exists() and wanted.output.samefile(warehouse):
        raise UsageError(f"{wanted.output} is the warehouse itself: give another --output")
    _ensure_fit(wanted)
    with asking(warehouse, sql) as found:
        return _write(found, wanted)


def list_questions(wanted: Wanted) -> bool:
    """Write the numbered questions in words, in the way of an answer; returns and errors as there."""
    _ensure_fit(wanted)
    titles = [question.title for question in questions()]
    with closing(duckdb.connect()) as connection:
        columns = "unnest(range(1, 1 + len($titles))) AS number, unnest($titles::VARCHAR[]) AS question"
        connection.execute(f"SELECT {columns}", {"titles": titles})
        return _write(Answer(["number", "question"], connection), wanted)


def _ensure_fit(wanted: Wanted) -> None:
    if wanted.format == "parquet" and not wanted.output and is_terminal():
        raise UsageError("Parquet is not for a terminal: give --output FILE")


def _write(found: Answer, wanted: Wanted) -> bool:
    if wanted.output is not None:
        with whole(wanted.output) as fresh, fresh.open("wb") as file:
            return _write_to(file, found, wanted)
    if wanted.format == "table" and is_terminal():
        rows = found.rows()
        show_table(found.columns, list(islice(rows, wanted.most)))
        return next(rows, None) is not None
    left_off = _write_to(sys.stdout.buffer, found, wanted)
    sys.stdout.buffer.flush()
    return left_off


def _write_to(file: IO[bytes], found: Answer, wanted: Wanted) -> bool:
    if wanted.format == "parquet":
        return _write_parquet(file, found.batches(), wanted.most)
    rows = found.rows()
    for piece in _TEXTS[wanted.format](found.columns, islice(rows, wanted.most)):
        file.write(piece.encode())
    return next(rows, None) is not None


def _write_parquet(file: IO[bytes], batches: Any, most: int | None) -> bool:
    from pyarrow.parquet import ParquetWriter  # type: ignore[import-untyped]

    with ParquetWriter(file, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch if most is None else batch.slice(0, most))
            if most is not None:
                if batch.num_rows > most:
                    return True
                most -= batch.num_rows
    return False


def _as_table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    for line in aligned(columns, list(rows)):
        yield f"{line}\n"


_TEXTS: dict[str, Callable[[Sequence[str], Iterable[Row]], Iterator[str]]] = {
    "table": _as_table,
    "csv": as_csv,
    "json": as_json,
    "markdown": as_markdown,
}
