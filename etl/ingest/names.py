"""What the name of a file tells: the id of its article, and at times the day of publication."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from etl.ingest.formats import Fields

_IN_ARCHIVE = re.compile(r"\.(?:zip|tar|tgz|gz|zst)!", re.IGNORECASE)
_DAY = re.compile(r"(?<![0-9A-Za-z])([12]\d{3})([-_.]?)(\d\d)\2(\d\d)(?![0-9A-SU-Za-su-z])(?!T\D)")


def depth(uri: str) -> int:
    """In how many archives the file lies."""
    return len(_IN_ARCHIVE.findall(uri))


def stem(uri: str) -> str:
    """The name of the file without folders, archives and its last suffix."""
    return PurePosixPath(_IN_ARCHIVE.split(uri)[-1]).stem


def day_in(uri: str) -> str | None:
    """The day in the name of the file, as an ISO date: `2024-05-31`, `2024_05_31` or `20240531` between other words.

    None without such a day, and with two: one of them may be another day than that of publication.
    """
    days = {"-".join(match.group(1, 3, 4)) for match in _DAY.finditer(stem(uri))}
    real = [day for day in days if _exists(day)]
    return real[0] if len(real) == 1 else None


def article(fields: Fields, uri: str, source: str) -> Fields:
    """The fields of the one article in a file, with its id, and where its day of publication comes from.

    Args:
        fields: What the file says.
        uri: The file.
        source: Code of the list `published_on_source` for what the file itself says.
    """
    named = {"id": stem(uri), **fields}
    if fields.get("published_on") not in (None, ""):
        return named | {"published_on_source": source}
    return named | {"published_on": day_in(uri), "published_on_source": "file_name"}


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
