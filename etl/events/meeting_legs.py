"""The further legs of a journey that one verb tells: each land visited is a meeting of its own."""

from __future__ import annotations

from collections.abc import Iterator

from etl.entities.namings import COUNTRY, Naming
from etl.entities.scene import Scene
from etl.events.match import Taken
from etl.events.meeting_words import meeting_words
from etl.events.meetings import Meeting
from etl.events.places import Where, is_place
from etl.events.times import When, resolved
from etl.language.groups import COMMA, LINK, NOUN, TIME, Group


def further_legs(scene: Scene, meeting: Meeting) -> Iterator[Meeting]:
    """The visits to lands told behind the place of a visit (`se rendra à Kigali, puis à Kampala`).

    Each has the country as its host, and its date where one stands beside its place or all legs share it.
    """
    match, groups = meeting.match, meeting.match.groups
    visitors = meeting.parts.get("visitor", ())
    if not match.frame.options.get("moves") or meeting.where is None or not visitors:
        return
    members = scene.cast.members
    known = {meeting.where.country, *(members[t.actor].country for t in visitors)}
    place = meeting.where.first
    at = next((i for i, g in enumerate(groups) if isinstance(g.ref, Naming) and g.ref.start == place), -1)
    for i in _stops(scene, groups, at):
        ref = groups[i].ref
        if not isinstance(ref, Naming) or ref.country in known:
            continue
        known.add(ref.country)
        host = next((a for a, m in enumerate(members) if m.kind == COUNTRY and m.key == ref.country), None)
        parts = {"visitor": visitors} | ({} if host is None else {"host": (Taken(host, scene.position(ref)),)})
        yield meeting._replace(parts=parts, where=Where(ref.start, ref.end, ref.country), when=_day(scene, meeting, i))


def _stops(scene: Scene, groups: list[Group], at: int) -> list[int]:
    """The places that a list goes on with behind its first one, be a date before each (`à Kigali puis mardi à Kampala`)."""
    found: list[int] = []
    linked = False
    for i in range(at + 1, len(groups)) if at >= 0 else ():
        group = groups[i]
        if group.kind == NOUN:
            apart = groups[i - 1].kind == NOUN
            if apart or not isinstance(group.ref, Naming) or not is_place(scene, group, group.ref):
                break
            found.append(i)
        elif group.kind not in (COMMA, LINK, TIME):
            break
        linked = linked or group.kind == LINK
    return found if linked else []


def _day(scene: Scene, meeting: Meeting, at: int) -> When | None:
    """The date beside the place of a leg, else that of the journey, unless the leg comes after (`puis à Kampala`)."""
    groups = meeting.match.groups
    own = next((groups[i] for i in (at - 1, at + 1) if i < len(groups) and groups[i].kind == TIME), None)
    if own is not None:
        return resolved(scene, own.ref, future=meeting.status == "planned")
    return None if scene.words[groups[at - 1].first] in meeting_words(scene.pack).then else meeting.when
