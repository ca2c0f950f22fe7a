"""For whom persons act: the state, or the body, in whose name they give, sign and agree."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from etl.entities.members import Member
from etl.entities.namings import COUNTRY, ORGANIZATION, PERSON
from etl.entities.scene import Scene
from etl.events.match import Taken
from etl.language.pack import Pack


@cache
def homes(pack: Pack) -> dict[str | None, str]:
    """The state of each territory that has a code of its own (ISO 3166-1 alpha-3)."""
    listed: dict[str, list[str]] = pack.data("frames/circumstances")["territories"]
    return {territory: state for state, territories in listed.items() for territory in territories}


def states(scene: Scene, taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """The states or bodies for which persons act, in place of the persons; everybody once."""
    done: dict[int, Taken] = {}
    for t in taken:
        state = behind(scene, scene.cast.members[t.actor])
        t = t if state is None else Taken(state, None)
        done.setdefault(t.actor, t)
    return tuple(done.values())


def behind(scene: Scene, member: Member) -> int | None:
    """The position in the cast of the state that a person acts for, else of the body of an office; None for others."""
    if member.kind != PERSON:
        return None
    if (land := country_of(scene, member.country)) is not None:
        return land
    bodies = {office.organization for office in member.offices if office.organization}
    return next((i for i, m in enumerate(scene.cast.members) if m.kind == ORGANIZATION and m.key and m.key in bodies), None)


def country_of(scene: Scene, iso3: str | None) -> int | None:
    """The position in the cast of a country; None if the article does not have it."""
    return next((i for i, member in enumerate(scene.cast.members) if member.kind == COUNTRY and member.key == iso3), None)
