"""The manifest of a folder: `manifest.csv`, what is known of its articles beside their text."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

from etl.ingest.decoding import decode
from etl.ingest.errors import InputError, UnreadableError

NAME = "manifest.csv"
_FIELDS = ("title", "published_on", "publisher", "url", "language")


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """What the folder's manifest says, by source id: the filled cells of the columns that a record can have.

    Raises:
        InputError: The manifest cannot be read, has no column `source_id`, or names an article twice.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        rows = list(csv.DictReader(io.StringIO(decode(path.read_bytes()), newline=""), strict=True))
    except (OSError, UnreadableError, csv.Error) as error:
        raise InputError(f"{path}: the manifest cannot be read ({error}); mend it or move it away.") from error
    if rows and "source_id" not in rows[0]:
        raise InputError(f"{path}: the manifest has no column source_id; give it one, or move the file away.")
    known: dict[str, dict[str, str]] = {}
    for row in rows:
        source_id = unicodedata.normalize("NFC", row["source_id"])
        if source_id in known:
            raise InputError(f"{path}: the manifest names {source_id} twice; keep one of the rows.")
        known[source_id] = {name: row[name] for name in _FIELDS if row.get(name)}
    return known
