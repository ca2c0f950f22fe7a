"""Direct speech and sentences.

A sentence is taken whole: the full stops inside a quotation do not end the sentence around it. What is said inside
is cut into sentences of its own, so that it can be read too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from etl.language.pack import Pack
from etl.language.tokens import Token

_TERMINATORS = frozenset(".!?…") | {"..."}
_BULLETS = frozenset("-–—•*■▪►→")
_CLOSERS = frozenset(')]»”"')


class Quoted(NamedTuple):
    """Direct speech: the positions of its opening mark and of its closing mark; `depth` is 0 for the outermost."""

    first: int
    last: int
    depth: int


class Sentence(NamedTuple):
    """A sentence: positions of tokens, end exclusive. `quoted` tells that it lies inside a quotation."""

    first: int
    last: int
    quoted: bool = False


def paragraphs(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The runs of tokens between line breaks, end exclusive."""
    starts = [0] if tokens else []
    for i in range(1, len(tokens)):
        if tokens[i].start - tokens[i - 1].end and "\n" in text[tokens[i - 1].end : tokens[i].start]:
            starts.append(i)
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))


@cache
def _marks(pack: Pack) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    pairs = pack.data("text")["quotation_marks"]
    opening = frozenset(opens for opens, closes in pairs if opens != closes)
    closing = frozenset(closes for opens, closes in pairs if opens != closes)
    return opening, closing, frozenset(opens for opens, closes in pairs if opens == closes)


def find_quoted(text: str, tokens: Sequence[Token], pack: Pack) -> list[Quoted]:
    """The pieces of direct speech, in the order of their opening marks.

    A quotation ends with its paragraph at the latest; one that goes on over several paragraphs gives one piece in each.
    """
    opening, closing, straight = _marks(pack)
    found: list[Quoted] = []
    for first, last in paragraphs(text, tokens):
        open_marks: list[int] = []
        for i in range(first, last):
            mark = tokens[i].text
            if mark in opening or (mark in straight and not any(tokens[j].text == mark for j in open_marks)):
                open_marks.append(i)
            elif (mark in closing or mark in straight) and open_marks:
                found.append(Quoted(open_marks.pop(), i, len(open_marks)))
        if open_marks and tokens[open_marks[0]].text not in straight:
            found.append(Quoted(open_marks[0], last, 0))
    return sorted(found)


@cache
def _abbreviations(pack: Pack) -> frozenset[str]:
    text = pack.data("text")
    return frozenset([*text["titles"], *text["abbreviations"]])


def _ends(tokens: Sequence[Token], i: int, last: int, pack: Pack) -> bool:
    """Whether the terminator at `i` ends a sentence, by what stands before it and after it."""
    if tokens[i].text not in _TERMINATORS:
        return False
    if i + 1 < last and tokens[i + 1].text in _TERMINATORS:
        return False
    if tokens[i].text == "." and i and tokens[i - 1].end == tokens[i].start:
        before = tokens[i - 1]
        if before.low in _abbreviations(pack) and not (before.low.isupper() and len(before.low) > 3):
            return False
    following = next((t for t in tokens[i + 1 : last] if t.text not in _CLOSERS), None)
    if following is None:
        return True
    return following.is_capital or not following.is_word


def find_sentences(text: str, tokens: Sequence[Token], quoted: Sequence[Quoted], pack: Pack) -> list[Sentence]:
    """The sentences of a text in order; those inside a quotation follow the sentence around it."""
    inside: dict[int, int] = {q.first: q.last for q in quoted if q.depth == 0}
    sentences: list[Sentence] = []
    for first, last in paragraphs(text, tokens):
        sentences.extend(_cut(tokens, first, last, inside, pack))
    return sentences


def _cut(tokens: Sequence[Token], first: int, last: int, inside: dict[int, int], pack: Pack) -> list[Sentence]:
    found: list[Sentence] = []
    inner: list[Sentence] = []
    start = i = first
    while i < last:
        closing = inside.get(i)
        if closing is not None:
            inner.extend(s._replace(quoted=True) for s in _cut(tokens, i + 1, min(closing, last), {}, pack))
            i = min(closing, last - 1)
            over = tokens[i - 1].text in _TERMINATORS and _starts(tokens, i + 1, last)
        else:
            over = _ends(tokens, i, last, pack)
        if over:
            while i + 1 < last and tokens[i + 1].text in _CLOSERS and tokens[i + 1].start == tokens[i].end:
                i += 1
            found += [Sentence(start, i + 1), *inner]
            start, inner = i + 1, []
        i += 1
    if start < last:
        found += [Sentence(start, last), *inner]
    return found


def _starts(tokens: Sequence[Token], i: int, last: int) -> bool:
    return i >= last or tokens[i].is_capital or tokens[i].text in _BULLETS or tokens[i].text in '«“"'
