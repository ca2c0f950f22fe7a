"""Direct speech and sentences.

A sentence is taken whole: the full stops inside a quotation do not end the sentence around it. What is said inside
is cut into sentences of its own, so that it can be read too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from etl.language.pack import Pack
from etl.language.tokens import Token

_TERMINATORS = frozenset(".!?…")
_ASIDES = frozenset("-–—•*■▪►→([")
_CLOSERS = frozenset(")]»”")
_MARKS_THAT_CLING = frozenset('"*')
_SEPARATORS = frozenset(",;:/")
_BRACKETS = frozenset("([")
_NUMBERING = re.compile(r"\d{1,3}|[a-zA-Z]|[IVXLC]{1,5}")
_MOST_SKIPPED = 3


class Quoted(NamedTuple):
    """Direct speech: the positions of its opening mark and of its closing mark; `depth` is 0 for the outermost.

    Where it goes on from the paragraph before without an opening mark, `marked` is False and `first` its first word.
    """

    first: int
    last: int
    depth: int
    marked: bool = True


class Sentence(NamedTuple):
    """A sentence: positions of tokens, end exclusive. `quoted` tells that it lies inside a quotation."""

    first: int
    last: int
    quoted: bool = False


def paragraphs(text: str, tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """The runs of tokens between line breaks, end exclusive."""
    starts = {0, len(tokens)}
    at = text.find("\n")
    while at >= 0:
        starts.add(bisect_left(tokens, at, key=attrgetter("start")))
        at = text.find("\n", at + 1)
    return list(pairwise(sorted(starts)))


@cache
def _marks(pack: Pack) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]]]:
    pairs = frozenset((opens, closes) for opens, closes in pack.data("text")["quotation_marks"])
    return frozenset(opens for opens, _ in pairs), frozenset(closes for _, closes in pairs), pairs


def find_quoted(text: str, tokens: tuple[Token, ...], runs: Sequence[tuple[int, int]], pack: Pack) -> list[Quoted]:
    """The pieces of direct speech, in the order of their opening marks.

    A quotation ends with its paragraph at the latest; one that goes on over several paragraphs gives one piece in each.

    Args:
        text: The article.
        tokens: Its tokens.
        runs: Its paragraphs.
        pack: The language.
    """
    opening, closing, _ = _marks(pack)
    either = opening | closing
    marks = [i for i, token in enumerate(tokens) if token.text in either]
    if not marks:
        return []
    found: list[tuple[int, int, bool]] = []
    skipped: list[tuple[int, int]] | None = None
    for first, last in runs:
        here = marks[bisect_left(marks, first) : bisect_left(marks, last)]
        pairs, strays, left_open = _pair(text, tokens, here, pack, resumed=first if skipped is not None else -1)
        if skipped is not None and strays and strays[0] == here[0]:
            found += [(*paragraph, False) for paragraph in skipped]
            found.append((first, strays[0], False))
        found += [(opens, closes, True) for opens, closes in pairs]
        if left_open >= 0 and (
            tokens[left_open].text not in closing
            or (left_open == first and last < len(tokens) and tokens[last].text == tokens[first].text)
        ):
            found.append((left_open, last, True))
            skipped = []
        elif here or (skipped is not None and len(skipped) == _MOST_SKIPPED):
            skipped = None
        elif skipped is not None:
            skipped.append((first, last))
    return _with_depth(sorted(found))


def _with_depth(pieces: Sequence[tuple[int, int, bool]]) -> list[Quoted]:
    found: list[Quoted] = []
    around: list[int] = []
    for first, last, marked in pieces:
        around = [end for end in around if end > first]
        found.append(Quoted(first, last, len(around), marked))
        around.append(last)
    return found


def _pair(
    text: str, tokens: tuple[Token, ...], marks: Sequence[int], pack: Pack, resumed: int
) -> tuple[list[tuple[int, int]], list[int], int]:
    """The marks of a paragraph in pairs, those that close nothing, and the outermost one that is left open (or -1).

    Args:
        text: The article.
        tokens: Its tokens.
        marks: Positions of the marks.
        pack: The language.
        resumed: Position of a mark that opens again, whatever it is, what the paragraph before left open; or -1.
    """
    opening, closing, kinds = _marks(pack)
    pairs: list[tuple[int, int]] = []
    strays: list[int] = []
    left_open: list[int] = []
    for i in marks:
        mark = tokens[i].text
        both = mark in opening and mark in closing
        leans = _leans(text, tokens[i])
        partners = [k for k, opens in enumerate(left_open) if opens == resumed or _fits(tokens[opens].text, mark, kinds)]
        if partners and mark in closing and not (both and leans > 0):
            pairs.append((left_open[partners[-1]], i))
            del left_open[partners[-1] :]
        elif i == resumed or (mark in opening and not (both and leans < 0)) or (leans > 0 and not left_open):
            left_open.append(i)
        else:
            strays.append(i)
    if left_open and (mismatched := [i for i in strays if i > left_open[0]]):
        pairs.append((left_open[0], mismatched[0]))
        left_open = []
    return pairs, strays, left_open[0] if left_open else -1


def _fits(opens: str, closes: str, kinds: Set[tuple[str, str]]) -> bool:
    """Whether two marks make a pair; one that only closes opens too where it is all there is (`”Non”`)."""
    return (opens, closes) in kinds or opens == closes


def _leans(text: str, mark: Token) -> int:
    """By the white space round a mark: 1 if it leans to what follows, -1 to what stands before, 0 if nobody can say."""
    before = mark.start == 0 or text[mark.start - 1].isspace() or text[mark.start - 1] in "('’[-–—:"
    after = mark.end == len(text) or not text[mark.end].isalnum()
    return before - after if before != after else 0


class _Words(NamedTuple):
    """The lists of `text.toml` that tell what a full stop means."""

    titles: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    openers: frozenset[str]
    openers_in_names: frozenset[str]
    articles: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    text = pack.data("text")
    return _Words(*(frozenset(text[name]) for name in _Words._fields))


class _Page(NamedTuple):
    """What cutting goes by: the tokens, the quotations by their first token, and where one opens or a terminator stands."""

    tokens: tuple[Token, ...]
    inside: Mapping[int, Quoted]
    events: Sequence[int]
    words: _Words


def find_sentences(
    tokens: tuple[Token, ...], runs: Sequence[tuple[int, int]], quoted: Sequence[Quoted], pack: Pack
) -> list[Sentence]:
    """The sentences of a text's paragraphs in order; those inside a quotation follow the sentence around it."""
    inside = {q.first: q for q in quoted}
    stops = [i for i, token in enumerate(tokens) if token.text[-1] in _TERMINATORS]
    page = _Page(tokens, inside, sorted({*stops, *inside}), _words(pack))
    return [sentence for first, last in runs for sentence in _cut(page, first, last, depth=0)]


