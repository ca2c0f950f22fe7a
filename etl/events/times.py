"""When an event is: the date that its clause tells, or the one that it goes on from."""

from __future__ import annotations

from typing import NamedTuple

from etl.entities.dates import DateExpression, ResolvedDate
from etl.entities.scene import Scene
from etl.events.circumstance_words import circumstance_words
from etl.events.extent import extent
from etl.events.match import Match
from etl.events.places import opener_of_place
from etl.language.clauses import clause_start, is_finite, is_temporal, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, MARK, NOUN, OTHER, RELATIVE, SUBORDINATOR, THAT, TIME, Group

_OPENERS = (RELATIVE, SUBORDINATOR, THAT)
_LASTING = ("duration", "since")
_NEWS = frozenset({"past", "present"})
_PAST = frozenset({"past", "pluperfect", "imperfect"})
_NOT_NEWS = frozenset({"pluperfect", "future", "future_perfect"})


class When(NamedTuple):
    """A date of an event: its value, and offsets of the words that give it."""

    value: ResolvedDate
    start: int
    end: int


def when(scene: Scene, match: Match, *, future: bool, since: int = 0) -> When | None:
    """The date of an event: the date expression of its clause that stands nearest, durations left aside.

    No date before the group at `since` counts: it tells when the event was announced, called off or asked for.
    """
    first, last = extent(match)
    first = max(first, since)
    times = [
        i
        for i in range(first, last)
        if _tells_when(scene, match, i)
        and not _dates_since(scene, match.groups, i)
        and not is_aside(match.groups, i, match.at)
        and not is_elsewhere(scene, match.groups, i, match.at)
    ]
    if not times and first > 0 and match.groups[0].kind == TIME and any(map(is_temporal, match.groups)) and not since:
        times = [0]  # `lundi, X a reçu Y avant de rencontrer Z`
    noun = match.groups[match.at].verb is None and match.groups[match.at].prep != ""
    for i in sorted(times, key=lambda i: ((match.at - i) * (1 + noun) if i < match.at else i - match.at, i < match.at)):
        found = resolved(scene, match.groups[i].ref, future=future)
        if found is not None:
            return found
    return (_of_place(scene, match) or _told_before(scene, match)) if not times and not future else None


def _of_place(scene: Scene, match: Match) -> When | None:
    """The day of the clause that a clause of place hangs on, where both tell the past (`était à Riga lundi, où il a vu X`)."""
    groups, verb = match.groups, match.verb_group
    opener = opener_of_place(groups, match.verb) if verb is not None and verb.tense in _PAST else -1
    main = next((i for i in range(opener - 1, -1, -1) if is_finite(groups[i])), -1)
    told = groups[main].verb if main >= 0 else None
    if told is None or told.tense not in _PAST:
        return None
    days = [g.ref for g in groups[clause_start(groups, main) : opener] if g.kind == TIME and g.ref.kind not in _LASTING]
    return resolved(scene, days[-1], future=False) if days else None


def _tells_when(scene: Scene, match: Match, at: int) -> bool:
    """Whether a group is a date of the event, and not of what a later participle tells (`consacrée à la visite du 15`).

    Nor is it that of the clause round the one of the event (`est arrivé lundi pour une visite, au cours de laquelle …`).
    """
    group = match.groups[at]
    if group.kind != TIME or group.ref.kind in _LASTING:
        return False
    between, relatives = match.groups[at + 1 : match.at], grammar(scene.pack).words["relatives"]
    if any(g.kind == NOUN and g.prep and scene.tokens[g.head].low in relatives for g in between):
        return False
    before = match.groups[at - 1].verb if 1 < at < match.at else None
    if before is not None and before.tense == "past_participle" and match.groups[at - 2].kind == NOUN:
        return False  # `selon un communiqué diffusé mardi, X a reçu Y`
    later = (i for i in range(match.at + 2, at) if (verb := match.groups[i].verb) and verb.tense == "past_participle")
    return all(match.at in subject_of(match.groups, i) for i in later)


