"""Whether two full names that are written differently can be one: hesitating vowels and slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from etl.entities.lists import lists
from etl.entities.spelling import within
from etl.language.pack import Pack
from etl.resolve.clusters import Told, support
from etl.resolve.names import PersonName

_VOWELS = re.compile("[aeiouə]")
_DOUBLED = re.compile(r"(.)\1")
# What scripts hesitate between besides vowels: an h that is not heard and a hard g, an h for a g, `ou` for `w`.
_HABITS = ((("g", "k"), ("h", "")), (("h", "g"),), (("v", "u"),))
_SAME_VOWELS = str.maketrans({"i": "e", "u": "o", "ə": "e"})
_Habit = tuple[tuple[str, str], ...]
_FEWEST_CONSONANTS = 3
_HESITATING = 6
_UNMISTAKABLE = 8
_SHORT = 5
_EDGE = 3


def _heard(key: str, habit: _Habit) -> str:
    for old, new in habit:
        key = key.replace(old, new)
    return key


@lru_cache(maxsize=65536)
def _loose(key: str, habit: _Habit) -> str:
    return _DOUBLED.sub(r"\1", _heard(key, habit).translate(_SAME_VOWELS))


@lru_cache(maxsize=65536)
def _skeleton(key: str, habit: _Habit) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", _heard(key, habit)))


def blocks(name: PersonName) -> Iterator[str]:
    """What names that are compared have in common: all consonants, or all words but one and a part of that."""
    words = name.words
    yield "words " + " ".join(sorted(words))
    for number, habit in enumerate(_HABITS):
        yield f"{number} " + " ".join([_skeleton(word, habit) for word in words])
    for at in {0, len(words) - 1}:
        word, rest = words[at], f" {at} " + " ".join(words[:at] + words[at + 1 :])
        yield "begin " + word[:_EDGE] + rest
        yield "end " + word[-_EDGE:] + rest
        yield "letters " + "".join(sorted(name.plain[at])) + rest


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
    if sorted(one.words) == sorted(other.words):
        return "name_order" if told[0].roles & told[1].roles else None
    if all(_hesitates(one, other, at, told, backed, pack) for at in unlike):
        return "vowels"
    if len(unlike) != 1:
        return None
    at = unlike[0]
    if at == len(one.words) - 1:
        return "misspelt_surname" if _misspelt_surname(one, other, told, backed) else None
    return "misspelt_given" if at == 0 and _misspelt_given(one, other, told, backed, pack) else None


@cache
def _other_script(pack: Pack) -> frozenset[str]:
    return frozenset(pack.data("linkage")["other_script"])


def _both_given(one: PersonName, other: PersonName, at: int, pack: Pack) -> bool:
    given = lists(pack).names.given
    return one.plain[at] in given and other.plain[at] in given


def _hesitates(one: PersonName, other: PersonName, at: int, told: tuple[Told, Told], backed: int, pack: Pack) -> bool:
    """Whether two words have the same consonants, and vowels that hesitate between scripts."""
    a, b = one.words[at], other.words[at]
    countries = told[0].countries | told[1].countries
    if a == b or (at == 0 and _both_given(one, other, at, pack)) or (countries and not countries & _other_script(pack)):
        return a == b
    habits = [habit for habit in _HABITS if _skeleton(a, habit) == _skeleton(b, habit)]
    consonants = min(len(_VOWELS.sub("", word)) for word in (a, b))
    if consonants < _FEWEST_CONSONANTS:
        return False
    if any(_loose(a, habit) == _loose(b, habit) for habit in habits):
        return True
    if not (backed and countries and habits and min(len(a), len(b)) >= _HESITATING):
        return False
    loose = [(_loose(a, habit), _loose(b, habit)) for habit in habits]
    if any(x.replace("a", "e") == y.replace("a", "e") for x, y in loose):
        return True
    return bool(told[0].roles & told[1].roles) and any(within(x, y, 1) for x, y in loose)


def _misspelt_surname(one: PersonName, other: PersonName, told: tuple[Told, Told], backed: int) -> bool:
    """Whether a surname beside the same given name and office is misspelt; the shorter it is, the less may be wrong."""
    a, b = one.plain[-1], other.plain[-1]
    shortest, same_office = min(len(a), len(b)), bool(told[0].roles & told[1].roles)
    if not within(a, b, 1):
        longest = max(a, b, key=len)
        added = shortest > _HESITATING and longest.startswith((a, b)[longest == a])
        return same_office and (added or shortest > _UNMISTAKABLE) and within(a, b, 2)
    needed = _SHORT if sorted(a) == sorted(b) else _HESITATING + (len(a) == len(b))
    if same_office:
        return shortest >= needed
    return shortest >= _UNMISTAKABLE and backed > 0


def _misspelt_given(one: PersonName, other: PersonName, told: tuple[Told, Told], backed: int, pack: Pack) -> bool:
    """Whether a given name beside the same surname is misspelt; two names that are both known are two."""
    a, b = one.plain[0], other.plain[0]
    if min(len(a), len(b)) < _SHORT or not within(a, b, 1):
        return False
    if _both_given(one, other, 0, pack):
        return sorted(a) == sorted(b) and bool(told[0].roles & told[1].roles)
    return backed > 0 or len(one.plain[-1]) > _HESITATING
