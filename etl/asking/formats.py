"""An answer as text for other programs: CSV, JSON, Markdown; in pieces, so that a long one is never held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from etl.warehouse import values

Row = Sequence[Any]


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    r"""RFC 4180: a head, lines that end in \r\n; an unknown value is empty, an empty text is two quotation marks."""
    yield ",".join(map(_csv_cell, columns)) + "\r\n"
    for row in rows:
        # An empty line would be no row at all for most readers.
        yield (",".join(map(_csv_cell, row)) or '""') + "\r\n"


def as_json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """An array of objects, one a line. Numbers that a reader might round (decimals, beyond 64 bits) are text, as in DuckDB."""
    names = [values.as_json(name) for name in distinct(columns)]
    before = "["
    for row in rows:
        cells = zip(names, row, strict=True)
        yield f"{before}{{{', '.join(f'{name}: {values.as_json(value)}' for name, value in cells)}}}"
        before = ",\n "
    yield "[]\n" if before == "[" else "]\n"


def as_markdown(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A pipe table of GitHub's Markdown."""
    for line in (columns, ["---"] * len(columns)):
        yield _markdown_line(line)
    for row in rows:
        yield _markdown_line(row)


def distinct(columns: Sequence[str]) -> list[str]:
    """Names of columns without repetition: a second `id` is `id_1`."""
    names: list[str] = []
    for column in columns:
        name, number = column, 0
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names.append(name)
    return names


def _csv_cell(value: Any) -> str:
    text = values.as_text(value)
    if value is not None and (not text or set(text) & set(',"\r\n')):
        return '"' + text.replace('"', '""') + '"'
    return text


def _markdown_line(row: Row) -> str:
    return f"| {' | '.join(map(_markdown_cell, row))} |\n"


def _markdown_cell(value: Any) -> str:
    text = values.as_text(value).replace("\\", "\\\\").replace("|", "\\|").replace("<", "\\<")
    return "<br>".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
