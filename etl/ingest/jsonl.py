"""JSON Lines: one record a line, fields as in `records.Record` or under the names that the settings give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from etl.ingest.columns import mapping, renamed
from etl.ingest.decoding import decode
from etl.ingest.errors import UnreadableError
from etl.ingest.formats import Fields, Found
from etl.ingest.limits import DOCUMENT, IN_MEMORY, too_large

_BLOCK = 8 * 1024 * 1024  # bytes of lines that are decoded together: more text tells its encoding better

Record = Fields | UnreadableError | None


def read(path: Path, uri: str) -> Iterator[Found]:
    """The records of the file in order, each named by its line (`<uri>#L12`); blank lines count but give nothing.

    Raises:
        UnreadableError: The file holds no record at all.
        OSError: The file cannot be opened.
    """
    columns = mapping()
    is_empty = True
    with path.open("rb") as file:
        for number, record in enumerate(_records(file), start=1):
            if record is not None:
                is_empty = False
                yield f"{uri}#L{number}", renamed(record, columns) if isinstance(record, dict) else record
    if is_empty:
        raise UnreadableError("empty", "There is no record in it; give a file with one record a line.")


def _records(file: BinaryIO) -> Iterator[Record]:
    """A record for each line.

    Raises:
        UnreadableError: The file cannot be decoded, and no line at its beginning can.
    """
    is_first = True
    for block in _blocks(file):
        if isinstance(block, UnreadableError):
            yield block
            continue
        try:
            records = [_record(line) for line in decode(b"".join(block)).removesuffix("\n").split("\n")]
        except UnreadableError:  # perhaps one line alone is to blame
            records = [_decoded_record(line) for line in block]
            if is_first and not any(isinstance(record, dict) for record in records):
                raise
        is_first = False
        yield from records


def _blocks(file: BinaryIO) -> Iterator[list[bytes] | UnreadableError]:
    """The lines of the file, many at a time; a line that is too long is passed over and told."""
    if b"\0" in file.read(4):  # UTF-16 or UTF-32: no byte ends a line
        file.seek(0)
        yield _whole(file)
        return
    file.seek(0)
    block: list[bytes] = []
    size = 0
    while line := file.readline(DOCUMENT):
        is_long = len(line) == DOCUMENT and not line.endswith(b"\n")
        if not is_long:
            block.append(line)
            size += len(line)
        if block and (is_long or size >= _BLOCK):
            yield block
            block, size = [], 0
        if is_long:
            while line and not line.endswith(b"\n"):
                line = file.readline(DOCUMENT)
            yield too_large("The line", None, DOCUMENT)
    if block:
        yield block


def _whole(file: BinaryIO) -> list[bytes] | UnreadableError:
    data = file.read(IN_MEMORY + 1)
    return [data] if len(data) <= IN_MEMORY else too_large("The file, in UTF-16,", None, IN_MEMORY)


def _decoded_record(line: bytes) -> Record:
    try:
        return _record(decode(line))
    except UnreadableError as flaw:
        return flaw


def _record(line: str) -> Record:
    """The record of one line; None for a blank one."""
    if not line.strip():
        return None
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return UnreadableError("bad_json", f"The line is not JSON: {error}.")
    if not isinstance(record, dict):
        return UnreadableError("bad_json", "The line is JSON, but not an object with a field `text`.")
    return record
