"""A PDF: one article, named by the file's stem. Its lines are put together to paragraphs again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.ingest import extras, names
from etl.ingest.errors import UnreadableError, refusing
from etl.ingest.formats import Found
from etl.ingest.limits import ATTACHMENTS, LONGEST_TEXT, read_bytes

_MOST_PAGES = 1000
_NARROWEST = 0.88  # of the width in characters: lines of wide letters have fewer
_ENDS = tuple(".!?…»”")
_NUMBER = re.compile(r"[-–— ]*\d{1,4}[-–— ]*")
_BROKEN = re.compile(r"[\w-]+-$")
_WORD = re.compile(r"\w[\w-]*")
_COMPOUND = re.compile(r"\w+(?:-\w+)+")


def read(path: Path, uri: str) -> Iterator[Found]:
    """The one article of the document, without what it says of itself: that is often of the program that made it.

    Raises:
        UnreadableError: It is no PDF, is locked or a picture only, or pypdf is not installed.
        OSError: The file cannot be opened.
    """
    pypdf = extras.load("pypdf", "pypdf")
    data = read_bytes(path, ATTACHMENTS)
    with refusing("The PDF"):
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise UnreadableError("encrypted", "The PDF is locked by a password; unlock it.")
        if len(document.pages) > _MOST_PAGES:
            raise UnreadableError("too_large", f"The PDF has more than the {_MOST_PAGES} pages that are read.")
        lines: list[str] = []
        for page in document.pages:
            lines += _lines(page.extract_text())
            if sum(map(len, lines)) > LONGEST_TEXT:
                raise UnreadableError("too_large", f"Its text has more than the {LONGEST_TEXT} characters that are read.")
        text = "\n".join(paragraphs(lines))
    if not text:
        raise UnreadableError("empty", "There is no text in the PDF, only pictures perhaps; give its text.")
    yield uri, names.article({"text": text}, uri, "record")


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs that lines of a printed text make: a line goes on in the next whose first word it had no room for.

    A hyphen at the end of a line goes, unless the text has the word with its hyphen elsewhere.
    """
    width = max(map(len, lines), default=0)
    compounds = set(_COMPOUND.findall(" ".join(lines)))
    made: list[str] = []
    before = ""
    for line in lines:
        room = width if before.endswith(_ENDS) else _NARROWEST * width
        if not before or len(f"{before} {line.split()[0]}") <= room:
            made.append(line)
        elif (broken := _BROKEN.search(before)) and (rest := _WORD.match(line)) and line[0].islower():
            has_hyphen = broken[0] + rest[0] in compounds
            made[-1] = (made[-1] if has_hyphen else made[-1][:-1]) + line
        else:
            made[-1] += " " + line
        before = line
    return made


def _lines(page: str) -> list[str]:
    """The lines of a page without its number."""
    lines = [line.replace("\u00ad", "").strip() for line in page.split("\n")]
    lines = [line for line in lines if line]
    for edge in (0, -1):
        if lines and _NUMBER.fullmatch(lines[edge]):
            lines.pop(edge)
    return lines
