"""What lies in the watched folders, and what of it nobody is writing any more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from etl.ingest import manifest
from etl.ingest.files import find

QUIET = 10.0
"""Seconds after which a file that nobody wrote to is taken to be whole."""

_Stamp = tuple[str, int, int]  # path, bytes, nanoseconds of the last change


@dataclass(frozen=True)
class Mark:
    """What a look leaves for the next one, as small for many files as for one.

    Attributes:
        settled: Digest of the files that were whole when a run was last asked for; empty before the first.
        changing: Digest of the files that were perhaps still being written; empty if there was none.
    """

    settled: str = ""
    changing: str = ""

    def to_json(self) -> str:
        """The mark as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str | None) -> Mark:
        """The mark that `to_json` wrote; an empty one of nothing."""
        return cls(**json.loads(text)) if text else cls()


@dataclass(frozen=True)
class Look:
    """The files as they are now.

    Attributes:
        mark: For the next look.
        files: How many are whole.
        changing: How many are perhaps still being written.
        until: Files that changed after this moment, in seconds since 1970, are not whole; None where all are.
    """

    mark: Mark
    files: int
    changing: int
    until: float | None


def look(paths: Sequence[Path], now: float, before: Mark) -> Look:
    """Look at the files that a run would read.

    A file is whole when it did not change for `QUIET` seconds; or, wherever the clocks differ, since the look before.

    Args:
        paths: Files and folders.
        now: Seconds since 1970.
        before: What the last look left.

    Raises:
        InputError: A path is wrong, or there is nothing to read.
    """
    until = now - QUIET
    stamps = sorted(_stamps(paths))
    young = [stamp for stamp in stamps if stamp[2] > until * 1e9]
    changing = _digest(young) if young else ""
    if changing == before.changing:
        return Look(Mark(_digest(stamps), changing), len(stamps), 0, None)
    whole = [stamp for stamp in stamps if stamp[2] <= until * 1e9]
    return Look(Mark(_digest(whole) if whole else "", changing), len(whole), len(young), until)


def _stamps(paths: Sequence[Path]) -> Iterator[_Stamp]:
    sources = [source.path for source in find(paths)]
    manifests = {folder / manifest.NAME for folder in {path.parent for path in sources}}
    for path in (*sources, *manifests):
        try:
            known = path.stat()
        except OSError:  # gone since, or a link to nowhere
            continue
        yield path.as_posix(), known.st_size, known.st_mtime_ns


def _digest(stamps: Iterable[_Stamp]) -> str:
    return hashlib.sha256(repr(list(stamps)).encode("utf-8", "surrogateescape")).hexdigest()[:32]
