"""Whether two spellings can be one name: accents, scripts, initials and slips of the pen."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from etl.language.pack import Pack

_SHORTEST_MISSPELT = 5


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name in lower case, without accents, hyphens as spaces."""
    if name.isascii():
        return " ".join(name.lower().replace("-", " ").split())
    decomposed = unicodedata.normalize(
        "NFKD",
        name.lower()
        .replace("’", "'")
        .replace("-", " ")
        .replace("ł", "l")
        .replace("ø", "o")
        .replace("ı", "i")
        .replace("đ", "d"),
    )
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@cache
def _replacements(pack: Pack) -> tuple[tuple[str, re.Pattern[str] | None, str], ...]:
    """What to replace in order: letters as they stand, or a pattern; and what by."""
    rules = pack.data("transliteration")["replacements"]
    return tuple((old, None if re.escape(old) == old else re.compile(old), new) for old, new in rules)


@lru_cache(maxsize=65536)
def sound_key(word: str, pack: Pack) -> str:
    """A key that the spellings of one name in several languages share."""
    key = plain(word).replace(" ", "")
    for letters, pattern, new in _replacements(pack):
        key = pattern.sub(new, key) if pattern else key.replace(letters, new)
    return key


@cache
def _given_groups(pack: Pack) -> dict[str, int]:
    groups: dict[str, int] = {}
    for number, names in enumerate(pack.data("transliteration")["same_given"]):
        for name in names:
            groups.setdefault(plain(name), number)
    return groups


@cache
def _given_keys(pack: Pack) -> dict[str, str]:
    """What the spellings of a given name share, by sound key; lists with a common name are one."""
    keys: dict[str, str] = {}
    for names in pack.data("transliteration")["same_given"]:
        sounds = [sound_key(name, pack) for name in names]
        known = {keys[sound] for sound in sounds if sound in keys}
        first = min(known, default=sounds[0])
        keys = {sound: first if key in known else key for sound, key in keys.items()} | dict.fromkeys(sounds, first)
    return keys


@lru_cache(maxsize=65536)
def given_key(word: str, pack: Pack) -> str:
    """The sound key of a word, or what its spellings share where it is a given name of several languages."""
    sound, letters = sound_key(word, pack), plain(word)
    shared = _given_keys(pack).get(sound)
    if shared and letters.endswith("e") and letters not in _given_groups(pack):
        return sound + "e"  # `Nicole` only sounds like `Nikolaï`
    return shared or sound or letters


@lru_cache(maxsize=65536)
def same_given_name(one: str, other: str, pack: Pack) -> bool:
    """Whether two given names, or an initial and a given name, can be one."""
    a, b = plain(one).rstrip("."), plain(other).rstrip(".")
    if not a or not b or a == b or (len(min(a, b, key=len)) <= 2 and a[0] == b[0]):
        return True
    groups = _given_groups(pack)
    if a in groups and groups.get(b) == groups[a]:
        return True
    return sound_key(one, pack) == sound_key(other, pack) or (min(len(a), len(b)) > 3 and _distance(a, b) <= 1)


@lru_cache(maxsize=65536)
def same_surname(one: str, other: str, pack: Pack, *, slips: int = 0) -> bool:
    """Whether two surnames can be one; `slips` letters may be wrong, in names long enough to bear it."""
    if plain(one) == plain(other):
        return True
    a, b = sound_key(one, pack), sound_key(other, pack)
    if a == b:
        return True
    return slips > 0 and near(a, b, slips)


def near(one: str, other: str, slips: int) -> bool:
    """Whether two sound keys, long enough to bear it, differ by no more than so many letters, and not in the first."""
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or abs(len(one) - len(other)) > slips or one[0] != other[0]:
        return False
    return _distance(one, other) <= slips


def within(one: str, other: str, slips: int) -> bool:
    """Whether two words are so many slips apart at most: a letter wrong, missing or too many, or two in the wrong order."""
    if abs(len(one) - len(other)) > slips:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, x in enumerate(one, 1):
        following = [i]
        for j, y in enumerate(other, 1):
            cost = min(row[j] + 1, following[-1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == other[j - 2] and y == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
        if min(row) > slips:
            return False
    return row[-1] <= slips


def _distance(a: str, b: str) -> int:
    """Edit distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
