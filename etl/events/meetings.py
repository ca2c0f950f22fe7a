"""Meetings: from the frames of talking, receiving, visiting and gathering to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from etl.entities.gazetteer import subtype_of
from etl.entities.namings import CITY, COUNTRY, PERSON, Naming
from etl.entities.scene import Scene
from etl.events.circumstances import (
    When,
    Where,
    extent,
    is_future,
    is_only_thought,
    last_place,
    looks_planned,
    modality,
    place_of_noun,
    tokens_of,
    when,
    where,
)
from etl.events.match import Match, Taken
from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize

_GOVERNED = frozenset({"", "de", "à", "pour"})  # how a verb governs the noun of what it plans, unlike `lors d'une rencontre`


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


class _Words(NamedTuple):
    modes: Phrases[str]
    cancelling: frozenset[str]
    hoping: frozenset[str]
    interviewers: frozenset[str]
    appealing: frozenset[str]
    not_a_meeting: Phrases[bool]


@cache
def _words(pack: Pack) -> _Words:
    data = pack.data("frames/meetings")

    def words(phrase: str) -> tuple[str, ...]:
        return tuple(token.low for token in tokenize(phrase, pack))

    return _Words(
        Phrases((words(phrase), mode) for mode, phrases in data["modes"].items() for phrase in phrases),
        frozenset(data["cancelling"]),
        frozenset(data["hoping"]),
        frozenset(data["interviewers"]),
        frozenset(data["appealing"]),
        Phrases((words(phrase), True) for phrase in data["not_a_meeting"]),
    )


def read_meeting(scene: Scene, match: Match) -> Meeting | None:
    """The meeting that a match tells, or None where it tells none."""
    words = _words(scene.pack)
    verb = match.verb_group
    first, last = match.trigger
    if words.not_a_meeting.longest([token.low for token in scene.tokens[first : last + 4]], 0):
        return None
    if (
        match.at != match.verb
        and verb is not None
        and match.frame.values["mode"] == "phone"
        and verb.is_one_of(words.appealing)
    ):
        return None
    a_thing = match.frame.options.get("clause") and not match.groups[match.at].prep
    if a_thing or is_only_thought(scene, match):
        return None
    cancelled = verb is not None and verb.is_one_of(words.cancelling) and match.at != match.verb
    if verb is not None and verb.negated and not cancelled:
        if not is_future(verb, scene.pack) or verb.modal:
            return None
        cancelled = True
    place = _place(scene, match)
    parts = _parts(scene, match, place)
    if parts is None:
        return None
    clause = tokens_of(match)
    governed = match.at != match.verb and match.groups[match.at].prep in _GOVERNED
    hoped = governed and verb is not None and verb.is_one_of(words.hoping)
    planned = not cancelled and (hoped or is_future(verb, scene.pack) or _intended(match) or looks_planned(scene, match))
    mode, mode_words = _mode(scene, match, _own_words(match, clause), place)
    held_on = None if hoped else when(scene, match, future=planned or cancelled)
    if (
        planned is False
        and held_on
        and scene.published_on
        and held_on.value.earliest
        and held_on.value.earliest > scene.published_on
    ):
        planned = not cancelled
    status = "cancelled" if cancelled else match.frame.values.get("status") or ("planned" if planned else "held")
    kind = match.frame.values["kind"]
    return Meeting(
        match, parts, mode, kind, status, modality(scene, match), held_on, place if mode == "in_person" else None, mode_words
    )


def _own_words(match: Match, clause: tuple[int, int]) -> tuple[int, int]:
    """The tokens that can tell how a meeting was held: for a noun under a preposition only those that go with the noun."""
    group = match.groups[match.at]
    if group.verb is not None or group.prep in ("", "par"):
        return clause
    return group.first, match.groups[min(match.at + 3, len(match.groups) - 1)].last


def _intended(match: Match) -> bool:
    """Whether the event hangs on an infinitive, as what somebody means to do."""
    verb = match.verb_group
    return verb is not None and verb.tense == "infinitive" and not verb.modal


def _place(scene: Scene, match: Match) -> Where | None:
    first, last = extent(match)
    after = list(range(match.at + 1, last))
    before = list(range(match.at - 1, first - 1, -1))
    if found := where(scene, match.groups, [*after, *before]):
        return found
    if match.groups[match.at].verb is None and match.at + 1 < last and (named := place_of_noun(match.groups[match.at + 1])):
        return named
    verb = match.verb_group
    if verb is not None and set(verb.clitics) & grammar(scene.pack).words["place_clitics"]:
        return last_place(scene, match.groups[match.at].first)
    for taken in match.parts.get("place", ()) if match.frame.options.get("moves") else ():
        naming = None if taken.naming is None else scene.namings[taken.naming]
        if naming is not None and naming.country and naming.kind in (CITY, COUNTRY):
            return Where(naming.start, naming.end, naming.country)
    if match.frame.roles.get("object") == "place":
        for i in after[:2]:
            ref = match.groups[i].ref
            if isinstance(ref, Naming) and ref.kind in (CITY, COUNTRY):
                return Where(ref.start, ref.end, ref.country)
    return None


def _parts(scene: Scene, match: Match, place: Where | None) -> dict[str, tuple[Taken, ...]] | None:
    """Who takes part, or None where that makes no meeting."""
    members = scene.cast.members
    parts = {part: _meeting(scene, taken) for part, taken in match.parts.items() if part in ("participant", "visitor", "host")}
    parts = {part: taken for part, taken in parts.items() if taken}
    persons = [t for taken in parts.values() for t in taken if members[t.actor].kind == PERSON]
    if match.frame.options.get("moves"):
        visitors = [t for t in parts.get("visitor", ()) if members[t.actor].kind == PERSON]
        if not visitors or place is None or place.country is None or any(part not in match.parts for part in match.frame.needs):
            return None
        if any(members[t.actor].country == place.country for t in visitors):
            return None
        hosts = parts.get("host", ()) or _host(scene, place)
        return {"visitor": tuple(visitors), **({"host": tuple(hosts)} if hosts else {})}
    if match.frame.roles.get("subject") == "host" and "host" not in parts and place is not None:
        parts |= {"host": _host(scene, place)} if _host(scene, place) else {}
    everybody = {t.actor for taken in parts.values() for t in taken}
    if any(part not in parts for part in match.frame.needs):
        return None
    if match.frame.options.get("gathering"):
        return parts if everybody and (len(everybody) > 1 or place is not None) else None
    if len(everybody) < 2:
        return None
    countries = {members[t.actor].country for t in persons}
    kept = {
        part: tuple(t for t in taken if not (members[t.actor].kind == COUNTRY and members[t.actor].country in countries))
        for part, taken in parts.items()
    }
    kept = {part: taken for part, taken in kept.items() if taken}
    return kept if len({t.actor for taken in kept.values() for t in taken}) > 1 else None


def _meeting(scene: Scene, taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """Those who can meet: newsrooms interview."""
    interviewers, members = _words(scene.pack).interviewers, scene.cast.members
    return tuple(t for t in taken if subtype_of(members[t.actor].key, scene.pack) not in interviewers)


def _host(scene: Scene, place: Where) -> tuple[Taken, ...]:
    """The country visited, as host."""
    known = next(
        (i for i, member in enumerate(scene.cast.members) if member.kind == COUNTRY and member.key == place.country), None
    )
    naming = next((i for i, n in enumerate(scene.namings) if n.start == place.first), None)
    return () if known is None else (Taken(known, naming),)


def _mode(scene: Scene, match: Match, clause: tuple[int, int], place: Where | None) -> tuple[str, tuple[int, int] | None]:
    """How they met, and offsets of the words that say so."""
    if found := _words(scene.pack).modes.first(scene.words[: clause[1]], *clause):
        first, last, modes = found
        return modes[0], (scene.tokens[first].start, scene.tokens[last - 1].end)
    mode = match.frame.values["mode"]
    return ("in_person" if mode == "unknown" and place is not None else mode), None


def read_meetings(scene: Scene, matches: list[Match]) -> Iterator[Meeting]:
    """The meetings of an article, one for each sentence that tells one."""
    for match in matches:
        if match.frame.table == "meetings" and (meeting := read_meeting(scene, match)):
            yield meeting
