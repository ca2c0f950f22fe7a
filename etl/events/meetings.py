"""Meetings: from the frames of talking, receiving, visiting and gathering to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from etl.entities.gazetteer import subtype_of
from etl.entities.namings import CITY, COUNTRY, ORGANIZATION, PERSON, Naming
from etl.entities.scene import Scene
from etl.events.agreements import read_agreements
from etl.events.circumstances import (
    PURPOSE,
    When,
    Where,
    extent,
    is_aside,
    is_future,
    is_unreal,
    last_place,
    looks_planned,
    modality,
    place_of_noun,
    tokens_of,
    when,
    where,
)
from etl.events.match import Match, Taken, take
from etl.events.frames import frames
from etl.language.clauses import clause_start, is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, RELATIVE, LINK, NOUN, TIME, Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize

_THERE = frozenset({"à", "en", "dans", "chez"})
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
    urging: frozenset[str]
    margins: frozenset[tuple[str, ...]]
    presupposing: frozenset[str]
    announcing: frozenset[str]
    happening: frozenset[str]
    cancelling_nouns: frozenset[str]
    inviting_nouns: frozenset[str]
    granting: frozenset[str]
    lasting: frozenset[str]
    stages: frozenset[str]
    every: frozenset[str]
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
        frozenset(data["urging"]),
        frozenset(words(phrase) for phrase in data["margins"]),
        frozenset(data["presupposing"]),
        frozenset(data["announcing"]),
        frozenset(data["happening"]),
        frozenset(data["cancelling_nouns"]),
        frozenset(data["inviting_nouns"]),
        frozenset(data["granting"]),
        frozenset(data["lasting"]),
        frozenset(data["stages"]),
        frozenset(data["every"]),
        Phrases((words(phrase), True) for phrase in data["not_a_meeting"]),
    )


def read_meeting(scene: Scene, match: Match) -> Meeting | None:
    """The meeting that a match tells, or None where it tells none."""
    words = _words(scene.pack)
    verb = match.verb_group
    first, last = match.trigger
    excluded = words.not_a_meeting.longest([token.low for token in scene.tokens[first : last + 4]], 0)
    at_large = match.at != match.verb and told_by(scene, match.groups[match.at], words.every)
    if at_large or (excluded and not match.frame.options.get("under")):
        return None
    if match.at != match.verb and match.frame.values["mode"] == "phone" and _is_appeal(scene, match):
        return None
    if match.frame.options.get("urged") and _is_urged(scene, match):
        return None
    a_thing = match.frame.options.get("clause") and not match.groups[match.at].prep
    if a_thing or _is_topic(scene, match) or is_unreal(scene, match) or (match.frame.options.get("seen") and _sees_done(match)):
        return None
    governed = match.at != match.verb and match.groups[match.at].prep in _GOVERNED and not match.frame.options.get("clause")
    cancelled = governed and (
        (verb is not None and verb.is_one_of(words.cancelling)) or _is_said_of(scene, match, words.cancelling_nouns)
    )
    if verb is not None and verb.negated and not cancelled and not _came_to_nothing(scene, match):
        if not is_future(verb, scene.pack) or verb.modal:
            return None
        cancelled = True
    place = _place(scene, match)
    parts = _parts(scene, match, place)
    if parts is None:
        return None
    clause = tokens_of(match)
    hoped = governed and ((verb is not None and verb.is_one_of(words.hoping)) or _is_invited(scene, match))
    announced = governed and verb is not None and match.verb < match.at and verb.is_one_of(words.announcing)
    planned = not cancelled and (
        hoped or announced or is_future(verb, scene.pack) or _intended(scene, match) or looks_planned(scene, match)
    )
    mode, mode_words = _mode(scene, match, _own_words(match, clause), place)
    foretold = verb is not None and verb.tense == "imperfect" and not verb.modal  # `était attendu`: told from a later day
    held_on = None if hoped else when(scene, match, future=(planned or cancelled) and not foretold)
    if (
        planned is False
        and held_on
        and scene.published_on
        and held_on.value.earliest
        and held_on.value.earliest > scene.published_on
    ):
        planned = not cancelled
    status = "cancelled" if cancelled else match.frame.values.get("status") or ("planned" if planned else "held")
    kind = "talks" if _has_two_sides(scene, match, parts) else match.frame.values["kind"]
    return Meeting(
        match, parts, mode, kind, status, modality(scene, match), held_on, place if mode == "in_person" else None, mode_words
    )


def _is_topic(scene: Scene, match: Match) -> bool:
    """Whether long talks are only what something is about (`l'avancement des négociations entre X et Y`)."""
    group, words = match.groups[match.at], _words(scene.pack)
    if group.verb is not None or group.prep not in ("de", "sur") or scene.tokens[group.head].low not in words.lasting:
        return False
    before = match.groups[match.at - 1] if match.at else None
    if before is None or before.kind != NOUN or before.ref is not None:
        return False
    return not _is_said_of(scene, match, words.stages)


def _is_said_of(scene: Scene, match: Match, nouns: frozenset[str]) -> bool:
    """Whether a noun of event stands under `de` behind one of some nouns (`le report de la visite`)."""
    before = match.groups[match.at - 1] if match.at else None
    of = match.groups[match.at].prep == "de" and before is not None and before.kind == NOUN
    return of and before is not None and not nouns.isdisjoint(scene.words[before.first : before.last])


def _is_invited(scene: Scene, match: Match) -> bool:
    """Whether a noun of event is what an invitation is for (`une invitation de X pour une visite à Y`)."""
    if match.groups[match.at].prep not in ("pour", "à"):
        return False
    before = match.groups[max(match.verb, 0) : match.at]
    return any(g.kind == NOUN and scene.tokens[g.head].low in _words(scene.pack).inviting_nouns for g in before)


def _came_to_nothing(scene: Scene, match: Match) -> bool:
    """Whether a negated verb tells of what did not come of a meeting that was held (`la rencontre n'a rien donné`)."""
    verb = match.verb_group
    if verb is None or verb.is_one_of(_words(scene.pack).happening) or match.at not in subject_of(match.groups, match.verb):
        return False
    return match.at != match.verb and verb.tense in ("past", "pluperfect") and _is_definite(scene, match.groups[match.at])


def _is_appeal(scene: Scene, match: Match) -> bool:
    """Whether an `appel` is one to do something: launched, renewed, or followed by what it is for (`à la reprise de …`)."""
    if match.verb_group is not None and match.verb_group.is_one_of(_words(scene.pack).appealing):
        return True
    if match.trigger[1] - match.trigger[0] > 1:
        return False
    for i in range(match.at + 1, len(match.groups)):
        group = match.groups[i]
        if group.prep == "à" and group.kind != TIME and not isinstance(group.ref, Naming):
            return not take(scene, match.sentence, match.groups, i)
        if group.verb is not None:
            return False
    return False


def _is_urged(scene: Scene, match: Match) -> bool:
    """Whether talks are only what somebody is urged to (`a appelé X à négocier avec Y`)."""
    verb = match.verb_group
    if verb is None or match.at != match.verb or verb.tense != "infinitive":
        return False
    before = next((g.verb for g in match.groups[: match.at][::-1] if g.verb is not None), None)
    return before is not None and before.is_one_of(_words(scene.pack).urging)


def _has_two_sides(scene: Scene, match: Match, parts: dict[str, tuple[Taken, ...]]) -> bool:
    """Whether two countries or persons and nobody else gather (`X et Y se réunissent`): no summit."""
    if match.frame.values["kind"] != "summit" or match.at != match.verb:
        return False
    everybody = [scene.cast.members[t.actor] for taken in parts.values() for t in taken]
    return len(everybody) == 2 and all(member.kind in (COUNTRY, PERSON) for member in everybody)


def _sees_done(match: Match) -> bool:
    """Whether a verb of seeing is about what its object does or is (`inquiet de voir X partir`, `X voit en Y un rival`)."""
    verb = match.verb_group
    return verb is None or not verb.finite or verb.tense == "present"


def _own_words(match: Match, clause: tuple[int, int]) -> tuple[int, int]:
    """The tokens that can tell how a meeting was held: for a noun under a preposition only those that go with the noun."""
    group = match.groups[match.at]
    if group.verb is not None or group.prep in ("", "par"):
        return clause
    return group.first, match.groups[min(match.at + 3, len(match.groups) - 1)].last


def _intended(scene: Scene, match: Match) -> bool:
    """Whether the event hangs on an infinitive, as what somebody means to do.

    Under `après` or `avant de` it is done when the main verb is.
    """
    verb = match.verb_group
    if verb is None or verb.tense != "infinitive" or verb.modal:
        return False
    words, before = _words(scene.pack), match.groups[match.verb - 1] if match.verb else None
    if match.at != match.verb and set(verb.lemmas) & words.presupposing:
        return False
    granted = before is not None and before.kind == NOUN and scene.tokens[before.head].low in words.granting
    if not granted and "lors de" not in (match.groups[match.verb].prep, match.groups[match.at].prep):
        return True
    main = next((g.verb for g in match.groups if is_finite(g)), None)
    return is_future(main, scene.pack)


def _place(scene: Scene, match: Match) -> Where | None:
    first, last = extent(match)
    if match.at != match.verb and match.groups[match.at].prep == "lors de" and match.verb > match.at:
        last = min(last, match.verb)
    if (there := _place_of_relative(match)) is not None:
        return there
    aim = (
        i for i in range(match.at + 1, last) if (v := match.groups[i].verb) and v.tense == "infinitive" and match.groups[i].prep
    )
    after = [i for i in range(match.at + 1, next(aim, last)) if not is_aside(match.groups, i, match.at)]
    before = [i for i in range(match.at - 1, first - 1, -1) if not is_aside(match.groups, i, match.at)]
    if match.frame.options.get("moves") and match.groups[match.at].verb is None:
        after = list(takewhile(lambda i: match.groups[i].prep != "lors de", after))
    reached = not match.frame.options.get("moves") or "à" in match.frame.roles
    if reached and (found := where(scene, match.groups, [*after, *before], _named_until(scene, match))):
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


def _place_of_relative(match: Match) -> Where | None:
    """The place that the clause of a verb describes (`à Riga, où il a reçu X`)."""
    groups, start = match.groups, clause_start(match.groups, match.at)
    if match.at != match.verb or start < 2 or groups[start - 1].kind != RELATIVE or groups[start - 1].ref == "subject":
        return None
    before = groups[start - 2] if groups[start - 2].kind != COMMA else groups[start - 3]
    ref = before.ref
    if not isinstance(ref, Naming) or ref.kind not in (CITY, COUNTRY) or not before.prep or before.prep in ("de", "avec"):
        return None
    return Where(ref.start, ref.end, ref.country)


def _named_until(scene: Scene, match: Match) -> int:
    """One past the last token of the nouns without determiner that tell what kind of visit it is (`d'amitié et de travail`)."""
    last, bare = (
        match.trigger[1],
        grammar(scene.pack).words["determiners"] | grammar(scene.pack).words["indefinite_contractions"],
    )
    if not match.frame.options.get("moves"):
        return last
    for group in match.groups[match.at + 1 :]:
        if group.kind == NOUN and group.prep == "de" and group.ref is None and not told_by(scene, group, bare):
            last = group.last
        elif group.kind not in (LINK, TIME):
            break
    return last


def told_by(scene: Scene, group: Group, words: frozenset[str]) -> bool:
    """Whether one of some words stands in a noun group, up to its head."""
    return any(token.low in words for token in scene.tokens[group.first : group.head + 1])


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
        at_home = place is not None and any(members[t.actor].country == place.country for t in persons)
        return parts if everybody and (len(everybody) > 1 or (place is not None and not at_home)) else None
    if len(everybody) < 2 or all(members[a].kind == ORGANIZATION and not members[a].key for a in everybody):
        return None
    countries = {members[t.actor].country for t in persons}
    kept = {
        part: tuple(t for t in taken if not (members[t.actor].kind == COUNTRY and members[t.actor].country in countries))
        for part, taken in parts.items()
    }
    kept = {part: taken for part, taken in kept.items() if taken}
    several = {t.actor for taken in kept.values() for t in taken}
    return kept if len(several) > 1 and not _is_at_home(scene, several) else None


def _is_at_home(scene: Scene, actors: Iterable[int]) -> bool:
    """Whether all are persons of one country: a head of state who receives his own ministers meets no other side."""
    told = [scene.cast.members[actor] for actor in actors]
    return all(m.kind == PERSON and m.country for m in told) and len({m.country for m in told}) == 1


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
    """The meetings of an article, one for each sentence that tells one; words that only point back to one tell none."""
    before: list[Meeting] = []
    for match in matches:
        if match.frame.table != "meetings" or _is_margin(scene, match, matches) or _is_agreement(scene, match, matches):
            continue
        if _is_occasion(scene, match) or (before and _points_back(scene, match, before)):
            continue
        if meeting := read_meeting(scene, match):
            before.append(meeting)
    yield from before


def _is_margin(scene: Scene, match: Match, matches: Sequence[Match]) -> bool:
    """Whether a summit is only the occasion of something else (`X et Y se sont rencontrés en marge du sommet`)."""
    if match.at == match.verb or match.groups[match.at].prep != "lors de":
        return False
    named = any(g.prep in ("avec", "entre") for g in match.groups[match.at + 1 : match.at + 3])
    beside = scene.words[match.groups[match.at].first : match.groups[match.at].head][:2] in _words(scene.pack).margins
    if match.frame.values["kind"] != "summit":
        return beside and not named
    new = not beside and told_by(scene, match.groups[match.at], grammar(scene.pack).words["indefinites"])
    return not (named or new) or any(
        m.frame.table == "meetings" and m.sentence == match.sentence and m.at == match.verb for m in matches
    )


def _is_agreement(scene: Scene, match: Match, matches: Sequence[Match]) -> bool:
    """Whether the verb of talking has an agreement as its object (`X a négocié un accord avec Y`): no meeting besides."""
    twins = (m for m in matches if m.frame.table == "agreements" and m.trigger == match.trigger)
    return any(read_agreements(scene, [twin]) for twin in twins)


def _is_occasion(scene: Scene, match: Match) -> bool:
    """Whether a meeting told elsewhere is only the occasion of something else (`à l'issue de la rencontre, X a signé`)."""
    group = match.groups[match.at]
    if group.verb is not None or group.prep != "lors de" or match.frame.options.get("clause"):
        return False
    following = match.groups[match.at + 1] if match.at + 1 < len(match.groups) else None
    if following is not None and following.verb is not None and following.verb.tense == "past_participle":
        return False
    bare = following is None or not following.prep or following.prep == "lors de"
    return bare and group.last == match.trigger[1] and _is_definite(scene, group)


def _is_definite(scene: Scene, group: Group) -> bool:
    """Whether a noun group has a definite article, be it inside a contraction."""
    words, first = grammar(scene.pack), scene.tokens[group.head - 1].low if group.head > group.first else ""
    contracted = first in words.contractions and not first.endswith("'")
    owned = words.words["indefinites"] | words.words["possessives"] | words.words["demonstratives"]
    return contracted or (first in words.words["determiners"] and first not in owned)


def _is_named_again(scene: Scene, match: Match) -> bool:
    """Whether a meeting is said of one pointed to (`cet entretien est leur première rencontre`)."""
    nouns, words = frames(scene.pack).nouns, grammar(scene.pack).words["demonstratives"]
    if match.verb < 0 or match.groups[match.at].prep:
        return False
    subject = next((match.groups[i] for i in subject_of(match.groups, match.verb) if i < match.at), None)
    if subject is None or subject.kind != NOUN or not told_by(scene, subject, words):
        return False
    return nouns.first(scene.keys[: subject.last], subject.head, subject.last) is not None


def _points_back(scene: Scene, match: Match, before: Sequence[Meeting]) -> bool:
    """Whether a match tells a meeting again: `cet entretien`, `lors de sa visite`, `une rencontre pour discuter de la paix`."""
    group, words = match.groups[match.at], grammar(scene.pack).words
    if _is_named_again(scene, match):
        return True
    if group.verb is not None:
        return group.prep in PURPOSE and group.verb.tense == "infinitive" and before[-1].match.sentence == match.sentence
    first = scene.tokens[group.head - 1].low if group.head > group.first else ""
    named = any(g.prep in ("avec", "entre") for g in match.groups[match.at + 1 : match.at + 3])
    if first in words["demonstratives"] or (group.prep == "pour" and before[-1].match.sentence == match.sentence):
        everybody = {t.actor for taken in match.parts.values() for t in taken}
        return not named or (first in words["demonstratives"] and any(everybody <= meeting.actors for meeting in before))
    visitors = {t.actor for t in match.parts.get("visitor", ())}
    told = any(visitors & {t.actor for t in meeting.parts.get("visitor", ())} for meeting in before)
    if not told or first not in words["possessives"] or not group.prep:
        return False
    return match.at + 1 == len(match.groups) or match.groups[match.at + 1].prep not in _THERE
