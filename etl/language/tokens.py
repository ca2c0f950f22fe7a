"""Tokens: words, numbers and marks, with their offsets."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from etl.language.folding import lower, straighten
from etl.language.pack import Pack


class Token(NamedTuple):
    """A word, a number or a mark.

    Attributes:
        start: First character.
        end: One past the last.
        text: The characters, with straight apostrophes and plain spaces.
        low: The same in lower case.
    """

    start: int
    end: int
    text: str
    low: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    text = pack.data("text")
    clitics = "|".join(sorted(text["clitics"], key=len, reverse=True))
    unsplit = "|".join(map(re.escape, sorted(text["unsplit"], key=len, reverse=True)))
    whole = "|".join(map(re.escape, sorted(text["whole"], key=len, reverse=True)))
    elisions = "|".join(sorted(text["elisions"], key=len, reverse=True))
    letter = r"[^\W\d_]"
    word = rf"{letter}[^\W_]*"
    return re.compile(
        rf"""
        (?:{whole})(?!\w)
        | (?:{elisions})'(?=\w|[«“"])
        | \d{{1,3}}(?:[ .]\d{{3}})+(?!\d)(?:,\d+)?
        | \d+(?:[.,]\d+)*
        | (?:{letter}\.-?)+{letter}\.?(?!\w)
        | (?-i:[A-ZÀ-ÖØ-Þ][a-z]?)\.(?=[ -]?(?-i:[A-ZÀ-ÖØ-Þ])[\w'])(?<!\w\w\w\.)
        | (?:{unsplit})(?:-\w+)*(?!\w)
        | -(?:t-)?(?:{clitics})(?![\w-])
        | {word}(?:-(?!(?:t-)?(?:{clitics})(?![\w-])){word}|-\d\w*|'{word})*
        | \.\.\.|[^\s]
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def tokenize(text: str, pack: Pack) -> tuple[Token, ...]:
    """The tokens of a text, in order; only white space lies between them."""
    straight = straighten(text)
    low = lower(straight)
    return tuple(
        Token(start, end, straight[start:end], low[start:end])
        for start, end in (m.span() for m in _pattern(pack).finditer(straight))
    )
