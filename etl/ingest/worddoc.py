"""A Word document: one article, named by the file's stem."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from etl.ingest import extras, names
from etl.ingest.errors import refusing
from etl.ingest.formats import Found
from etl.ingest.limits import ATTACHMENTS, too_large, unpacked_limit


def read(path: Path, uri: str) -> Iterator[Found]:
    """The one article of the document: its paragraphs and the cells of its tables, a line each.

    What it says of its own title and making is passed over: that is often of the template it was made from.

    Raises:
        UnreadableError: It is no such document, or python-docx is not installed.
        OSError: The file cannot be opened.
    """
    docx = extras.load("docx", "python-docx")
    with refusing("The document"):
        most = min(ATTACHMENTS, unpacked_limit(path.stat().st_size))
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > most:
            raise too_large("The document, unpacked,", size, most)
        with path.open("rb") as file:
            text = "\n".join(_lines(docx.Document(file)))
    yield uri, names.article({"text": text}, uri, "record")


def _lines(part: Any) -> Iterator[str]:
    """The lines of a document or a cell. A merged cell is met once for each that it was made of, and told once."""
    for block in part.iter_inner_content():
        if hasattr(block, "text"):
            yield from filter(str.strip, block.text.split("\n"))
        else:
            cells = {id(cell._tc): cell for row in block.rows for cell in row.cells}
            for cell in cells.values():
                yield from _lines(cell)
