"""When, where and how surely: what a clause tells of an event beside who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.dates import DateExpression, ResolvedDate
from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import CITY, COUNTRY, METONYM, NAME, Naming
from etl.entities.quotations import speaking_verbs
from etl.entities.scene import Scene
from etl.events.match import Match
from etl.language.clauses import clause_end, clause_start, is_finite, relative_verb, subject_of
from etl.language.groups import COMMA, MARK, NOUN, OTHER, QUOTE, RELATIVE, SUBORDINATOR, THAT, TIME, Group
from etl.language.pack import Pack
from etl.language.sentences import Sentence
from etl.language.verbs import VerbGroup

PURPOSE = frozenset({"pour", "sous"})  # how an infinitive tells what something is for; `afin de` counts as `sous`
_LOCATIVE = frozenset({"à", "en", "dans", "chez", "vers"})
_TOWARDS = _LOCATIVE | {"pour"}
_GOVERNED = frozenset({"", "pour", "à", "par"})
_NEAR = 3  # sentences in which `y` can have its place
_BEHIND = 6  # tokens behind a trigger in which a word can say that the event is planned
_DONE = frozenset({"past", "pluperfect"})
_NEWS = frozenset({"past", "present"})
_PAST = frozenset({"past", "pluperfect", "imperfect", "past_infinitive"})
_CONDITIONAL = frozenset({"conditional", "conditional_past"})


class When(NamedTuple):
    """A date of an event: its value, and offsets of the words that give it."""

    value: ResolvedDate
    start: int
    end: int


class Where(NamedTuple):
    """A place of an event: the tokens that name it, and its country."""

    first: int
    last: int
    country: str | None


def is_future(verb: VerbGroup | None, pack: Pack) -> bool:
    """Whether a verb group looks ahead."""
    if verb is None:
        return False
    return (
        verb.tense in ("future", "future_perfect")
        or (verb.modal in _words(pack).ahead and verb.tense not in _DONE)
        or (verb.tense == "conditional" and not verb.modal)
    )


def is_recent(verb: VerbGroup, pack: Pack) -> bool:
    """Whether a verb group tells what has just been done (`vient d'offrir`)."""
    return verb.modal in _words(pack).recent and verb.tense in ("present", "imperfect")


class _Words(NamedTuple):
    ahead: frozenset[str]
    planned: frozenset[str]
    capitals: frozenset[str]
    refraining: frozenset[str]
    conditions: frozenset[str]
    aims: frozenset[str]
    since: frozenset[str]
    recent: frozenset[str]
    possibility: frozenset[str]
    wishing: frozenset[str]
    uncertain: frozenset[str]
    periods: frozenset[str]
    granting: frozenset[str]
    other_times: frozenset[str]
    willing: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    data = pack.data("frames/circumstances")
    return _Words(
        frozenset(data["modals_ahead"]),
        frozenset(data["planned_words"]),
        frozenset(data["capitals"]),
        frozenset(data["refraining"]),
        frozenset(data["conditions"]),
        frozenset(data["aims"]),
        frozenset(data["since"]),
        frozenset(data["recent"]),
        frozenset(data["possibility"]),
        frozenset(data["wishing"]),
        frozenset(data["uncertain"]),
        frozenset(data["periods"]),
        frozenset(data["granting"]),
        frozenset(data["other_times"]),
        frozenset(data["willing"]),
    )


def looks_planned(scene: Scene, match: Match) -> bool:
    """Whether a word such as `prévu` goes with an event: right behind its trigger, or in a clause that tells no past."""
    first, last = tokens_of(match)
    verb = match.verb_group
    if verb is not None and verb.tense in ("past", "pluperfect"):
        first, last = match.trigger[1], min(match.trigger[1] + _BEHIND, last)
    later = (g.first for g in match.groups[match.at + 1 :] if g.prep == "lors de" and g.first > match.trigger[1])
    own = match.groups[match.at]
    if own.verb is None and not _words(scene.pack).planned.isdisjoint(scene.words[own.first : own.last]):
        return True
    return not _words(scene.pack).planned.isdisjoint(scene.words[first : min(next(later, last), last)])


def opens_condition(scene: Scene, group: Group) -> bool:
    """Whether a group is the word before a condition (`si`)."""
    return group.kind == SUBORDINATOR and scene.tokens[group.first].low in _words(scene.pack).conditions


def _opens_aim(scene: Scene, group: Group) -> bool:
    """Whether a group is the word before what is only aimed at (`afin que`)."""
    return group.kind == SUBORDINATOR and scene.tokens[group.first].low in _words(scene.pack).aims


def is_only_thought(scene: Scene, match: Match) -> bool:
    """Whether the verb of an event stands under a condition, or is an infinitive that somebody refrains from or denies."""
    verb, words = match.verb_group, _words(scene.pack)
    if verb is None:
        return False
    before = next((g for g in match.groups[: match.verb][::-1] if g.kind == SUBORDINATOR or g.verb), None)
    if before is not None and (opens_condition(scene, before) or _opens_aim(scene, before)):
        return True
    if verb.finite:
        return False
    governor: VerbGroup | None = before.verb if before else None
    prep = match.groups[match.verb].prep
    if prep == "sans":
        return True
    if governor is None or (governor.tense == "past_participle" and not prep):
        return False
    return bool(set(governor.lemmas) & words.refraining) != governor.negated


def is_unreal(scene: Scene, match: Match) -> bool:
    """Whether an event is told only as a thought: under a condition, denied, or no more than possible."""
    return is_only_thought(scene, match) or is_only_possible(scene, match)


def is_only_possible(scene: Scene, match: Match) -> bool:
    """Whether a noun of event hangs on a noun of possibility (`la perspective d'un accord`) or on a verb of wishing it."""
    groups, words = match.groups, _words(scene.pack)
    if groups[match.at].verb is not None:
        return _is_only_wished(scene, match)
    if is_uncertain(scene, groups[match.at]):
        return True
    verb = match.verb_group
    if verb is not None and match.verb < match.at and groups[match.at].prep in _GOVERNED and set(verb.lemmas) & words.wishing:
        return True
    i = match.at
    while i > 0 and (groups[i].prep in ("de", "à", "sur") or (groups[i].prep == "" and _is_told_of(groups, i - 1))):
        i -= 1
        if groups[i].verb is None and not words.possibility.isdisjoint(scene.words[groups[i].first : groups[i].last]):
            return True
    return False


def _is_only_wished(scene: Scene, match: Match) -> bool:
    """Whether an infinitive stands under a noun of possibility or an adjective of readiness (`prêt à rencontrer X`)."""
    groups, words, verb = match.groups, _words(scene.pack), match.groups[match.at].verb
    if verb is None or verb.tense != "infinitive" or match.at == 0:
        return False
    willing = groups[match.at].prep == "à" and scene.words[groups[match.at].first - 1] in words.willing and not verb.passive
    possible = _is_told_of(groups, match.at) and scene.tokens[groups[match.at - 1].head].low in words.possibility
    return willing or possible


def is_granted(scene: Scene, match: Match) -> bool:
    """Whether the infinitive of an event stands under a noun of what was granted (`a eu l'honneur de recevoir X`)."""
    before = match.groups[match.verb - 1] if match.verb > 0 else None
    return before is not None and before.kind == NOUN and scene.tokens[before.head].low in _words(scene.pack).granting


def is_uncertain(scene: Scene, group: Group) -> bool:
    """Whether an adjective makes a noun group no more than possible (`un éventuel accord`)."""
    return not _words(scene.pack).uncertain.isdisjoint(scene.words[group.first : group.last])


def _is_told_of(groups: list[Group], at: int) -> bool:
    """Whether a group is an infinitive under a noun (`l'idée d'organiser`)."""
    verb = groups[at].verb
    return verb is not None and verb.tense == "infinitive" and groups[at].prep == "de"


def extent(match: Match) -> tuple[int, int]:
    """The clauses round a match as positions of groups: of its trigger, of its verb, of the relative clause on its noun."""
    places = [match.at, *([match.verb] if match.verb >= 0 else [])]
    if match.groups[match.at].verb is None and (relative := relative_verb(match.groups, match.at)) >= 0:
        places.append(relative)
    return min(clause_start(match.groups, i) for i in places), max(clause_end(match.groups, i) for i in places)


def tokens_of(match: Match) -> tuple[int, int]:
    """The same as positions of tokens."""
    first, last = extent(match)
    return match.groups[first].first, match.groups[last - 1].last


def when(scene: Scene, match: Match, *, future: bool) -> When | None:
    """The date of an event: the date expression of its clause that stands nearest, durations left aside."""
    first, last = extent(match)
    times = [
        i
        for i in range(first, last)
        if _tells_when(match, i)
        and not _dates_since(scene, match.groups, i)
        and not is_aside(match.groups, i, match.at)
        and not is_elsewhere(scene, match.groups, i, match.at)
    ]
    noun = match.groups[match.at].verb is None and match.groups[match.at].prep != ""
    for i in sorted(times, key=lambda i: ((match.at - i) * (1 + noun) if i < match.at else i - match.at, i < match.at)):
        found = resolved(scene, match.groups[i].ref, future=future)
        if found is not None:
            return found
    return _told_before(scene, match) if not times and not future else None


def _tells_when(match: Match, at: int) -> bool:
    """Whether a group is a date of the event, and not of what a later participle tells (`consacrée à la visite du 15`)."""
    group = match.groups[at]
    if group.kind != TIME or group.ref.kind in ("duration", "since"):
        return False
    later = (i for i in range(match.at + 2, at) if (verb := match.groups[i].verb) and verb.tense == "past_participle")
    return all(match.at in subject_of(match.groups, i) for i in later)


def is_elsewhere(scene: Scene, groups: list[Group], at: int, event: int) -> bool:
    """Whether a group tells when or where something before or after the event was (`reçu après un sommet à Riga lundi`)."""
    if groups[at].prep == "lors de" and scene.tokens[groups[at].first].low in _words(scene.pack).other_times:
        return True
    for i in range(at, -1, -1):
        if i == event or (i < at and (groups[i].kind in (COMMA, MARK) or is_finite(groups[i]))):
            return False
        noun = groups[i].kind == NOUN and groups[i].prep == "lors de" and i != at
        if noun and scene.tokens[groups[i].first].low in _words(scene.pack).other_times:
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


def _dates_since(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether a date tells since when something is so (`depuis son élection, le 3 mai`)."""
    for group in groups[:at][::-1]:
        if group.kind in (NOUN, OTHER) and scene.tokens[group.first].low in _words(scene.pack).since:
            return True
        if group.kind == NOUN and scene.tokens[group.head].low in _words(scene.pack).periods:
            return True
        if is_finite(group) or group.kind in (TIME, MARK):
            return False
    return False


