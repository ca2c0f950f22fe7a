"""A web page saved as a file: one article, named by the file's stem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.ingest import names
from etl.ingest.formats import Found
from etl.ingest.limits import read_bytes
from etl.ingest.page import read_page


def read(path: Path, uri: str) -> Iterator[Found]:
    """The one article of the page.

    Raises:
        UnreadableError: As `page.read_page`.
        OSError: The file cannot be opened.
    """
    yield uri, names.article(read_page(read_bytes(path)), uri, "page")
