"""Whether two full names that are written differently can be one: hesitating vowels and slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from etl.entities.lists import lists
from etl.entities.spelling import within
from etl.language.pack import Pack
from etl.resolve.clusters import Told, support
from etl.resolve.names import PersonName

_VOWELS = re.compile("[aeiouəh]")
_LOOSE = str.maketrans({"g": "k", "i": "e", "u": "o", "ə": "e", "h": None})
_DOUBLED = re.compile(r"(.)\1")
_FEWEST_CONSONANTS = 3
_HESITATING = 5
_MISSPELT = 6
_BADLY_MISSPELT = 7
_UNMISTAKABLE = 8
_EDGE = 3


def _loose(key: str) -> str:
    return _DOUBLED.sub(r"\1", key.translate(_LOOSE))


def _skeleton(key: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", key).replace("g", "k"))


def blocks(name: PersonName) -> Iterator[tuple[str, ...]]:
    """What names that are compared have in common: all consonants, or all words and the beginning or the end of another."""
    words = name.words
    yield ("consonants", *map(_skeleton, words))
    for at in {0, len(words) - 1}:
        rest = words[:at] + words[at + 1 :]
        yield ("begin", str(at), words[at][:_EDGE], *rest)
        yield ("end", str(at), words[at][-_EDGE:], *rest)


def likeness(one: PersonName, other: PersonName, told: tuple[Told, Told], pack: Pack) -> str | None:
    """Why two names of as many words can be one, or None.

    Args:
        one: A full name.
        other: Another.
        told: What is told of their bearers besides; they are compatible.
        pack: The language.
    """
    unlike = [at for at, (a, b) in enumerate(zip(one.words, other.words, strict=True)) if a != b]
    backed = support(*told)
    if all(_hesitates(one, other, at, told, backed, pack) for at in unlike):
        return "vowels"
    if len(unlike) != 1:
        return None
    at = unlike[0]
    if at == len(one.words) - 1:
        return "misspelt_surname" if _misspelt_surname(one, other, told, backed) else None
    return "misspelt_given" if at == 0 and _misspelt_given(one, other, backed, pack) else None


@cache
def _other_script(pack: Pack) -> frozenset[str]:
    return frozenset(pack.data("linkage")["other_script"])


def _both_given(one: PersonName, other: PersonName, at: int, pack: Pack) -> bool:
    given = lists(pack).names.given
    return one.plain[at] in given and other.plain[at] in given


def _hesitates(one: PersonName, other: PersonName, at: int, told: tuple[Told, Told], backed: int, pack: Pack) -> bool:
    """Whether two words have the same consonants, and vowels that hesitate between scripts."""
    a, b = one.words[at], other.words[at]
    consonants = _skeleton(a)
    if len(consonants) < _FEWEST_CONSONANTS or consonants != _skeleton(b) or (at == 0 and _both_given(one, other, at, pack)):
        return False
    countries = told[0].countries | told[1].countries
    if countries and not countries & _other_script(pack):
        return False
    if _loose(a) == _loose(b):
        return True
    return bool(backed and countries) and min(len(a), len(b)) >= _HESITATING and within(_loose(a), _loose(b), 1)


def _misspelt_surname(one: PersonName, other: PersonName, told: tuple[Told, Told], backed: int) -> bool:
    """Whether a surname has a wrong letter, or two in a long one, beside the same given name and office."""
    shortest = min(len(one.plain[-1]), len(other.plain[-1]))
    same_office = bool(told[0].roles & told[1].roles)
    for a, b in ((one.plain[-1], other.plain[-1]), (one.words[-1], other.words[-1])):
        if shortest >= _MISSPELT and within(a, b, 1):
            return same_office or (shortest >= _UNMISTAKABLE and backed > 0) or shortest > _UNMISTAKABLE
        if same_office and shortest >= _BADLY_MISSPELT and within(a, b, 2):
            return True
    return False


def _misspelt_given(one: PersonName, other: PersonName, backed: int, pack: Pack) -> bool:
    """Whether a given name has a wrong letter beside the same surname; two names that are both known are two."""
    a, b = one.plain[0], other.plain[0]
    if _both_given(one, other, 0, pack) or min(len(a), len(b)) < _HESITATING or not within(a, b, 1):
        return False
    return backed > 0 or len(one.plain[-1]) >= _BADLY_MISSPELT