def _told_before(scene: Scene, match: Match) -> When | None:
    """The day told last before an event of the same paragraph, where the event goes on from it in the same tense of news."""
    verb = match.verb_group
    if verb is None or verb.tense not in _NEWS or match.sentence.quoted:
        return None
    start = scene.tokens[match.groups[match.at].first].start
    paragraph = scene.text.rfind("\n", 0, start) + 1
    days = [
        d
        for d in scene.dates
        if paragraph <= d.start < start and d.kind == "date" and d.moments[0].unit == "day" and not _set_back(scene, d)
    ]
    return resolved(scene, days[-1], future=False) if days else None


def _set_back(scene: Scene, expression: DateExpression) -> bool:
    """Whether a date belongs to the background: told with a pluperfect in its sentence."""
    at = scene.at(expression.start)
    sentence = next((s for s in scene.sentences if s.first <= at < s.last), None)
    groups = scene.groups(sentence) if sentence else []
    return any(group.verb is not None and group.verb.tense == "pluperfect" for group in groups)


def resolved(scene: Scene, expression: DateExpression, *, future: bool) -> When | None:
    """A date expression placed in the calendar; None where nothing can be said."""
    value = scene.date(expression, future=future)
    return When(value, expression.start, expression.end) if value.edtf else None


def where(scene: Scene, groups: list[Group], positions: Sequence[int], named: int = 0) -> Where | None:
    """The first of some groups that tells a place.

    Args:
        scene: The article.
        groups: The groups of the sentence.
        positions: Where to look, in order.
        named: One past the last token of what the event is called (`un protocole d'accord`), which is no topic of it.
    """
    for i in positions:
        group = groups[i]
        if _belongs_to_topic(groups, i) and groups[i - 1].last > named:
            continue
        if group.kind == NOUN and isinstance(group.ref, Naming) and is_place(scene, group, group.ref):
            return Where(group.ref.start, group.ref.end, group.ref.country)
        if group.kind == NOUN and group.prep in _LOCATIVE and (land := _capital_of(scene, group)):
            return Where(group.head, group.last, land)
    return None


