"""One meeting told twice in an article is one meeting."""

from __future__ import annotations

from collections.abc import Iterable

from etl.entities.namings import COUNTRY, PERSON
from etl.entities.scene import Scene
from etl.events.match import Taken
from etl.events.meeting_doubts import is_definite
from etl.events.meetings import Meeting
from etl.events.merge_sides import pair_sides
from etl.events.merge_times import agree_dates, agree_modes, agree_status, has_come, is_presupposed, is_setting_out, is_title

_ORDER = ("visitor", "host", "participant")


def merge_meetings(scene: Scene, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings of an article, each once: the sentence that tells most stands for all that tell the same."""
    merged: list[Meeting] = []
    for meeting in sorted(meetings, key=lambda m: (-_weight(scene, m), m.match.trigger)):
        joined = meeting
        while (twin := next((i for i, other in enumerate(merged) if _same(scene, other, joined)), -1)) >= 0:
            joined = _join(scene, merged.pop(twin), joined)
        merged.append(joined)
    return sorted(merged, key=lambda m: m.match.trigger)


def _weight(scene: Scene, meeting: Meeting) -> int:
    """How much a sentence tells of a meeting; the country visited says no more than the place does."""
    land = meeting.where.country if meeting.where is not None else None
    hosts = {t.actor for t in meeting.parts.get("host", ())}
    told = [a for a in meeting.actors if a not in hosts or scene.cast.members[a].key != land]
    return 2 * len(told) + 2 * (meeting.when is not None) + (meeting.where is not None) + (meeting.mode != "unknown")


def _same(scene: Scene, one: Meeting, other: Meeting) -> bool:
    if one.match.trigger == other.match.trigger:
        return one.where is None or other.where is None or one.where.country == other.where.country
    if _goes_there(one, other) or _goes_there(other, one):
        return True
    if not agree_status(scene, one, other) or not agree_dates(scene, one, other) or not agree_modes(one.mode, other.mode):
        return False
    if one.where and other.where and one.where.country != other.where.country:
        return False
    return _same_people(scene, one, other)


def _goes_there(visit: Meeting, talks: Meeting) -> bool:
    """Whether a sentence tells where somebody goes and whom he meets there (`part pour Riga, où le reçoit X`)."""
    if visit.match.sentence != talks.match.sentence or (visit.kind, talks.kind) != ("visit", "talks"):
        return False
    if visit.where is None:
        return False
    come = visit.match.verb_group
    described = come is not None and come.tense == "past_participle" and visit.match.at == visit.match.verb
    there = described if talks.where is None else visit.where.country == talks.where.country
    return there and {t.actor for t in visit.parts.get("visitor", ())} <= talks.actors


def _same_people(scene: Scene, one: Meeting, other: Meeting) -> bool:
    if one.kind == other.kind == "summit" and (_is_bare_summit(scene, one) or _is_bare_summit(scene, other)):
        return True
    if _same_sides(scene, one, other):
        return True
    common = one.actors & other.actors
    if not common:
        return False
    if one.actors <= other.actors or other.actors <= one.actors:
        return len(common) > 1 or one.match.frame.options == other.match.frame.options
    return _is_visit_of(scene, one, other) or _is_visit_of(scene, other, one)


def _same_sides(scene: Scene, one: Meeting, other: Meeting) -> bool:
    """Whether two tellings name the same sides in other words; a title may leave unsaid what lands all its persons are of."""
    paired = pair_sides(scene, one, other)
    if "summit" in (one.kind, other.kind):
        return _is_summit_of(scene, one, other) or _is_summit_of(scene, other, one)
    headline = scene.is_title(one.match.sentence) != scene.is_title(other.match.sentence)
    headline |= one.match.frame == other.match.frame and _is_next(scene, one, other)
    return bool(paired.told) and paired.whole and paired.sides > 1 and paired.guessed <= 1 + headline


def _is_next(scene: Scene, one: Meeting, other: Meeting) -> bool:
    """Whether two tellings stand in sentences side by side."""
    mine, theirs = one.match.sentence, other.match.sentence
    return mine.last == theirs.first or theirs.last == mine.first


def _is_summit_of(scene: Scene, summit: Meeting, talks: Meeting) -> bool:
    """Whether talks told by the states alone are the gathering of more sides, theirs among them, that persons are told of."""
    dated = talks.when is not None and summit.when is not None
    if (summit.kind, talks.kind) != ("summit", "talks") or talks.match.at == talks.match.verb or dated:
        return False
    states = all(scene.cast.members[a].kind == COUNTRY for a in talks.actors)
    paired = pair_sides(scene, summit, talks)
    return states and paired.whole and not paired.guessed and len(talks.actors) > 1 and paired.sides == len(talks.actors)


def _is_bare_summit(scene: Scene, summit: Meeting) -> bool:
    """Whether a summit is told by its definite noun alone (`X et Y participent au sommet`): the one of which is spoken."""
    match = summit.match
    following = match.groups[match.at + 1] if match.at + 1 < len(match.groups) else None
    bare = following is None or following.prep not in ("de", "entre", "avec", "à", "en")
    named = match.groups[match.at].last > match.trigger[1]
    return match.at != match.verb and bare and not named and is_definite(scene, match.groups[match.at])


def _is_visit_of(scene: Scene, visit: Meeting, talks: Meeting) -> bool:
    """Whether a visit to a country is the one during which talks with people of it were held there."""
    members = scene.cast.members
    hosts = [t.actor for t in visit.parts.get("host", ())]
    if visit.kind != "visit" or talks.kind != "talks" or visit.where is None or talks.where is None:
        return False
    told = all(members[a].country in (None, visit.where.country) for a in hosts)
    guests = {t.actor for t in visit.parts.get("visitor", ())}
    if any(members[a].country not in (None, visit.where.country) for a in talks.actors - guests):
        return False
    return told and guests <= talks.actors


def _status(scene: Scene, main: Meeting, other: Meeting) -> str:
    """The status of a meeting told twice: called off if one says so, else that of the visit, else of the fuller telling."""
    if "cancelled" in (main.status, other.status):
        return "cancelled"
    for vague, told in ((main, other), (other, main)):
        if is_title(scene, vague) or is_presupposed(scene, vague) or (told.status == "planned" and is_setting_out(vague)):
            return told.status
    if any(m.status == "held" and m.kind == "visit" and has_come(scene, m) for m in (main, other)):
        return "held"
    return other.status if other.kind == "visit" and main.kind != "visit" else main.status


def _kind(main: Meeting, other: Meeting, number: int) -> str:
    """What kind of meeting two tellings tell: a summit needs a third side, a visit includes its talks."""
    kinds = {main.kind, other.kind}
    if "summit" in kinds and (number > 2 or main.kind == other.kind or main.kind == "summit"):
        return "summit"
    return "visit" if "visit" in kinds else "talks"


def _join(scene: Scene, main: Meeting, other: Meeting) -> Meeting:
    """What two sentences tell of one meeting: the first one's words, filled up from the other."""
    taken: dict[int, tuple[str, Taken]] = {}
    for meeting in (main, other):
        for part in _ORDER:
            for t in meeting.parts.get(part, ()):
                taken.setdefault(t.actor, (part, t))
    members = scene.cast.members
    vague = pair_sides(scene, main, other).told
    lands = {members[a].country for a in taken if members[a].kind == PERSON}
    place = main.where or other.where
    if place is not None and any(part != "visitor" and members[a].kind == PERSON for a, (part, _) in taken.items()):
        lands.add(place.country)
    parts: dict[str, tuple[Taken, ...]] = {}
    for actor, (part, t) in taken.items():
        if actor not in vague and not (members[actor].kind == COUNTRY and members[actor].key in lands):
            parts[part] = (*parts.get(part, ()), t)
    return main._replace(
        parts=parts,
        mode=other.mode if main.mode == "unknown" else main.mode,
        kind=_kind(main, other, len([t for told in parts.values() for t in told])),
        when=main.when or other.when,
        where=main.where or other.where,
        status=_status(scene, main, other),
        mode_words=main.mode_words or other.mode_words,
    )
