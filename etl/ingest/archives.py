"""Files in archives (.zip, .tar, .tar.gz) and compressed files (.gz, .zst): each is read as if it lay in a folder.

Nothing is unpacked beside the archive. A member is held in one temporary file while it is read, under a name of ours, so
that its own name leads nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from etl.ingest import files, formats, manifest, names
from etl.ingest.containers import Budget, Readable, members
from etl.ingest.errors import UnreadableError, refusing
from etl.ingest.formats import Found
from etl.ingest.limits import MIB, NESTED

_HIDDEN = (".", "__MACOSX")  # what the names of folders and files begin with that nobody put there to be read
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def read(path: Path, uri: str) -> Iterator[Found]:
    """What is found in the files of an archive, each named with the archive: `<uri>!folder/page.html`.

    Raises:
        UnreadableError: `bomb`, `too_deep`, or `damaged` from here on.
        OSError: The file cannot be opened.
    """
    yield from _read(path, uri, Budget.of(path))


def _read(path: Path, uri: str, budget: Budget) -> Iterator[Found]:
    if names.depth(uri) >= NESTED:
        raise UnreadableError("too_deep", f"Archives in archives are read {NESTED} deep; unpack the outer ones.")
    with TemporaryDirectory(prefix="depeche-") as folder:
        for name, stream in members(path, PurePosixPath(uri).name, budget):
            inner = f"{uri}!{_shown(name)}"
            try:
                if isinstance(stream, UnreadableError):
                    raise stream
                if _is_wanted(name):
                    yield from _member(stream, Path(folder, f"member{formats.suffix_of(name)}"), inner, budget)
            except UnreadableError as flaw:
                yield inner, flaw
                if budget.left < 0:
                    raise UnreadableError(flaw.reason, f"Nothing is read behind {_shown(name)}. {flaw.detail}") from flaw


def _is_wanted(name: str) -> bool:
    """Whether a member is to be read; what is hidden or about the archive itself is passed over, as in a folder.

    Raises:
        UnreadableError: Its name leads outside, it is a manifest, or of no known format.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise UnreadableError("outside", "Its name leads out of the archive.")
    if any(part.startswith(_HIDDEN) for part in path.parts):
        return False
    if path.name == manifest.NAME:
        raise UnreadableError("manifest_in_archive", "A manifest in an archive is not read; put it beside the archive.")
    if files.is_about_the_folder(path):
        return False
    if not formats.is_known(path):
        raise UnreadableError("unknown_format", f"depeche reads {formats.known()}.")
    return True


def _member(stream: Readable, spool: Path, uri: str, budget: Budget) -> Iterator[Found]:
    """What is found in a member, which is copied to a temporary file before."""
    with refusing("The file"), spool.open("wb") as file:
        while data := stream.read(MIB):
            file.write(data)
    yield from _read(spool, uri, budget) if formats.is_archive(uri) else formats.read_file(spool, uri)


def _shown(name: str) -> str:
    """The name of a member as it is told: in NFC, with signs for what cannot be shown."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNPRINTABLE.sub("\ufffd", unicodedata.normalize("NFC", readable))