def place_of_noun(group: Group) -> Where | None:
    """The town that a noun of event is named after (`le sommet de Paris`)."""
    naming = group.ref
    if group.prep != "de" or not isinstance(naming, Naming):
        return None
    town = naming.kind == CITY or (naming.kind == COUNTRY and naming.mention_type == METONYM)
    return Where(naming.start, naming.end, naming.country) if town else None


def _belongs_to_topic(groups: list[Group], at: int) -> bool:
    """Whether a group goes with a noun that tells what an event is about (`la situation en Ukraine`)."""
    i = at - 2 if at > 1 and groups[at - 1].prep == "en" and groups[at - 1].ref is None else at - 1
    before = groups[i] if i >= 0 else None
    return before is not None and before.kind == NOUN and before.ref is None and before.prep in ("de", "sur")


def _capital_of(scene: Scene, group: Group) -> str | None:
    """The country whose capital a description names (`dans la capitale moldave`)."""
    if group.ref is not None or scene.tokens[group.head].low not in _words(scene.pack).capitals:
        return None
    lands = [land for token in scene.tokens[group.head : group.last] for land in demonym_countries(token.low, scene.pack)]
    return lands[0] if lands else None


def last_place(scene: Scene, token: int) -> Where | None:
    """The town or country under a preposition of place that was told last before a token, for `y`."""
    near = [s.first for s in scene.sentences if s.first <= token][-_NEAR:]
    for naming in reversed(scene.namings):
        if naming.first < near[0]:
            break
        place = naming.kind in (CITY, COUNTRY) and naming.mention_type != "description" and naming.first > 0
        if place and naming.last <= token and scene.keys[naming.first - 1] in _TOWARDS:
            return Where(naming.start, naming.end, naming.country)
    return None


