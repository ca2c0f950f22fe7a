"""Meetings: from the frames of talking, receiving, visiting and gathering to rows."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from etl.entities.namings import COUNTRY, PERSON
from etl.entities.scene import Scene
from etl.events.certainty import is_future, is_granted, is_seized, looks_planned, modality
from etl.events.circumstance_words import circumstance_words
from etl.events.extent import tokens_of
from etl.events.match import Match, Taken
from etl.events.meeting_doubts import came_to_nothing, is_ahead, is_invited, is_no_meeting, is_said_of
from etl.events.meeting_parts import parts_of
from etl.events.meeting_places import place_of
from etl.events.meeting_words import meeting_words
from etl.events.places import Where
from etl.events.times import When, when
from etl.language.clauses import complements_of, is_finite, subject_of
from etl.language.groups import NOUN, TIME
from etl.language.verbs import VerbGroup

_GOVERNED = frozenset({"", "de", "à", "pour"})  # how a verb governs the noun of what it plans, unlike `lors d'une rencontre`
_PAIR = 2
_WEEK = 7  # days


class Meeting(NamedTuple):
    """A meeting as one sentence tells it."""

    match: Match
    parts: dict[str, tuple[Taken, ...]]
    mode: str
    kind: str
    status: str
    modality: str
    when: When | None
    where: Where | None
    mode_words: tuple[int, int] | None

    @property
    def actors(self) -> frozenset[int]:
        """Everybody who takes part."""
        return frozenset(taken.actor for group in self.parts.values() for taken in group)


def read_meeting(scene: Scene, match: Match) -> Meeting | None:
    """The meeting that a match tells, or None where it tells none."""
    if is_no_meeting(scene, match):
        return None
    place = place_of(scene, match)
    parts = parts_of(scene, match, place)
    told = None if parts is None else _told(scene, match)
    if parts is None or told is None:
        return None
    status, held_on = told
    mode, mode_words = _mode(scene, match, _own_words(match, tokens_of(match)), place)
    kind = "talks" if _has_two_sides(scene, match, parts) else match.frame.values["kind"]
    if kind == "talks" and _is_for_summit(scene, match, parts):
        kind = "summit"
    there = place if mode == "in_person" else None
    return Meeting(match, parts, mode, kind, status, modality(scene, match), held_on, there, mode_words)


def _told(scene: Scene, match: Match) -> tuple[str, When | None] | None:
    """The status of a meeting and its date, or None where the words deny it."""
    words, verb, own = meeting_words(scene.pack), match.verb_group, match.groups[match.at]
    governed = match.at != match.verb and match.groups[match.at].prep in _GOVERNED and not match.frame.options.get("clause")
    called_off = verb is not None and verb.is_one_of(words.cancelling)
    if governed and (called_off or is_said_of(scene, match, words.cancelling_nouns)):
        return "cancelled", when(scene, match, future=True, since=_behind_day(match))
    beside = match.at != match.verb and own.prep == "lors de"
    if verb is not None and verb.negated and not beside and not came_to_nothing(scene, match):
        off = is_future(verb, scene.pack) and not verb.modal and verb.tense != "conditional"
        return ("cancelled", when(scene, match, future=True)) if off else None
    if own.verb is None and own.prep == "lors de" and scene.words[own.first] in words.behind:
        day = when(scene, match, future=False, since=match.at)
        told = day is not None and day.start > scene.tokens[own.first].start
        return match.frame.values.get("status") or "held", day if told else None
    hoping = governed and ((verb is not None and verb.is_one_of(words.hoping)) or is_invited(scene, match))
    if _is_agreed_on(scene, match):
        return "planned", when(scene, match, future=True, since=match.at)
    if governed and verb is not None and verb.passive and verb.is_one_of(words.scheduling):
        return "planned", when(scene, match, future=True, since=match.at)
    if hoping or is_ahead(scene, match):
        return match.frame.values.get("status") or "planned", None
    announced = governed and verb is not None and match.verb < match.at and verb.is_one_of(words.announcing)
    planned = announced or is_future(verb, scene.pack) or _intended(scene, match)
    planned = planned or (looks_planned(scene, match) and not _has_begun(scene, match))
    aimed = verb is not None and verb.tense == "infinitive" and not verb.modal
    since = _behind_day(match) if planned and (announced or aimed) else 0
    status, held_on = _dated(scene, match, "planned" if planned else "held", since)
    return match.frame.values.get("status") or status, held_on


def _is_agreed_on(scene: Scene, match: Match) -> bool:
    """Whether a noun of meeting, or of holding one, stands under `sur` or `de` as what sides agree on."""
    verb, groups = match.verb_group, match.groups
    if verb is None or match.verb >= match.at or verb.negated or not verb.is_one_of(meeting_words(scene.pack).agreeing):
        return False
    first = match.at
    while first > match.verb + 1 and groups[first].prep == "de" and groups[first - 1].kind == NOUN:
        first -= 1
    return groups[first].prep in ("sur", "de")


def _has_begun(scene: Scene, match: Match) -> bool:
    """Whether a noun of meeting is the subject of a past verb of happening (`la rencontre attendue a débuté lundi`)."""
    verb = match.verb_group
    if verb is None or match.at == match.verb or verb.tense not in ("past", "pluperfect") or verb.negated:
        return False
    return verb.is_one_of(meeting_words(scene.pack).happening) and match.at in subject_of(match.groups, match.verb)


def _behind_day(match: Match) -> int:
    """From where a date tells a meeting that was announced, asked for or called off, not the day when it was."""
    if match.verb > match.at:
        return 0
    following = match.groups[match.verb + 1] if match.verb + 1 < len(match.groups) else None
    return match.verb + 1 + (following is not None and following.kind == TIME and match.at != match.verb)


def _dated(scene: Scene, match: Match, status: str, since: int) -> tuple[str, When | None]:
    """The status of a meeting as its words and its date tell it together, and the date; none before the group at `since`."""
    verb = match.verb_group
    tense = verb.tense if verb is not None else ""
    foretold = verb is not None and tense == "imperfect" and not verb.modal  # `était attendu`: told from a later day
    held_on = when(scene, match, future=status != "held" and not foretold, since=since)
    day = held_on.value.earliest if held_on else None
    if status != "held" or day is None or scene.published_on is None:
        return status, held_on
    if day > scene.published_on:
        return ("held", None) if tense in ("past", "pluperfect") else ("planned", held_on)
    ahead = when(scene, match, future=True) if tense == "present" and day < scene.published_on else None
    if ahead is not None and (other := ahead.value.earliest) is not None and other > day:
        weekday = (other - day).days == _WEEK  # `entame jeudi une visite`: the weekday to come
        if weekday or other - scene.published_on < scene.published_on - day:
            return "planned", ahead
    return status, held_on


def _has_two_sides(scene: Scene, match: Match, parts: dict[str, tuple[Taken, ...]]) -> bool:
    """Whether two countries or persons and nobody else gather (`X et Y se réunissent`, `le sommet entre X et Y`): no summit."""
    behind = takewhile(lambda group: group.verb is None, match.groups[match.at + 1 :])
    between = any(group.prep in ("avec", "entre") for group in behind) or _is_held_by_all(scene, match)
    if match.frame.values["kind"] != "summit" or (match.at != match.verb and not between):
        return False
    everybody = [scene.cast.members[t.actor] for taken in parts.values() for t in taken]
    return len(everybody) == 2 and all(member.kind in (COUNTRY, PERSON) for member in everybody)


def _is_held_by_all(scene: Scene, match: Match) -> bool:
    """Whether a summit is what its sides hold together (`X et Y tiendront leur sommet annuel`), not one that they go to."""
    verb, groups = match.verb_group, match.groups
    holds = verb is not None and not verb.passive and verb.is_one_of(meeting_words(scene.pack).gathering)
    return holds and not groups[match.at].prep and len(subject_of(groups, match.verb)) > 1


def _is_for_summit(scene: Scene, match: Match, parts: dict[str, tuple[Taken, ...]]) -> bool:
    """Whether three or more meet for what their own clause calls a summit (`X, Y et Z se retrouvent pour un sommet`)."""
    if match.at != match.verb or len({t.actor for taken in parts.values() for t in taken}) <= _PAIR:
        return False
    gathered = [match.groups[i] for prep, i in complements_of(match.groups, match.at) if prep in ("pour", "lors de", "à")]
    return any(scene.tokens[g.head].low in meeting_words(scene.pack).summits for g in gathered if g.kind == NOUN)


def _own_words(match: Match, clause: tuple[int, int]) -> tuple[int, int]:
    """The tokens that can tell how a meeting was held: for a noun under a preposition only those that go with the noun."""
    group = match.groups[match.at]
    if group.verb is not None or group.prep in ("", "par"):
        later = (g.first for g in match.groups[match.at + 1 :] if g.verb is not None and match.at == match.verb)
        return clause[0], min(next(later, clause[1]), clause[1])
    return group.first, match.groups[min(match.at + 3, len(match.groups) - 1)].last


def _intended(scene: Scene, match: Match) -> bool:
    """Whether the event hangs on an infinitive, as what somebody means to do.

    Under `après` or `avant de` it is done when the main verb is.
    """
    verb = match.verb_group
    if verb is None or verb.tense != "infinitive" or verb.modal:
        return False
    if match.at != match.verb and set(verb.lemmas) & meeting_words(scene.pack).presupposing:
        return False
    if is_seized(scene, match):
        return False
    opener = match.groups[match.verb - 1] if match.verb > 0 else match.groups[match.verb]
    beside = opener.prep == "lors de" and opener.kind == NOUN and opener.head >= opener.last - 1
    preps = (match.groups[match.verb].prep, match.groups[match.at].prep)
    if not is_granted(scene, match) and "lors de" not in preps and not (beside and match.at == match.verb):
        return True
    finite = [g.verb for g in match.groups[: match.verb] if is_finite(g)] or [g.verb for g in match.groups if is_finite(g)]
    return any(is_future(verb, scene.pack) or _foretells(scene, verb) for verb in finite[:1] + finite[-1:])


def _foretells(scene: Scene, verb: VerbGroup | None) -> bool:
    """Whether a verb group in the present tells what is to come by its participle (`est attendu`)."""
    if verb is None or verb.tense != "present":
        return False
    return not circumstance_words(scene.pack).planned.isdisjoint(scene.words[verb.first : verb.last])


def _mode(scene: Scene, match: Match, clause: tuple[int, int], place: Where | None) -> tuple[str, tuple[int, int] | None]:
    """How they met, and offsets of the words that say so."""
    if found := meeting_words(scene.pack).modes.first(scene.words, *clause, clause[1]):
        first, last, modes = found
        return modes[0], (scene.tokens[first].start, scene.tokens[last - 1].end)
    mode = match.frame.values["mode"]
    return ("in_person" if mode == "unknown" and place is not None else mode), None
