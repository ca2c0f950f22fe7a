"""Tokens: words, numbers and marks, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, lru_cache
from typing import NamedTuple

from etl.language.folding import straighten
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


_JOINING = frozenset("-'.,:/ ")  # marks that can stand inside a token
_LATIN = "A-Za-zÀ-ÖØ-öø-ÿ"  # found faster than letters at large
_CAPITAL = "[" + "".join(letter for letter in map(chr, range(0x530)) if letter.isupper()) + "]"


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    text = pack.data("text")

    def any_of(name: str) -> str:
        return "|".join(map(re.escape, sorted(text[name], key=len, reverse=True)))

    clitic = f"(?i:{any_of('clitics')})"
    hung = rf"-(?:t-)?{clitic}(?=(?:-{clitic})*(?![\w-]))"
    elision = f"(?i:{any_of('elisions')})'"
    opener = rf"(?:{any_of('openers')})(?![\w'-])|(?:{any_of('openers_in_names')})[ ](?!{_CAPITAL})|{elision}(?!{_CAPITAL})"
    lettered = [rf"{re.escape(noun)}[ ]{_CAPITAL}" for noun in text["lettered"]]
    no_initial = "|".join(rf"(?<=\b{name})" for name in [*lettered, *map(re.escape, text["letters"])])
    # The plain words and marks come as early as they can: most of a text is made of them.
    return re.compile(
        rf"""
        \s*+(?:
        [{_LATIN}]++(?![\w'.:-])
        | (?:\d{{1,3}}(?:[ .']\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,:]\d+)*)[^\W_]*+  # 12 000,5 · 14h30 · 1er
        | (?:https?://|www\.)[^\s«»“”"<>]*[\w/]  # www.exemple.fr
        | \w++(?!['.-]) | \w{{3,}}+(?!['-])
        | [],;:!?()«»“”"…/[]
        | (?i:{any_of("whole")})(?!\w)  # c'est-à-dire
        | [{"".join(text["name_letters"])}]'(?={_CAPITAL}[^\W\d_]*[a-z])[\w'-]+  # N'Djamena
        | {elision}  # l'
        | (?:[^\W\d_]\.-?)+[^\W\d_]\.?(?!\w)  # O.T.A.N. · J.-Y.
        | {_CAPITAL}(?=\.)(?:{no_initial})  # plan B
        | (?:{_CAPITAL}|{any_of("digraphs")})\.(?=[ -]?{_CAPITAL}[\w'.-])(?![ ](?:{opener}))  # S. · Ph.
        | (?i:{any_of("unsplit")})(?!\w)  # rendez-vous
        | {hung}  # -t-il
        | [^\W\d_]\w*+(?:(?!{hung})[-']\w++)*  # cessez-le-feu · F-16
        | [@\#]\w+ | \.\.+ | \S
        )""",
        re.VERBOSE,
    )


@lru_cache(maxsize=1)
def tokenize(text: str, pack: Pack) -> tuple[Token, ...]:
    """The tokens of a text, in order; only white space lies between them. Kept for the last text, which others ask for."""
    pieces: list[str] = _pattern(pack).findall(straighten(text).rstrip())
    tokens: list[Token] = []
    end = 0
    for piece in pieces:
        word = piece.lstrip()
        end += len(piece)
        tokens.append(Token(end - len(word), end, word, word.lower()))
    return tuple(tokens)


@lru_cache(maxsize=1)
def _mixed(text: str, pack: Pack) -> list[int]:
    """Where tokens begin that are no plain words, and what follows a mark inside them (`24.02`, `mi-mars`)."""
    found: list[int] = []
    for token in tokenize(text, pack):
        low = token.low
        if not low.isalpha() and (len(low) > 1 or low.isdigit()):
            found += [token.start, *[token.start + i for i in range(1, len(low)) if low[i - 1] in _JOINING]]
    return found


def begins(text: str, words: Set[str], pack: Pack) -> list[int]:
    """The offsets at which one of some words, a number, or what is joined to a word may begin, in order.

    Args:
        text: The article.
        words: Tokens in lower case.
        pack: Its language.
    """
    return sorted({*_mixed(text, pack), *[token.start for token in tokenize(text, pack) if token.low in words]})