def _cut(page: _Page, first: int, last: int, depth: int) -> list[Sentence]:
    """The sentences of a run of tokens inside so many quotations, each followed by those of its own quotations."""
    found: list[Sentence] = []
    inner: list[Sentence] = []
    start = at = first
    for i in page.events[bisect_left(page.events, first) : bisect_left(page.events, last)]:
        if i < at:
            continue
        quoted = page.inside.get(i)
        if quoted is not None and quoted.depth == depth:
            closing = min(quoted.last, last)
            if depth == 0:
                inner += [s._replace(quoted=True) for s in _cut(page, i + quoted.marked, closing, depth=1)]
            at = min(closing + 1, last)
            over = page.tokens[closing - 1].text[-1] in _TERMINATORS and _can_begin(page, at, last)
        elif page.tokens[i].text[-1] in _TERMINATORS:
            over = _ends(page, i, start, last)
            at = i + 1
        else:
            continue
        if over:
            at = _past_closers(page, at, last)
            found += [Sentence(start, at), *inner]
            start, inner = at, []
    if start < last:
        found += [Sentence(start, last), *inner]
    return found


def _past_closers(page: _Page, at: int, last: int) -> int:
    while at < last and at not in page.inside:
        glued = page.tokens[at].start == page.tokens[at - 1].end
        if page.tokens[at].text not in _CLOSERS and not (glued and page.tokens[at].text in _MARKS_THAT_CLING):
            break
        at += 1
    return at


def _ends(page: _Page, i: int, start: int, last: int) -> bool:
    """Whether the terminator at `i` ends the sentence that begins at `start`, by what stands before it and after it."""
    tokens, words = page.tokens, page.words
    at = _past_closers(page, i + 1, last)
    if at >= last:
        return True
    if tokens[i].text[0].isalpha():
        return _ends_with_capitals(page, i, at, last)
    if tokens[i].text == "." and i > start and tokens[i - 1].end == tokens[i].start:
        before = tokens[i - 1]
        names = {before.text} if len(before.text) == 1 else {before.text, before.low}
        if names & words.titles:
            return tokens[at].text in words.openers
        if names & words.before:
            return _opens(page, at, last)
        if names & words.after:
            return tokens[at].is_capital or _opens(page, at, last)
        if i - 1 == start and _NUMBERING.fullmatch(before.text):
            return False
    omission = i > start and tokens[i - 1].text in _BRACKETS and at == i + 2
    return i > start and not omission and _can_begin(page, at, last, after=tokens[i])


def _ends_with_capitals(page: _Page, i: int, at: int, last: int) -> bool:
    """Whether a sentence ends with the full stop of an abbreviation by letters (`O.T.A.N.`, `J.-Y.`, `p.m.`)."""
    token, following = page.tokens[i], page.tokens[at]
    if token.is_word and not token.is_capital:
        return following.is_capital
    if token.text.count(".") == 1:
        return False
    if _opens(page, at, last):
        return True
    noun = token.text.count(".") > 2 and i > 0 and page.tokens[i - 1].low in page.words.articles
    return noun and following.is_capital and not (at + 1 < last and page.tokens[at + 1].is_capital)


def _opens(page: _Page, at: int, last: int) -> bool:
    """Whether a token can only be the first of a sentence."""
    if at in page.inside:
        at += 1
        return at < last and page.tokens[at].is_capital
    token = page.tokens[at]
    if token.text in page.words.openers:
        return True
    doubtful = token.text in page.words.openers_in_names or (token.is_capital and token.text.endswith("'"))
    return doubtful and at + 1 < last and not page.tokens[at + 1].is_capital


def _can_begin(page: _Page, at: int, last: int, after: Token | None = None) -> bool:
    """Whether what stands at a position can begin a sentence.

    Args:
        page: Where.
        at: The position.
        last: End of the paragraph or quotation.
        after: The terminator before it; None where that stands inside a quotation that has just ended.
    """
    if at >= last or at in page.inside:
        return True
    token = page.tokens[at]
    glued = after is not None and token.start == after.end
    if token.is_word:
        return token.is_capital
    if token.text in _SEPARATORS or token.text[-1] in _TERMINATORS or glued:
        return False
    if token.text in _ASIDES:
        if after is not None and after.text == ".":
            return True
        return at + 1 < last and _can_begin(page, at + 1, last)
    return True