def is_place(scene: Scene, group: Group, naming: Naming) -> bool:
    """Whether a group under its preposition tells where: `à Kiev`, `en Ukraine`, `au Portugal`, but not `à l'Ukraine`."""
    if naming.kind not in (CITY, COUNTRY) or group.prep not in _LOCATIVE or group.ref is not naming:
        return False
    if naming.kind == COUNTRY and naming.mention_type == NAME and group.prep == "à":
        return bool(naming.first == naming.start)
    return bool(naming.mention_type != "description")


def _is_future_of_past(scene: Scene, match: Match) -> bool:
    """Whether the conditional of an event is the future as somebody told it in the past (`a annoncé que X livrerait`)."""
    groups = match.groups
    opener = next((i for i in range(match.verb - 1, -1, -1) if groups[i].kind in (THAT, SUBORDINATOR, RELATIVE)), -1)
    told = next((g.verb for g in groups[: max(opener, 0)][::-1] if g.verb), None)
    said = told is not None and bool(set(told.lemmas) & speaking_verbs(scene.pack))
    return said and told is not None and groups[opener].kind == THAT and told.tense in _PAST


def modality(scene: Scene, match: Match) -> str:
    """How surely an event is told: code of the list `modality`."""
    verb = match.verb_group
    if verb is not None and verb.tense in _CONDITIONAL and not _is_future_of_past(scene, match):
        return "conditional"
    if match.sentence.quoted:
        return "attributed"
    if any(g.prep == "selon" for g in match.groups):
        return "attributed"
    speaking = speaking_verbs(scene.pack)
    before, after = match.groups[: match.at], match.groups[match.at + 1 :]
    told = any(g.kind == THAT for g in before) and any(g.verb and g.verb.is_one_of(speaking) for g in before)
    if told or any(g.kind == QUOTE for g in match.groups):
        return "attributed" if told else "asserted"
    return "attributed" if any(g.verb and g.verb.finite and g.verb.is_one_of(speaking) for g in after) else "asserted"


def is_title(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence ends the first line, without a full stop."""
    last = scene.tokens[sentence.last - 1]
    alone = "\n" not in scene.text[: last.end] and scene.text[last.end :].lstrip(" \t").startswith("\n")
    return alone and last.text != "."
