"""Whether two tellings of a meeting name the same sides, each in its own words (a person, an office, a state, its capital)."""

from __future__ import annotations

from typing import NamedTuple

from etl.entities.namings import COUNTRY, ORGANIZATION, PERSON
from etl.entities.scene import Scene

_RANK = {COUNTRY: 0, ORGANIZATION: 1, PERSON: 2}  # who says most of a side


class Pairing(NamedTuple):
    """How the sides of one telling are those of another.

    Attributes:
        told: For each actor of one telling that another actor of the other one stands for, that one; the vaguer first.
        guessed: How many of them stand for a person whose country nobody tells.
        whole: Whether nobody of one of the tellings is left over.
        sides: How many sides the tellings have in common.
    """

    told: dict[int, int]
    guessed: int
    whole: bool
    sides: int


def pair_sides(scene: Scene, one: frozenset[int], other: frozenset[int]) -> Pairing:
    """Who in one telling stands for whom in the other, by the actors that take part in each."""
    mine, theirs = sorted(one - other), sorted(other - one)
    told: dict[int, int] = {}
    guessed = 0
    for sure in (True, False):
        for a in list(mine):
            b = next((b for b in theirs if _can_be(scene, a, b, sure=sure)), None)
            if b is None:
                continue
            mine.remove(a)
            theirs.remove(b)
            guessed += not sure
            vague, exact = sorted((a, b), key=lambda actor: _rank(scene, actor))
            told[vague] = exact
    return Pairing(told, guessed, not mine or not theirs, len(one & other) + len(told))


def _rank(scene: Scene, actor: int) -> int:
    return _RANK.get(scene.cast.members[actor].kind, 0)


def _can_be(scene: Scene, one: int, other: int, *, sure: bool) -> bool:
    """Whether two actors can be one side: a state and who acts for it; never two persons, nor two states."""
    vague, exact = sorted((scene.cast.members[one], scene.cast.members[other]), key=lambda m: _RANK.get(m.kind, 0))
    if vague.kind == exact.kind or vague.kind not in _RANK or exact.kind not in _RANK:
        return False
    if not sure:
        return vague.kind == COUNTRY and exact.kind == PERSON and exact.country is None
    heads = vague.kind == ORGANIZATION and bool(vague.key) and any(o.organization == vague.key for o in exact.offices)
    return heads or (vague.country is not None and vague.country == exact.country)
