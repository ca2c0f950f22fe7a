"""Whether two tellings of a meeting name the same sides, each in its own words (a person, an office, a state, its capital)."""

from __future__ import annotations

from typing import NamedTuple

from etl.entities.members import Member
from etl.entities.namings import COUNTRY, ORGANIZATION, PERSON
from etl.entities.scene import Scene
from etl.events.meetings import Meeting

_RANK = {COUNTRY: 0, ORGANIZATION: 1, PERSON: 2}  # who says most of a side

_HIGH = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})  # nobody holds two of them


class Pairing(NamedTuple):
    """How the sides of one telling are those of another.

    Attributes:
        told: For each actor of one telling that another actor of the other one stands for, that one; the vaguer first.
        guessed: How many of them stand for a person whose country nobody tells, and whose office is another or not told.
        whole: Whether nobody of one of the tellings is left over.
        sides: How many sides the tellings have in common.
    """

    told: dict[int, int]
    guessed: int
    whole: bool
    sides: int


def pair_sides(scene: Scene, one: Meeting, other: Meeting) -> Pairing:
    """Who in one telling stands for whom in the other."""
    mine, theirs = sorted(one.actors - other.actors), sorted(other.actors - one.actors)
    roles = {**_roles(scene, one), **_roles(scene, other)}
    told: dict[int, int] = {}
    guessed = 0
    for sure in (True, False):
        for a in list(mine):
            b = next((b for b in theirs if _can_be(scene, a, b, roles, sure=sure)), None)
            if b is None:
                continue
            mine.remove(a)
            theirs.remove(b)
            guessed += not sure
            vague, exact = _by_rank(scene, a, b)
            told[vague] = exact
    return Pairing(told, guessed, not mine or not theirs, len(one.actors & other.actors) + len(told))


def _by_rank(scene: Scene, one: int, other: int) -> tuple[int, int]:
    """Two actors, the one that says less of its side first."""
    members = scene.cast.members
    ranks = [(_RANK.get(members[actor].kind, 0), len(members[actor].words)) for actor in (one, other)]
    return (one, other) if ranks[0] <= ranks[1] else (other, one)


def _roles(scene: Scene, meeting: Meeting) -> dict[int, str]:
    """For each state that an office stands for the role of that office."""
    found: dict[int, str] = {}
    for group in meeting.parts.values():
        for actor, naming in group:
            if naming is None or scene.cast.members[actor].kind != COUNTRY:
                continue
            offices = scene.namings[naming].offices
            if len(offices) == 1:
                found[actor] = offices[0].role
    return found


def _can_be(scene: Scene, one: int, other: int, roles: dict[int, str], *, sure: bool) -> bool:
    """Whether two actors can be one side: a state and who acts for it; one person only under a longer name."""
    low, high = _by_rank(scene, one, other)
    vague, exact = scene.cast.members[low], scene.cast.members[high]
    if vague.kind == exact.kind == PERSON:
        same = vague.country is not None and vague.country == exact.country
        return sure and same and _is_longer_name(vague.words, exact.words)
    if vague.kind == exact.kind or vague.kind not in _RANK or exact.kind not in _RANK:
        return False
    if vague.kind == COUNTRY and exact.kind == PERSON and exact.country is None:
        held, role = _held(exact), roles.get(low, "")
        if role in _HIGH and held & _HIGH and role not in held:
            return False
        return sure == (bool(role) and role in held)
    heads = vague.kind == ORGANIZATION and bool(vague.key) and any(o.organization == vague.key for o in exact.offices)
    return sure and (heads or (vague.country is not None and vague.country == exact.country))


def _held(member: Member) -> set[str]:
    """The roles of the offices of an actor."""
    return {office.role for office in member.offices}


def _is_longer_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether every word of one name is in the other, an article glued to it aside (`Sissi`, `Abdel Fattah al-Sissi`)."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    known = {_without_article(word) for word in long}
    return bool(short) and all(_without_article(word) in known for word in short)


def _without_article(word: str) -> str:
    return word.lower().rsplit("-", 1)[-1]
