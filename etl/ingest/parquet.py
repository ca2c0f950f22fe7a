"""Parquet: one record a row, fields as in `records.Record` or under the names that the settings give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet  # type: ignore[import-untyped]

from etl.ingest.columns import mapping, renamed, require_text
from etl.ingest.errors import refusing
from etl.ingest.formats import Found
from etl.ingest.records import Record

_BATCH = 500  # rows in memory at a time


def read(path: Path, uri: str) -> Iterator[Found]:
    """The records of the file in order, each named by its row (`<uri>#row12`, from 1), read a batch at a time.

    Raises:
        UnreadableError: The file is damaged, or has no column for the text.
        OSError: The file cannot be opened.
    """
    columns = mapping()
    with path.open("rb") as source, refusing("The Parquet file"):
        file = pyarrow.parquet.ParquetFile(source)
        present = file.schema_arrow.names
        require_text(present, columns)
        wanted = {columns.get(field, field) for field in Record.model_fields}
        batches = file.iter_batches(_BATCH, columns=[name for name in present if name in wanted])
        rows = (row for batch in batches for row in batch.to_pylist())
        for number, row in enumerate(rows, start=1):
            yield f"{uri}#row{number}", renamed({name: _plain(value) for name, value in row.items()}, columns)


def _plain(value: Any) -> Any:
    """A value as other formats give it: of a point in time, the day as it is written there."""
    return value.date() if isinstance(value, datetime) else value
