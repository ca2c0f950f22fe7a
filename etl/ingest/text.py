"""Plain text: one article a file, named by the file's stem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from etl.ingest.decoding import decode
from etl.ingest.formats import Found


def read(path: Path, uri: str) -> Iterator[Found]:
    """The one article of the file.

    Raises:
        UnreadableError: The file does not hold text.
        OSError: The file cannot be opened.
    """
    yield uri, {"id": PurePosixPath(uri).stem, "text": decode(path.read_bytes())}