def is_elsewhere(scene: Scene, groups: list[Group], at: int, event: int) -> bool:
    """Whether a group tells when or where something before or after the event was (`reçu après un sommet à Riga lundi`)."""
    if groups[at].prep == "lors de" and scene.tokens[groups[at].first].low in circumstance_words(scene.pack).other_times:
        return True
    for i in range(at, -1, -1):
        if i == event or (i < at and (groups[i].kind in (COMMA, MARK) or is_finite(groups[i]))):
            return False
        noun = groups[i].kind == NOUN and groups[i].prep == "lors de" and i != at
        if noun and scene.tokens[groups[i].first].low in circumstance_words(scene.pack).other_times:
            return True
    return False


def is_aside(groups: list[Group], at: int, event: int) -> bool:
    """Whether a group belongs to a participle between commas that is not the event (`X, élu lundi à Y, a reçu Z`)."""
    opener = next((i for i in range(at - 1, -1, -1) if groups[i].kind in (COMMA, MARK) or is_finite(groups[i])), -1)
    if opener < 0 or groups[opener].kind != COMMA or opener + 1 in (at, event):
        return False
    first = next((i for i in range(opener + 1, at) if groups[i].kind != OTHER), opener + 1)
    verb = groups[first].verb
    closer = next((i for i in range(at, len(groups)) if groups[i].kind == COMMA), -1)
    if verb is None or verb.tense != "past_participle" or closer < 0 or opener < event < closer:
        return False
    noun = event < opener and all(group.verb is None for group in groups[event:opener])  # `la rencontre de X, prévue à Y`
    return not noun and event not in subject_of(groups, first)


def is_set_in(match: Match, day: When) -> bool:
    """Whether a date before its verb belongs to a clause set in there (`X, dont l'aide a doublé en mai, versera …`)."""
    groups, end = match.groups, max(match.verb, match.at)
    last = next((i for i in range(end) if groups[i].kind == TIME and groups[i].ref.start == day.start), 0)
    for i in range(last - 1, -1, -1):
        if groups[i].kind == COMMA or i in (match.verb, match.at):
            return False
        if is_finite(groups[i]):
            return any(group.kind in _OPENERS for group in groups[max(0, clause_start(groups, i) - 1) : i])
    return False


def _dates_since(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether a date tells since when something is so (`depuis son élection, le 3 mai`)."""
    for group in groups[:at][::-1]:
        if group.kind in (NOUN, OTHER) and scene.tokens[group.first].low in circumstance_words(scene.pack).since:
            return True
        if group.kind == NOUN and scene.tokens[group.head].low in circumstance_words(scene.pack).periods:
            return True
        if is_finite(group) or group.kind in (TIME, MARK):
            return False
    return False


def _told_before(scene: Scene, match: Match) -> When | None:
    """The day told last before an event of the same paragraph, where the event goes on from it in the same tense of news."""
    verb = match.verb_group
    if verb is None or verb.tense not in _NEWS or match.sentence.quoted:
        return None
    opener = clause_start(match.groups, match.at) - 1
    inner = match.at == match.verb and opener >= 0 and match.groups[opener].kind == RELATIVE  # `achève lundi un séjour qui …`
    start = scene.tokens[match.sentence.first if inner else match.groups[match.at].first].start
    paragraph = scene.text.rfind("\n", 0, start) + 1
    days = [
        d
        for d in scene.dates
        if paragraph <= d.start < start and d.kind == "date" and d.moments[0].unit == "day" and not _set_back(scene, d)
    ]
    return resolved(scene, days[-1], future=False) if days else None


def _set_back(scene: Scene, expression: DateExpression) -> bool:
    """Whether a date is not that of the news: its sentence tells the background in a pluperfect, or what is to come."""
    at = scene.at(expression.start)
    sentence = next((s for s in scene.sentences if s.first <= at < s.last), None)
    groups = scene.groups(sentence) if sentence else []
    if not circumstance_words(scene.pack).planned.isdisjoint(scene.words[sentence.first : sentence.last] if sentence else ()):
        return True
    return any(verb.tense in _NOT_NEWS for group in groups if (verb := group.verb) is not None)


def resolved(scene: Scene, expression: DateExpression, *, future: bool) -> When | None:
    """A date expression placed in the calendar; None where nothing can be said."""
    value = scene.date(expression, future=future)
    return When(value, expression.start, expression.end) if value.edtf else None
