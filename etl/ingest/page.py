"""What a web page holds: its main text, and what it says of itself. Nothing is fetched."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urljoin

from trafilatura import bare_extraction, extract_metadata

from etl.ingest import markup, pagedate
from etl.ingest.decoding import decode
from etl.ingest.errors import refusing
from etl.ingest.formats import Fields

for _library in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

# The library turns every space into a plain one; Kharoshthi full stops stand in for those that do not break.
_KEEP = {0xA0: "\U00010a50", 0x202F: "\U00010a51", 0x2009: "\U00010a52"}
_RESTORE = {ord(sign): chr(space) for space, sign in _KEEP.items()}
_HEAD = 2048  # bytes in which a page must name its encoding
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})""", re.IGNORECASE)


def read_page(data: bytes, *, url: str | None = None, charset: str | None = None) -> Fields:
    """The article of a page: `text`, and where the page says them `title`, `published_on`, `author`, `publisher`, `url`.

    Args:
        data: The page.
        url: Where it was found.
        charset: Its encoding as the server told it.

    Raises:
        UnreadableError: The page has no sound encoding, no main text, or more of it than is read.
    """
    return extract(decode_page(data, charset), url)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The characters of a page: UTF-8 if they are that, else in the encoding that the server or the page names.

    Raises:
        UnreadableError: `not_text` or `bad_encoding`, as of any text.
    """
    declared = _CHARSET.search(data, 0, _HEAD)
    named = charset or (declared[1].decode("ascii") if declared else None)
    return decode(data, named)


def extract(html: str, url: str | None = None) -> Fields:
    """The article of a page that is decoded; see `read_page`."""
    tree = markup.parse(html)
    with refusing("The page"):
        # Its own search for a date reads the text too, and the clock: cut short, and not used.
        about = extract_metadata(tree, default_url=url, date_config={"extensive_search": False})
        published_on = pagedate.published_on(tree)
        markup.prune(tree)
        markup.unfold(tree)
        _translate(tree, _KEEP)
        found = bare_extraction(tree, url=url, include_comments=False)
        text = getattr(found, "text", None) or ""
        address = urljoin(url or "", about.url or "")
    return {
        "title": about.title,
        "text": markup.lines(text.translate(_RESTORE)),
        "published_on": published_on,
        "author": about.author,
        "publisher": about.sitename if about.sitename != about.hostname else None,
        "url": address if address.startswith(("http://", "https://")) else url,
    }


def _translate(tree: Any, table: dict[int, str]) -> None:
    for element in tree.iter():
        element.text = element.text and element.text.translate(table)
        element.tail = element.tail and element.tail.translate(table)
