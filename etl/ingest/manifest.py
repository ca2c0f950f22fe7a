"""The manifest of a folder: `manifest.csv`, what is known of its articles beside their text."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from etl.fingerprint import fingerprint
from etl.ingest.columns import mapping
from etl.ingest.decoding import decode
from etl.ingest.errors import InputError, UnreadableError
from etl.ingest.formats import Fields

NAME = "manifest.csv"
READERS = fingerprint(["etl/ingest"])
"""The readers as they are: what a changed one takes from a file may be different."""
_DAY = "published_on"
_FIELDS = ("title", "published_on", "publisher", "url", "language")


@dataclass(frozen=True)
class Manifest:
    """What is known of the articles of a folder: `fields` by source id, only what is filled."""

    fields: dict[str, dict[str, str]]

    def complete(self, record: Fields) -> Fields:
        """The record with what only the manifest knows; the day that it tells goes before any other."""
        known = self.fields.get(str(record.get("id")), {})
        told = {"published_on_source": "manifest"} if _DAY in known else {}
        return record | {name: value for name, value in known.items() if name == _DAY or record.get(name) in (None, "")} | told

    def readers(self, stem: str) -> tuple[str, str]:
        """What a file is read with, the readers, the names of columns and the manifest: if it is one article, if it holds many.

        A row that is added to the manifest must not make the whole folder new.
        """
        read_with = f"{READERS} {_digest(mapping())}"
        return f"{read_with} one {_digest(self.fields.get(stem, {}))}", f"{read_with} many {self._whole}"

    @cached_property
    def _whole(self) -> str:
        return _digest(self.fields)


def read_manifest(folder: Path) -> Manifest:
    """What the folder's manifest says: the filled cells of the columns that a record can have.

    Raises:
        InputError: The manifest cannot be read, has no column `source_id`, or names an article twice.
    """
    path = folder / NAME
    if not path.is_file():
        return Manifest({})
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
    return Manifest(known)


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:8]
