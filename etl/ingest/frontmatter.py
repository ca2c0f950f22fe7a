"""Front matter: lines `key: value` between two lines `---` at the top of a text, as static site generators write it."""

from __future__ import annotations

import re

from etl.ingest.formats import Fields

_BLOCK = re.compile(r"\A\s*---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_][\w -]{0,60}")
_FIELDS = {
    "id": "id",
    "title": "title",
    "date": "published_on",
    "published_on": "published_on",
    "publisher": "publisher",
    "author": "author",
    "url": "url",
    "lang": "language",
    "language": "language",
}


def split(text: str) -> tuple[Fields, str]:
    """The fields of the front matter, and the text under it.

    Values are taken as they stand, without quotation marks around them; lists and nested values are passed over. A text that
    begins with a rule (`---`) and no lines of keys has no front matter.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, text
    fields: Fields = {}
    for line in block[1].splitlines():
        key, colon, value = line.partition(":")
        if line[:1] in ("", " ", "\t", "#", "-"):  # blank, a comment, or more of the value above
            continue
        if not colon or not _KEY.fullmatch(key):
            return {}, text
        name = _FIELDS.get(key.strip().lower())
        if name and value.strip():
            fields[name] = _unquoted(value.strip())
    return fields, text[block.end() :]


def _unquoted(value: str) -> str:
    for mark in "\"'":
        if len(value) > 1 and value[0] == value[-1] == mark:
            return value[1:-1].replace("\\" + mark if mark == '"' else "''", mark)
    return value
