"""The pages of the documentation, and the examples that stand in them: fenced blocks and what is shown below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
TRIED = ("sh", "sql", "python")
"""Languages whose blocks are run; others only show something."""

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```\n", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"\n(?:```text\n(?P<text>.*?)^```\n|(?P<table>(?:\|[^\n]*\n)+))", re.MULTILINE | re.DOTALL)
_LEFT_OUT = "…"
_VERSION = re.compile(r"(?<=\+)[0-9a-f]{8}\b")


@dataclass(frozen=True)
class Example:
    """A fenced block.

    Attributes:
        line: Line of the page that its code begins on, from 1.
        language: What stands behind the fence.
        code: What stands in it.
        shown: What the page says that it gives: the block `text` behind it, or the table behind SQL; None if there is neither.
        span: Where that stands in the page.
    """

    line: int
    language: str
    code: str
    shown: str | None
    span: tuple[int, int]


def pages() -> list[Path]:
    """The pages in the order in which they are read: what one makes, the next may use."""
    first = (README, DOCS / "getting-started.md")
    return [*first, *(page for page in sorted(DOCS.glob("*.md")) if page not in first)]


def put(text: str, name: str, part: str) -> str:
    """A page with a generated part made anew.

    Args:
        text: The page; the part stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
        name: Its name.
        part: What it is to be.

    Raises:
        ValueError: The page has no such part.
    """
    begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
    before, begins, rest = text.partition(begin)
    _, ends, after = rest.partition(end)
    if not (begins and ends):
        raise ValueError(f"there is no part {name} between its markers")
    return f"{before}{begin}{part}\n{end}{after}"


def examples(text: str) -> Iterator[Example]:
    """The fenced blocks of a page, in their order."""
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start("code")) + 1
        found = _SHOWN.match(text, fence.end()) if fence["language"] in TRIED else None
        if found and found.lastgroup == "table" and fence["language"] != "sql":  # only answers come as tables
            found = None
        kind = (found.lastgroup or "text") if found else "text"
        span = found.span(kind) if found else (fence.end(), fence.end())
        yield Example(line, fence["language"], fence["code"], found[kind] if found else None, span)


def agrees(shown: str, told: str) -> bool:
    """Whether a page shows what is told; a line `…` leaves out any number of lines, and the reader's version may differ."""
    wanted, got = _lines(shown), _lines(told)
    if _LEFT_OUT not in wanted:
        return wanted == got
    head, tail = _around(wanted)
    return len(got) >= len(head) + len(tail) and got[: len(head)] == head and got[len(got) - len(tail) :] == tail


def anew(shown: str, told: str) -> str:
    """What the page should show: as many lines before and behind `…` as it does now."""
    wanted, got = _lines(shown), told.splitlines()
    if _LEFT_OUT in wanted:
        head, tail = _around(wanted)
        if len(got) > len(head) + len(tail):
            got = [*got[: len(head)], _LEFT_OUT, *got[len(got) - len(tail) :]]
    return "".join(f"{line.rstrip()}\n" for line in got)


def _lines(text: str) -> list[str]:
    return [_VERSION.sub("", line).rstrip() for line in text.splitlines()]


def _around(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    at = lines.index(_LEFT_OUT)
    return lines[:at], lines[at + 1 :]
