"""CSV: one record a row, fields as in `records.Record` or under the names that the settings give."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from etl.ingest.columns import mapping, renamed, require_text
from etl.ingest.decoding import open_text
from etl.ingest.errors import UnreadableError
from etl.ingest.formats import Found
from etl.ingest.limits import DOCUMENT

_DELIMITERS = ";,\t|"


def read(path: Path, uri: str) -> Iterator[Found]:
    """The records of the file in order, each named by its row under the header (`<uri>#row12`).

    The delimiter is that of `;`, `,`, tab and `|` which the header has most of. A broken row is a reject and the others go on.

    Raises:
        UnreadableError: The file cannot be decoded, has no column for the text, or no row.
        OSError: The file cannot be opened.
    """
    columns = mapping()
    csv.field_size_limit(DOCUMENT)  # the module's own limit is 128 kB, less than a long article
    with open_text(path) as file:
        head = file.readline(DOCUMENT)
        delimiter = max(_DELIMITERS, key=head.count)
        names = next(csv.reader([head.strip("\r\n")], delimiter=delimiter), [])
        require_text(names, columns)
        number = 0
        for number, cells in enumerate(_rows(csv.reader(file, delimiter=delimiter, strict=True)), start=1):
            where = f"{uri}#row{number}"
            if isinstance(cells, UnreadableError):
                yield where, cells
            elif len(cells) != len(names):
                yield where, UnreadableError("bad_row", f"It has {len(cells)} cells under {len(names)} columns.")
            else:
                yield where, renamed(dict(zip(names, cells, strict=True)), columns)
        if not number:
            raise UnreadableError("empty", "There is no row under its header.")


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str] | UnreadableError]:
    """The rows with something in them."""
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield UnreadableError("bad_row", f"It is not CSV: {error}.")
            continue
        if cells is None:
            return
        if any(cells):
            yield cells
