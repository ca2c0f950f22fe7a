"""Names of people, ready to be compared: whether one can be another way to write a fuller one."""

from __future__ import annotations

from typing import NamedTuple

from etl.entities.lists import Lists
from etl.entities.spelling import near, plain, same_given_name, sound_key
from etl.language.pack import Pack

_SHORTEST_MIDDLE_NAME = 4


class FullName(NamedTuple):
    """The name of a person.

    Attributes:
        words: Its words as they are written, without what follows the surname (`Jr`).
        plain: The same in lower case, without accents and hyphens.
        parts: The same, word by word.
        sound: What the spellings of its last word share.
    """

    words: tuple[str, ...]
    plain: str
    parts: tuple[str, ...]
    sound: str


def full_name(words: tuple[str, ...], lists: Lists, pack: Pack) -> FullName:
    """The name that some words are."""
    if len(words) > 1 and words[-1].lower() in lists.offices.words["generations"]:
        words = words[:-1]
    parts = tuple(plain(word) for word in words)
    return FullName(words, " ".join(parts), parts, sound_key(words[-1], pack))


def one_person(full: FullName, told: FullName, slips: int, lists: Lists, pack: Pack) -> bool:
    """Whether a name can be another way to write a name as full or fuller; `slips` letters of the surname may be wrong."""
    if len(told.parts) == 1:
        if slips:
            return slips == 1 and near(full.sound, told.sound, slips)
        return full.parts[-1] == told.plain or full.sound == told.sound or _has_inside(full, told, lists)
    if full.plain == told.plain or full.plain.endswith(" " + told.plain):
        return True
    one_surname = full.parts[-1] == told.parts[-1] or full.sound == told.sound
    if not one_surname and not (slips and len(full.parts) > 1 and near(full.sound, told.sound, slips)):
        return False
    return same_given_name(full.words[0], told.words[0], pack)


def _has_inside(full: FullName, told: FullName, lists: Lists) -> bool:
    """Whether a lone word is the family name that stands first (`Li Guowei`) or inside (`José Ortega Zaldívar`) a full name."""
    if told.plain not in full.parts:
        return False
    word, given = told.words[0].lower(), lists.names.given
    if full.parts[0] == told.plain:
        return len(full.parts) > 1 and (word in lists.names.family_first or word not in given)
    return len(word) >= _SHORTEST_MIDDLE_NAME and word not in given
