"""Tokens: words, numbers and marks, with their offsets."""

from __future__ import annotations

import re
from functools import cache
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


def tokenize(text: str, pack: Pack) -> tuple[Token, ...]:
    """The tokens of a text, in order; only white space lies between them."""
    pieces: list[str] = _pattern(pack).findall(straighten(text).rstrip())
    tokens: list[Token] = []
    end = 0
    for piece in pieces:
        word = piece.lstrip()
        end += len(piece)
        tokens.append(Token(end - len(word), end, word, word.lower()))
    return tuple(tokens)
