"""Markdown: one article a file, as plain text is; the marks of its layout are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from etl.ingest import frontmatter, names
from etl.ingest.decoding import decode
from etl.ingest.formats import Found
from etl.ingest.limits import LONGEST_TEXT, read_bytes

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,}|=+|```.*|~~~.*)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]")
_CLOSING = re.compile(r"(?<=[ \t])#+\Z")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\n]+\]:[ \t]+\S.*")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(?<!\\)(\*{1,3}|(?<!\w)_{1,3})(?=\S)([^*\n]{0,300}?[^\s\\])\1(?!\w|\*)")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,1000}?)(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")


def read(path: Path, uri: str) -> Iterator[Found]:
    """The one article of the file.

    Raises:
        UnreadableError: The file does not hold text, or too much of it.
        OSError: The file cannot be opened.
    """
    fields, source = frontmatter.split(decode(read_bytes(path)))
    text = to_text(source) if len(source) <= LONGEST_TEXT else source  # which is refused as it is
    yield uri, names.article(fields | {"text": text}, uri, "record")


def to_text(source: str) -> str:
    """The words of a Markdown text: a paragraph, a heading or an item of a list a line."""
    paragraphs: list[list[str]] = [[]]
    for line in _COMMENT.sub("", source.replace("\r\n", "\n")).split("\n"):
        line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
        if not line.strip() or _RULE.fullmatch(line) or _DEFINITION.fullmatch(line):
            paragraphs.append([])
        elif heading := _HEADING.match(line):
            paragraphs += [[_CLOSING.sub("", line[heading.end() :].strip()).strip()], []]
        elif item := _ITEM.match(line):
            paragraphs.append(["- " + line[item.end() :].strip()])
        else:
            paragraphs[-1].append(line.strip())
    return "\n".join(_plain(" ".join(lines)) for lines in paragraphs if lines)


def _plain(words: str) -> str:
    words = _LINK.sub(r"\1", _IMAGE.sub("", words))
    words = _CODE.sub(r"\2", _AUTOLINK.sub(r"\1", words))
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\2", words)).strip()
