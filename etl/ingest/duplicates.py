"""Near-copies: the same dispatch published again with cuts, another headline, credits, other quotation marks.

An article is a copy of an earlier one when most of its word sequences stand in that one, and the facts between them (names,
numbers) too. How much it leaves out does not matter. What it adds does: an article that brings much of its own is no copy,
so that leaving the events of copies out of a count loses next to nothing.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

import polars as pl
from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

_SEQUENCE = 5  # words
_LEAST = 20  # sequences; a text with fewer is a copy only when it is equal
_CONTAINED = 0.6  # of the sequences of a copy; follow-ups that repeat the background share about a third
_GAP = 15  # words; a longer passage between two shared ones was added, a shorter one may tell something else
_OTHER_FACTS = 0.1  # of the facts of a copy, beside those in one place: a box, a credit
_DOUBT = 0.2  # of a containment that is only estimated
_SEED, _HASHES, _BANDS = 6, 192, 64  # of pairs that share four sequences in ten, 98 in a hundred meet in a band
_SHORT_LINE = 8  # words; a shorter line without a full stop is a heading, a credit, a date
_ENDS = (".", "!", "?", "…", "»", "”", '"')
_BATCH = 50  # texts that are in memory as sequences at a time
_REMEMBERED = 5000  # originals whose sequences are kept for the next comparison

Row = Mapping[str, Any]


def find_duplicates(articles: Iterable[Row]) -> dict[str, str]:
    """The copies among articles; the same for the same articles in whatever order they come.

    Args:
        articles: Rows with `article_id`, `text`, `title` and `published_on`.

    Returns:
        By the article_id of each copy that of its original, which is no copy itself: the earliest by `published_on`
        (unknown days come last), then the longest, then the one with the smallest id.
    """
    ordered = sorted(articles, key=_rank)
    fold = _Folded()
    read_again = lru_cache(_REMEMBERED)(lambda at: _original(_body(ordered[at], fold)))
    index = _Index()
    short: dict[tuple[str, ...], int] = {}
    copies: dict[str, str] = {}
    for at, (body, sketch) in enumerate(_sketched(ordered, fold)):
        if len(body.sequences) < _LEAST:
            text = ordered[at]["text"]
            first = short.setdefault(tuple(_words(text, fold)) or (text,), at)
            found = first if first < at else None
        else:
            near = index.near(sketch, len(body.sequences))
            found = next((each for each in near if _is_copy(body, read_again(each), fold)), None)
            if found is None:
                index.insert(at, sketch, len(body.sequences))
        if found is not None:
            copies[ordered[at]["article_id"]] = ordered[found]["article_id"]
    return copies


def mark_duplicates(articles: pl.DataFrame) -> pl.DataFrame:
    """The table `articles` with its column `duplicate_of` filled in."""
    found = find_duplicates(articles.select("article_id", "text", "title", "published_on").iter_rows(named=True))
    originals = pl.DataFrame(list(found.items()), schema={"article_id": pl.String, "duplicate_of": pl.String}, orient="row")
    return articles.drop("duplicate_of").join(originals, on="article_id", how="left", maintain_order="left")


class _Index:
    """The originals met so far, by their sketches."""

    def __init__(self) -> None:
        self._bands = RMinHashLSH(threshold=_CONTAINED, num_perm=_HASHES, num_bands=_BANDS)
        self._sketches: dict[int, tuple[RMinHash, int]] = {}

    def insert(self, at: int, sketch: RMinHash, size: int) -> None:
        """Take in an original of so many sequences."""
        self._bands.insert(at, sketch)
        self._sketches[at] = sketch, size

    def near(self, sketch: RMinHash, size: int) -> list[int]:
        """Originals that may hold most of a text of so many sequences, the likeliest first."""
        expected = {at: self._contained(at, sketch, size) for at in self._bands.query(sketch)}
        near = [at for at, contained in expected.items() if contained >= _CONTAINED - _DOUBT]
        return sorted(near, key=lambda at: (-expected[at], at))

    def _contained(self, at: int, sketch: RMinHash, size: int) -> float:
        """What part of the text stands in the original, by the similarity of their sketches."""
        other, other_size = self._sketches[at]
        similarity: float = sketch.jaccard(other)
        return similarity * (size + other_size) / (1 + similarity) / size


class _Folded(dict[str, str]):
    """Words as they are compared, by words as they are written: no case, no accents, no punctuation around them."""

    def __missing__(self, written: str) -> str:
        plain = unicodedata.normalize("NFKD", written.casefold().replace("’", "'"))
        letters = (letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
        self[written] = folded = "'".join("".join(letters).split())
        return folded


@dataclass(frozen=True, slots=True)
class _Body:
    """A text without its title and its short lines, its words as they are compared, and the sequences of these."""

    text: str
    words: list[str]
    sequences: list[str]


@dataclass(frozen=True, slots=True)
class _Original:
    """What a text is compared with."""

    words: frozenset[str]
    sequences: frozenset[str]


def _rank(row: Row) -> tuple[bool, date, int, str]:
    day: date | None = row["published_on"]
    return day is None, day or date.max, -len(row["text"]), row["article_id"]


def _sketched(rows: Sequence[Row], fold: _Folded) -> Iterator[tuple[_Body, RMinHash]]:
    for start in range(0, len(rows), _BATCH):
        bodies = [_body(row, fold) for row in rows[start : start + _BATCH]]
        yield from zip(bodies, RMinHash.from_token_sets([each.sequences for each in bodies], _HASHES, _SEED), strict=True)


def _body(row: Row, fold: _Folded) -> _Body:
    lines = row["text"].split("\n")
    if lines[0] == row["title"]:
        del lines[0]
    told = [line for line in lines if line.count(" ") >= _SHORT_LINE - 1 or line.rstrip().endswith(_ENDS)]
    text = " ".join(told)
    words = _words(text, fold)
    shifted = (words[start:] for start in range(_SEQUENCE))
    return _Body(text, words, list(map(" ".join, zip(*shifted, strict=False))))


def _words(text: str, fold: _Folded) -> list[str]:
    return [folded for word in text.split() if (folded := fold[word])]


def _original(body: _Body) -> _Original:
    return _Original(frozenset(body.words), frozenset(body.sequences))


def _is_copy(body: _Body, original: _Original, fold: _Folded) -> bool:
    shared = [sequence in original.sequences for sequence in body.sequences]
    if sum(shared) < _CONTAINED * len(shared):
        return False
    starts = [-_SEQUENCE, *(start for start, is_shared in enumerate(shared) if is_shared)]
    gaps = [(before + _SEQUENCE, after) for before, after in pairwise(starts) if _SEQUENCE < after - before <= _SEQUENCE + _GAP]
    unknown = [at for gap in gaps for at in range(*gap) if body.words[at] not in original.words]
    if not unknown:
        return True
    # What is not in lower letters may be a name or a number.
    is_fact = [not word.islower() for word in body.text.split() if fold[word]]
    others = [at for at in unknown if is_fact[at]]
    return _outside_one_place(others, len(is_fact) // 4) <= _OTHER_FACTS * sum(is_fact)


def _outside_one_place(positions: Sequence[int], length: int) -> int:
    """How many positions, in rising order, lie outside the stretch of this length that holds most of them."""
    inside = (bisect_right(positions, first + length) - rank for rank, first in enumerate(positions))
    return len(positions) - max(inside, default=0)
