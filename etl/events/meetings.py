"""Meetings: from the frames of talking, receiving, visiting and gathering to rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from etl.entities.gazetteer import subtype_of
from etl.entities.members import Member
from etl.entities.namings import COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.scene import Scene
from etl.events.certainty import is_future, is_granted, is_seized, looks_planned, modality
from etl.events.extent import tokens_of
from etl.events.match import Match, Taken
from etl.events.meeting_doubts import came_to_nothing, is_ahead, is_invited, is_no_meeting, is_said_of
from etl.events.meeting_places import place_of
from etl.events.meeting_words import meeting_words
from etl.events.places import Where
from etl.events.times import When, when
from etl.language.clauses import complements_of, is_finite, subject_of
from etl.language.groups import NOUN, TIME

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
    parts = _parts(scene, match, place)
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
    words, verb = meeting_words(scene.pack), match.verb_group
    governed = match.at != match.verb and match.groups[match.at].prep in _GOVERNED and not match.frame.options.get("clause")
    called_off = verb is not None and verb.is_one_of(words.cancelling)
    if governed and (called_off or is_said_of(scene, match, words.cancelling_nouns)):
        return "cancelled", when(scene, match, future=True, since=_behind_day(match))
    if verb is not None and verb.negated and not came_to_nothing(scene, match):
        off = is_future(verb, scene.pack) and not verb.modal and verb.tense != "conditional"
        return ("cancelled", when(scene, match, future=True)) if off else None
    own = match.groups[match.at]
    if own.verb is None and own.prep == "lors de" and scene.words[own.first] in words.behind:
        day = when(scene, match, future=False, since=match.at)
        told = day is not None and day.start > scene.tokens[own.first].start
        return match.frame.values.get("status") or "held", day if told else None
    hoping = governed and ((verb is not None and verb.is_one_of(words.hoping)) or is_invited(scene, match))
    if _is_agreed_on(scene, match):
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
    between = any(group.prep in ("avec", "entre") for group in behind)
    if match.frame.values["kind"] != "summit" or (match.at != match.verb and not between):
        return False
    everybody = [scene.cast.members[t.actor] for taken in parts.values() for t in taken]
    return len(everybody) == 2 and all(member.kind in (COUNTRY, PERSON) for member in everybody)


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
    return any(is_future(verb, scene.pack) for verb in (finite[:1] + finite[-1:]))


def _parts(scene: Scene, match: Match, place: Where | None) -> dict[str, tuple[Taken, ...]] | None:
    """Who takes part, or None where that makes no meeting."""
    members = scene.cast.members
    parts = {part: _meeting(scene, taken) for part, taken in match.parts.items() if part in ("participant", "visitor", "host")}
    parts = {part: taken for part, taken in parts.items() if taken}
    persons = [t for taken in parts.values() for t in taken if members[t.actor].kind == PERSON]
    if match.frame.options.get("moves"):
        visitors = [t for t in parts.get("visitor", ()) if members[t.actor].kind == PERSON or _is_by_office(scene, t)]
        if not visitors or place is None or place.country is None or any(part not in match.parts for part in match.frame.needs):
            return None
        if any(members[t.actor].country == place.country for t in visitors):
            return None
        called_on = [t for t in match.parts.get("place", ()) if members[t.actor].kind == PERSON]  # `rendre visite à X`
        hosts = parts.get("host", ()) or called_on or _host(scene, place)
        return {"visitor": tuple(visitors), **({"host": tuple(hosts)} if hosts else {})}
    if match.frame.roles.get("object") == "visitor" and "visitor" not in parts:
        return None
    if match.frame.roles.get("subject") == "host" and "host" not in parts and place is not None:
        parts |= {"host": _host(scene, place)} if _host(scene, place) else {}
    everybody = {t.actor for taken in parts.values() for t in taken}
    if len(everybody) == 1 and _meets_own_head(scene, match, members[next(iter(everybody))]):
        return parts
    if match.frame.roles.get("subject") == "host" and parts.keys() == {"visitor"}:
        return None
    if any(part not in parts for part in match.frame.needs):
        return None
    if match.frame.options.get("gathering"):
        return parts if _is_gathering(scene, match, everybody, place) else None
    if len(everybody) < 2 or all(members[a].kind == ORGANIZATION and not members[a].key for a in everybody):
        return None
    countries = {members[t.actor].country for t in persons}
    kept = {
        part: tuple(t for t in taken if not (members[t.actor].kind == COUNTRY and members[t.actor].country in countries))
        for part, taken in parts.items()
    }
    kept = {part: taken for part, taken in kept.items() if taken}
    several = {t.actor for taken in kept.values() for t in taken}
    return kept if len(several) > 1 and not _is_at_home(scene, several, place) else None


def _meets_own_head(scene: Scene, match: Match, guest: Member) -> bool:
    """Whether somebody of a told country meets the head of one that nobody tells (`le président de la République a reçu X`)."""
    words, verb = meeting_words(scene.pack), match.verb_group
    if verb is None or match.at != match.verb or guest.country is None or guest.kind not in (PERSON, COUNTRY):
        return False
    sides = subject_of(match.groups, match.at)
    if verb.passive:
        sides = tuple(i for prep, i in complements_of(match.groups, match.at) if prep == "par")
    told = [ref for i in sides if isinstance(ref := match.groups[i].ref, Naming) and ref.kind == OFFICE]
    heads = words.at_home | words.premier
    return len(told) == len(sides) == 1 and any(office.kind in heads and not office.countries for office in told[0].offices)


def _is_by_office(scene: Scene, taken: Taken) -> bool:
    """Whether a state stands for somebody told by an office alone (`le président turc`)."""
    naming = None if taken.naming is None else scene.namings[taken.naming]
    return naming is not None and naming.kind == OFFICE and not any(office.plural for office in naming.offices)


def _is_of_one_state(scene: Scene, told: list[Member]) -> bool:
    """Whether a head of state or government meets ministers, and nobody says of which country: a paper of theirs need not."""
    words = meeting_words(scene.pack)
    if any(m.country for m in told):
        return False
    for kinds, roles in ((words.at_home, words.national), (words.premier, words.cabinet)):
        others = [m for m in told if all(office.kind not in kinds for office in m.offices)]
        ministers = [m for m in others if m.offices and all(office.role in roles for office in m.offices)]
        if len(told) - len(others) == 1 and len(ministers) == len(others):
            return True
    return False


def _is_gathering(scene: Scene, match: Match, everybody: set[int], place: Where | None) -> bool:
    """Whether those who are told to gather make a meeting; one alone does where he goes abroad for it."""
    members, alone = scene.cast.members, len(everybody) == 1
    verb = match.verb_group
    hoping = verb is not None and match.at != match.verb and verb.is_one_of(meeting_words(scene.pack).hoping)
    if not everybody or (alone and (hoping or is_invited(scene, match))):
        return False
    told = [members[a] for a in everybody]
    if alone and _is_standing(told[0]):
        return place is not None or when(scene, match, future=True) is not None
    if match.frame.options.get("session") and (alone or (hoping and match.verb < match.at)):
        return False
    if place is None and (alone or (match.at == match.verb and _convenes_own(scene, match))):
        return False
    at_home = place is not None and any(m.kind == PERSON and m.country == place.country for m in told)
    return not alone or not at_home


def _is_standing(member: Member) -> bool:
    """Whether an actor is a listed organization of no single state: its sessions are gatherings of its members."""
    return member.kind == ORGANIZATION and bool(member.key) and member.country is None


def _convenes_own(scene: Scene, match: Match) -> bool:
    """Whether somebody of no told country convenes persons of none (`X a réuni ses ministres Y et Z`)."""
    verb = match.verb_group
    told = [scene.cast.members[t.actor] for taken in match.parts.values() for t in taken]
    if verb is None or verb.reflexive or verb.passive or any(m.kind != PERSON or m.country for m in told):
        return False
    return any(isinstance(match.groups[i].ref, Naming) for i in subject_of(match.groups, match.at))


def _is_at_home(scene: Scene, actors: Iterable[int], place: Where | None) -> bool:
    """Whether all are persons of one country: a head of state who receives his own ministers meets no other side.

    Whoever holds an office inside a country, of which none is told, is at home unless they meet abroad.
    """
    told = [scene.cast.members[actor] for actor in actors]
    if any(m.kind != PERSON for m in told):
        return False
    local = meeting_words(scene.pack).domestic
    if place is None and _is_of_one_state(scene, told):
        return True
    others = [m for m in told if m.country or not m.offices or any(office.kind not in local for office in m.offices)]
    lands = {m.country for m in others}
    if len(others) == len(told):
        return len(lands) == 1 and None not in lands
    return len(others) == 1 and (place is None or place.country in lands)


def _meeting(scene: Scene, taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """Those who can meet: newsrooms interview."""
    interviewers, members = meeting_words(scene.pack).interviewers, scene.cast.members
    met = (t for t in taken if subtype_of(members[t.actor].key, scene.pack) not in interviewers)
    return tuple(t for t in met if t.naming is None or not _is_newsroom(scene, scene.namings[t.naming]))


def _is_newsroom(scene: Scene, naming: Naming) -> bool:
    """Whether the words that an organization is named by tell that it makes news (`la chaîne X`)."""
    told = scene.words[max(naming.first - 1, 0) : naming.last]
    return naming.kind == ORGANIZATION and not meeting_words(scene.pack).newsrooms.isdisjoint(told)


def _host(scene: Scene, place: Where) -> tuple[Taken, ...]:
    """The country visited, as host."""
    known = next(
        (i for i, member in enumerate(scene.cast.members) if member.kind == COUNTRY and member.key == place.country), None
    )
    naming = next((i for i, n in enumerate(scene.namings) if n.start == place.first), None)
    return () if known is None else (Taken(known, naming),)


def _mode(scene: Scene, match: Match, clause: tuple[int, int], place: Where | None) -> tuple[str, tuple[int, int] | None]:
    """How they met, and offsets of the words that say so."""
    if found := meeting_words(scene.pack).modes.first(scene.words, *clause, clause[1]):
        first, last, modes = found
        return modes[0], (scene.tokens[first].start, scene.tokens[last - 1].end)
    mode = match.frame.values["mode"]
    return ("in_person" if mode == "unknown" and place is not None else mode), None
