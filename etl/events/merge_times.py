"""Whether two tellings of a meeting can be one by when it is held and by how far it has come."""

from __future__ import annotations

from etl.entities.scene import Scene
from etl.events.meeting_doubts import told_by
from etl.events.meeting_words import meeting_words
from etl.events.meetings import Meeting
from etl.language.grammar import grammar

_ARRIVAL = 2  # days


def agree_status(scene: Scene, one: Meeting, other: Meeting) -> bool:
    """Whether two meetings can be one by their status: what was planned may have been cancelled.

    Whoever is on a visit may have talks ahead of him, of which no other day is told.
    """
    if one.status == other.status or {one.status, other.status} == {"planned", "cancelled"}:
        return True
    if is_title(scene, one) or is_title(scene, other) or is_presupposed(scene, one) or is_presupposed(scene, other):
        return True
    ahead = next((m for m in (one, other) if m.status == "planned"), None)
    if ahead is None:
        return False
    done = other if ahead is one else one
    told = ahead.match.verb_group
    if ahead.kind == "talks" and done.kind == "talks" and told is not None and told.tense == "pluperfect":
        return True
    if told is not None and told.tense == "conditional" and not told.modal and ahead.when is None:
        return True  # `a annoncé que X rencontrerait Y`: ahead then, done since
    there = one.where is not None and other.where is not None and one.where.country == other.where.country
    going = done.match.verb_group
    if there and is_setting_out(done) and (ahead.kind == "visit" or done.when is None):
        return True
    if done.kind == ahead.kind == "visit" and there and done.when is None and going is not None:
        return going.tense == "present" or has_come(scene, done)
    return (
        (ahead.when is None or _date(ahead) == _date(done) or _came_before(done, ahead))
        and done.kind == "visit"
        and (ahead.kind == "talks" or (ahead.kind == "visit" and there))
    )


def is_presupposed(scene: Scene, meeting: Meeting) -> bool:
    """Whether a meeting is somebody's and goes with another noun (`le résultat de sa rencontre avec X`): told elsewhere."""
    group = meeting.match.groups[meeting.match.at]
    return (
        bool(group.prep)
        and group.verb is None
        and meeting.when is None
        and told_by(scene, group, grammar(scene.pack).words["possessives"])
    )


def is_setting_out(visit: Meeting) -> bool:
    """Whether a visit is told in the present without a date (`X se rend à Y`): it may be still to come."""
    verb = visit.match.verb_group
    return visit.kind == "visit" and visit.when is None and verb is not None and verb.tense == "present"


def has_come(scene: Scene, visit: Meeting) -> bool:
    """Whether a visit is told by somebody's arrival (`X est arrivé à Y`)."""
    verb = visit.match.verb_group
    return verb is not None and verb.tense == "past" and verb.is_one_of(meeting_words(scene.pack).arriving)


def is_title(scene: Scene, meeting: Meeting) -> bool:
    """Whether a meeting is told without a date, and without any verb (`X en visite à Y`) or in the title.

    Such words do not tell its status.
    """
    if meeting.when is not None or meeting.status == "cancelled":
        return False
    return scene.is_title(meeting.match.sentence) or (meeting.match.verb < 0 and meeting.status == "held")


def _date(meeting: Meeting) -> str | None:
    return meeting.when.value.edtf if meeting.when else None


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two dates can be one; a date that one of them lacks is no contradiction."""
    return one is None or other is None or one == other or one.startswith(other) or other.startswith(one)


def _goes_on(scene: Scene, meeting: Meeting) -> bool:
    """Whether the date of a meeting is only the one told last before its sentence."""
    return meeting.when is not None and meeting.when.start < scene.tokens[meeting.match.sentence.first].start


def _came_before(visit: Meeting, talks: Meeting) -> bool:
    """Whether a guest came no more than two days before talks in the same country."""
    if visit.kind != "visit" or not visit.when or not talks.when or not visit.where:
        return False
    come, met = visit.when.value.earliest, talks.when.value.earliest
    here = talks.where is None or visit.where.country == talks.where.country
    return here and come is not None and met is not None and 0 <= (met - come).days <= _ARRIVAL


def _is_welcomed_twice(one: Meeting, other: Meeting) -> bool:
    """Whether the same host receives the same guest on two days in a row: arrival and talks of one visit."""
    if one.actors != other.actors or not one.when or not other.when or any("host" not in m.parts for m in (one, other)):
        return False
    days = one.when.value.earliest, other.when.value.earliest
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) == 1


def agree_dates(scene: Scene, one: Meeting, other: Meeting) -> bool:
    """Whether the dates of two tellings can be one; so is a day and the week that it lies in."""
    if _agree(_date(one), _date(other)) or not one.when or not other.when:
        return True
    if (
        _is_welcomed_twice(one, other)
        or _goes_on(scene, one)
        or _goes_on(scene, other)
        or _came_before(one, other)
        or _came_before(other, one)
    ):
        return True
    wide, day = sorted((one.when.value, other.when.value), key=lambda value: "/" not in (value.edtf or ""))
    bounds = (wide.earliest, wide.latest, day.earliest, day.latest)
    if "/" not in (wide.edtf or "") or None in bounds:
        return False
    first, last, begin, end = bounds
    return bool(first and last and begin and end and first <= begin and end <= last)


def agree_modes(one: str, other: str) -> bool:
    """Whether two modes can be one."""
    return one == other or "unknown" in (one, other)
