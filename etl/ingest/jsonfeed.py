"""JSON Feed: one article an item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from etl.ingest.decoding import decode
from etl.ingest.errors import UnreadableError, refusing
from etl.ingest.feeds import plain
from etl.ingest.formats import Fields, Found
from etl.ingest.limits import read_bytes

_VERSION = "https://jsonfeed.org/version/"
_NOT_A_FEED = "It is JSON but no JSON Feed; give records as JSON Lines, one a line."


def read(path: Path, uri: str) -> Iterator[Found]:
    """The items of a feed, each named by its place (`<uri>#entry3`).

    Raises:
        UnreadableError: `bad_json`, `not_a_feed`, `too_large` or `empty`.
        OSError: The file cannot be opened.
    """
    yield from read_feed(read_bytes(path), uri)


def read_feed(data: bytes, uri: str) -> Iterator[Found]:
    """The items of a feed given as bytes; see `read`."""
    try:
        feed = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("bad_json", f"It is not JSON: {error}.") from error
    if not isinstance(feed, dict) or not str(feed.get("version")).startswith(_VERSION):
        raise UnreadableError("not_a_feed", _NOT_A_FEED)
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise UnreadableError("empty", "There is no item in the feed.")
    for number, item in enumerate(items, start=1):
        where = f"{uri}#entry{number}"
        try:
            with refusing("The item"):
                fields = _fields(item)
        except UnreadableError as flaw:
            yield where, flaw
        else:
            yield where, fields


def _fields(item: Any) -> Fields:
    if not isinstance(item, dict):
        raise UnreadableError("bad_json", "It is no object.")
    text, html = item.get("content_text"), item.get("content_html")
    authors = item.get("authors")
    names = [author.get("name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    return {
        "id": item.get("id") or item.get("url"),
        "title": item.get("title"),
        "text": plain(html) if isinstance(html, str) and html.strip() else text or item.get("summary"),
        "published_on": item.get("date_published"),
        "published_on_source": "feed",
        "author": ", ".join(name for name in names if isinstance(name, str)) or None,
        "url": item.get("url"),
    }
