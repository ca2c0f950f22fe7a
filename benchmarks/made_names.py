"""Sightings of people who do not exist: names made by program, spelt as several habits, slips and abbreviations spell them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from etl.language.pack import load_pack
from etl.resolve.sightings import Sighting

_CONSONANTS = [*"bdfgklmnprstvz", "ch/sh", "tch/ch", "j/zh", "kh", "dj/j", "ts", "br", "dr", "kr", "st", "tr"]
_VOWELS = ["a", "a", "e", "i", "o", "ou/u", "ou/u", "ia/ya"]
_ENDINGS = {
    "RUS": ["ov", "ev/ev", "ine/in", "ski/sky", "tchev/chev"],
    "UKR": ["enko", "tchouk/chuk", "ski/skyi", "ko"],
    "GEO": ["chvili/shvili", "adzé/adze", "ia/ia"],
    "ARM": ["ian/yan", "ossian/osyan"],
    "IRN": ["i", "zadeh", "ian", "pour/pur"],
    "EGY": ["i", "aoui/awi", "ani"],
    "SRB": ["ic/ić", "ovic/ović"],
    "FRA": ["ard", "eau", "ier", "in", "ot"],
}
_ROLES = ("foreign_minister", "defence_minister", "lawmaker", "ambassador", "spokesperson", "adviser")


@dataclass(frozen=True)
class Made:
    """A sighting that was made, and the number of the person that it was made of."""

    sighting: Sighting
    person: int


def made_sightings(names: int, seed: int = 5) -> list[Made]:
    """Sightings with so many distinct names, the same for the same arguments."""
    dice = random.Random(seed)  # noqa: S311  nothing secret
    groups = load_pack("fr").data("transliteration")["same_given"]
    met: set[str] = set()
    made: list[Made] = []
    person = 0
    while len(met) < names:
        for name, country, role in _tellings(dice, groups):
            roles = ((role, country),) if role else ()
            made.append(Made(Sighting(f"{len(made):07}", 0, name, "person", country, None, roles, (name,)), person))
            met.add(name)
            if len(met) >= names:
                break
        person += 1
    return made


def _tellings(dice: random.Random, groups: list[list[str]]) -> Iterator[tuple[str, str | None, str | None]]:
    """One to five tellings of one person: name, country and office, each of the latter sometimes untold."""
    group, country, role = dice.choice(groups), dice.choice(list(_ENDINGS)), dice.choice(_ROLES)
    parts = [dice.choice(_CONSONANTS) + " " + dice.choice(_VOWELS) for _ in range(dice.randint(1, 3))]
    sounds = [*" ".join(parts).split(), dice.choice(_CONSONANTS), dice.choice(_ENDINGS[country])]
    for _ in range(dice.randint(1, 5)):
        given, surname = dice.choice(group).title(), _spelt(dice, sounds)
        told = country if dice.random() < 0.7 else None
        held = role if dice.random() < 0.7 else None
        form = dice.random()
        if form < 0.05:
            yield f"{given[0]}. {surname}", told, held
        elif form < 0.08:
            yield surname, told, held
        elif form < 0.11 and len(surname) > 7:
            yield f"{given} {_slip(dice, surname)}", country, role
        else:
            yield f"{given} {surname}", told, held


def _spelt(dice: random.Random, sounds: list[str]) -> str:
    """A surname as one habit spells it; a writer keeps to his habit."""
    habit = dice.randint(0, 1)
    return "".join(sound.split("/")[habit if "/" in sound else 0] for sound in sounds).capitalize()


def _slip(dice: random.Random, word: str) -> str:
    at = dice.randint(2, len(word) - 2)
    return dice.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + "e" + word[at:]))
