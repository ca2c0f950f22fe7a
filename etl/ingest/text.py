"""Plain text: one article a file, named by the file's stem; front matter may say more of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.ingest import frontmatter, names
from etl.ingest.decoding import decode
from etl.ingest.formats import Found
from etl.ingest.limits import read_bytes


def read(path: Path, uri: str) -> Iterator[Found]:
    """The one article of the file.

    Raises:
        UnreadableError: The file does not hold text, or too much of it.
        OSError: The file cannot be opened.
    """
    fields, text = frontmatter.split(decode(read_bytes(path)))
    yield uri, names.article(fields | {"text": text}, uri, "record")
