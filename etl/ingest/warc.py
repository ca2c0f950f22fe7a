"""Web archives: one article for each page in them, streamed a record at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from etl.ingest.errors import UnreadableError
from etl.ingest.formats import Fields, Found
from etl.ingest.limits import DOCUMENT, too_large, unpacked_limit
from etl.ingest.page import read_page

_PAGES = ("text/html", "application/xhtml+xml")
_PACKED_START, _PLAIN_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), re.compile(rb"(?<=\n)WARC/")
_FOUND = 200
_CHUNK = 1 << 20
_SHORTEST = 8  # bytes: no record is as short, and no mark of a start is longer


class _LostError(Exception):
    """Where the record that was met last ends cannot be told."""


@dataclass
class _Walk:
    """A file and how far it was walked through.

    Attributes:
        file: The file.
        size: Its bytes.
        is_packed: Whether it is compressed, each record by itself.
        left: How many bytes may still come out of it, if it is.
        seen: Where the record begins that was met last; None if there was none from where the walk began.
    """

    file: BinaryIO
    size: int
    is_packed: bool
    left: int
    seen: int | None = None


def read(path: Path, uri: str) -> Iterator[Found]:
    """The pages among its responses, each named by where its record begins (`<uri>#1042`), with its address as id.

    Redirects, errors, pictures and whatever else is no page are passed over. Reading goes on behind a damaged record.

    Raises:
        OSError: The file cannot be opened.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        walk = _Walk(file, size, file.read(2) == b"\x1f\x8b", unpacked_limit(size))
        start: int | None = 0
        lost: Found | None = None  # what follows a record and does not even begin as one: to be told, unless it is met again
        while start is not None:
            walk, why, told = replace(walk, seen=None), "", None
            try:
                for found in _records(walk, start):
                    yield f"{uri}#{walk.seen}", found
                    told = walk.seen if isinstance(found, UnreadableError) else None
            except _LostError:
                pass  # told, with the record
            except OSError as error:
                why = str(error)
            if walk.seen is None:
                yield f"{uri}#{start}", UnreadableError("damaged", f"The record cannot be read: {why or 'it is cut off'}.")
            elif lost:
                yield lost
            lost = None
            if why and walk.seen not in (None, told):
                lost = f"{uri}#{walk.seen}", UnreadableError("damaged", f"What follows this record cannot be read: {why}.")
            start = _next_start(walk, (start if walk.seen is None else walk.seen) + _SHORTEST)
        if lost:
            yield lost


def _records(walk: _Walk, start: int) -> Iterator[Fields | UnreadableError]:
    """What the pages hold from where a record begins; `walk.seen` says where each one does.

    Raises:
        _LostError: The last find tells why.
        OSError: What follows the last record is none.
    """
    walk.file.seek(start)
    for record in ArchiveIterator(walk.file, record_types=WarcRecordType.any_type, parse_http=False):
        walk.seen = record.stream_pos
        try:
            found = _found(record, walk)
        except OSError as error:
            yield UnreadableError("damaged", f"The record cannot be read: {error}.")
            raise _LostError from error
        if found is not None:
            yield found


def _found(record: WarcRecord, walk: _Walk) -> Fields | UnreadableError | None:
    """The page of a record, why it cannot be read, or None where it is no page.

    Raises:
        OSError: The record does not end where it should.
    """
    size = record.content_length
    if walk.is_packed and size > walk.left:
        raise OSError("more comes out of the archive than is read")
    is_beyond = not walk.is_packed and size > walk.size - (walk.seen or 0)
    if is_beyond or "Content-Length" not in record.headers:
        raise OSError("it is cut off")
    walk.left -= size
    if record.record_type != WarcRecordType.response:
        return None
    if size > DOCUMENT:
        record.parse_http()
        return too_large("The page", size, DOCUMENT) if _is_page(record) else None
    block = b"".join(iter(lambda: record.reader.read(_CHUNK), b""))
    if len(block) < size:
        raise OSError("it is cut off")
    try:
        return _page(block, record.headers.get("WARC-Target-URI"))
    except UnreadableError as flaw:
        return flaw


def _page(block: bytes, url: str | None) -> Fields | None:
    """The article of an HTTP response.

    Raises:
        UnreadableError: It is no such response, or the page cannot be read.
    """
    answer = WarcRecord()
    answer.set_bytes_content(block)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode="all")
        if answer.http_headers.status_code is None:
            raise UnreadableError("damaged", f"The record of {url} holds no HTTP response.")
        if not _is_page(answer):
            return None
        body = answer.reader.read(DOCUMENT + 1)
    except OSError as error:
        raise UnreadableError("damaged", f"The record of {url} cannot be decoded: {error}.") from error
    if len(body) > DOCUMENT:
        raise too_large("The page", None, DOCUMENT)
    return {"id": url, **read_page(body, url=url, charset=answer.http_charset), "published_on_source": "page"}


def _is_page(answer: WarcRecord) -> bool:
    return answer.http_headers.status_code == _FOUND and answer.http_content_type in _PAGES


def _next_start(walk: _Walk, position: int) -> int | None:
    """Where from the position on the next record seems to begin; None if nowhere."""
    mark = _PACKED_START if walk.is_packed else _PLAIN_START
    walk.file.seek(position)
    kept = b""
    while chunk := walk.file.read(_CHUNK):
        match = mark.search(kept + chunk)
        if match:
            return position - len(kept) + match.start()
        position += len(chunk)
        kept = (kept + chunk)[-_SHORTEST:]
    return None
