"""RSS and Atom: one article an entry, with the text that the feed carries."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXException

import feedparser  # type: ignore[import-untyped]

from etl.ingest.errors import UnreadableError, refusing
from etl.ingest.formats import Fields, Found
from etl.ingest.limits import read_bytes
from etl.ingest.markup import lines, words
from etl.ingest.pagedate import day_of

logging.getLogger("feedparser").setLevel(logging.CRITICAL)

_ENTITY = re.compile(rb"\0{0,3}".join(b"<!ENTITY"[at : at + 1] for at in range(8)))
_NOT_A_FEED = "It is XML but neither RSS nor Atom; give a feed."


def read(path: Path, uri: str) -> Iterator[Found]:
    """The entries of a feed, each named by its place (`<uri>#entry3`).

    What is not well-formed is read as far as can be, and told.

    Raises:
        UnreadableError: `entities` where it declares any, `not_a_feed`, `too_large`, or `empty`.
        OSError: The file cannot be opened.
    """
    yield from read_feed(read_bytes(path), uri)


def read_feed(data: bytes, uri: str) -> Iterator[Found]:
    """The entries of a feed given as bytes; see `read`."""
    if _ENTITY.search(data):
        raise UnreadableError("entities", "It declares entities, which are not expanded; give it without its DOCTYPE.")
    with refusing("The feed"):
        feed = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )  # it would unveil hidden text
    if not feed.get("version") and not feed.entries:
        raise UnreadableError("not_a_feed", _NOT_A_FEED)
    if not feed.entries:
        raise UnreadableError("empty", "There is no entry in the feed.")
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{uri}#entry{number}"
        try:
            with refusing("The entry"):
                fields = _fields(entry, feed.feed)
        except UnreadableError as flaw:
            yield where, flaw
        else:
            yield where, fields
    if feed.bozo and isinstance(feed.bozo_exception, SAXException):
        why = f"The feed is cut or broken ({feed.bozo_exception}); its last entry may be, too."
        yield uri, UnreadableError("not_well_formed", why)


def _fields(entry: Any, feed: Any) -> Fields:
    """An entry as a record. Without a day of publication, as in many Atom feeds, the day of its last change stands for it."""
    written = entry.get("published") or entry.get("updated")
    return {
        "id": entry.get("id") or entry.get("link"),
        "title": plain(entry.get("title") or ""),
        "text": plain(_body(entry)),
        "published_on": day_of(written) if written else None,
        "published_on_source": "feed",
        "author": entry.get("author"),
        "publisher": entry.get("publisher") or feed.get("publisher"),
        "url": entry.get("link"),
    }


def plain(html: str) -> str:
    """The words of a piece of HTML, a paragraph a line; plain text stays what it is."""
    if "<" not in html and "&" not in html:
        return lines(html)
    return words(html) if html.strip() else ""


def _body(entry: Any) -> str:
    """The longest of the texts that the feed gives of an entry."""
    bodies = [content.get("value") or "" for content in entry.get("content") or ()]
    return max([*bodies, entry.get("summary") or ""], key=len)
