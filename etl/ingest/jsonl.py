"""JSON Lines: one record a line, fields as in `records.Record`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from etl.ingest.decoding import decode
from etl.ingest.errors import UnreadableError
from etl.ingest.formats import Fields, Found


def read(path: Path, uri: str) -> Iterator[Found]:
    """The records of the file in order, each named by its line (`<uri>#L12`); blank lines count but give nothing.

    Raises:
        UnreadableError: The file holds no record at all.
        OSError: The file cannot be opened.
    """
    data = path.read_bytes()
    try:
        records = [_record(line) for line in decode(data).split("\n")]
    except UnreadableError:  # perhaps one line alone is to blame
        records = [_decoded_record(line) for line in data.split(b"\n")]
        if not any(isinstance(record, dict) for record in records):
            raise
    if all(record is None for record in records):
        raise UnreadableError("empty", "There is no record in it; give a file with one record a line.")
    for number, record in enumerate(records, start=1):
        if record is not None:
            yield f"{uri}#L{number}", record


def _decoded_record(line: bytes) -> Fields | UnreadableError | None:
    try:
        return _record(decode(line))
    except UnreadableError as flaw:
        return flaw


def _record(line: str) -> Fields | UnreadableError | None:
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
