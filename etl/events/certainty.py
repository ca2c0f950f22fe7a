"""How surely an event is told: as done, to come, asked for, possible, only thought of, or as somebody else says."""

from __future__ import annotations

from collections.abc import Set

from etl.entities.quotations import speaking_verbs
from etl.entities.scene import Scene
from etl.events.circumstance_words import circumstance_words
from etl.events.extent import tokens_of
from etl.events.inserted import is_inserted
from etl.events.match import Match
from etl.language.clauses import clause_start, is_finite
from etl.language.groups import COMMA, NOUN, QUOTE, RELATIVE, SUBORDINATOR, THAT, Group
from etl.language.pack import Pack
from etl.language.verbs import VerbGroup

PURPOSE = frozenset({"pour", "sous"})  # how an infinitive tells what something is for; `afin de` counts as `sous`
_GOVERNED = frozenset({"", "pour", "à", "par"})
_OPENERS = (THAT, SUBORDINATOR, RELATIVE)
_BEHIND = 6  # tokens behind a trigger in which a word can say that the event is planned
_DONE = frozenset({"past", "pluperfect"})
_OVER = _DONE | {"past_infinitive"}
_PAST = _OVER | {"imperfect"}
_CONDITIONAL = frozenset({"conditional", "conditional_past"})


def is_future(verb: VerbGroup | None, pack: Pack) -> bool:
    """Whether a verb group looks ahead."""
    if verb is None:
        return False
    return (
        verb.tense in ("future", "future_perfect")
        or (verb.modal in circumstance_words(pack).ahead and verb.tense not in _DONE)
        or (verb.tense == "conditional" and not verb.modal)
    )


def is_recent(verb: VerbGroup, pack: Pack) -> bool:
    """Whether a verb group tells what has just been done (`vient d'offrir`)."""
    return verb.modal in circumstance_words(pack).recent and verb.tense in ("present", "imperfect")


def looks_planned(scene: Scene, match: Match) -> bool:
    """Whether a word such as `prévu` goes with an event: right behind its trigger, or in a clause that tells no past."""
    first, last = tokens_of(match)
    verb = match.verb_group
    if verb is not None and verb.tense in _DONE:
        first, last = match.trigger[1], min(match.trigger[1] + _BEHIND, last)
    later = (g.first for g in match.groups[match.at + 1 :] if g.prep == "lors de" and g.first > match.trigger[1])
    own = match.groups[match.at]
    if own.verb is None and not circumstance_words(scene.pack).planned.isdisjoint(scene.words[own.first : own.last]):
        return True
    return not circumstance_words(scene.pack).planned.isdisjoint(scene.words[first : min(next(later, last), last)])


def opens_condition(scene: Scene, group: Group) -> bool:
    """Whether a group is the word before a condition (`si`)."""
    return group.kind == SUBORDINATOR and scene.tokens[group.first].low in circumstance_words(scene.pack).conditions


def _opens_aim(scene: Scene, group: Group) -> bool:
    """Whether a group is the word before what is only aimed at (`afin que`)."""
    return group.kind == SUBORDINATOR and scene.tokens[group.first].low in circumstance_words(scene.pack).aims


def is_only_thought(scene: Scene, match: Match) -> bool:
    """Whether the verb of an event stands under a condition, or is an infinitive that somebody refrains from or denies."""
    verb, words = match.verb_group, circumstance_words(scene.pack)
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
    groups, words = match.groups, circumstance_words(scene.pack)
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
    groups, words, verb = match.groups, circumstance_words(scene.pack), match.groups[match.at].verb
    if verb is None or verb.tense != "infinitive" or match.at == 0:
        return False
    willing = groups[match.at].prep == "à" and scene.words[groups[match.at].first - 1] in words.willing and not verb.passive
    possible = _is_told_of(groups, match.at) and scene.tokens[groups[match.at - 1].head].low in words.possibility
    return willing or possible


def is_granted(scene: Scene, match: Match) -> bool:
    """Whether the infinitive of an event stands under a noun of what was granted (`a eu l'honneur de recevoir X`)."""
    before = match.groups[match.verb - 1] if match.verb > 0 else None
    return (
        before is not None and before.kind == NOUN and scene.tokens[before.head].low in circumstance_words(scene.pack).granting
    )


def is_uncertain(scene: Scene, group: Group) -> bool:
    """Whether an adjective makes a noun group no more than possible (`un éventuel accord`)."""
    return not circumstance_words(scene.pack).uncertain.isdisjoint(scene.words[group.first : group.last])


def _is_told_of(groups: list[Group], at: int) -> bool:
    """Whether a group is an infinitive under a noun (`l'idée d'organiser`)."""
    verb = groups[at].verb
    return verb is not None and verb.tense == "infinitive" and groups[at].prep == "de"


def is_asked_for(scene: Scene, match: Match) -> bool:
    """Whether an event stands in a clause of what somebody wants to happen (`exige que X négocie avec Y`)."""
    opener = next((i for i in range(match.verb - 1, -1, -1) if match.groups[i].kind in _OPENERS), -1)
    if opener < 0 or match.groups[opener].kind != THAT:
        return False
    if scene.words[match.groups[opener].first - 1] in circumstance_words(scene.pack).wanted:
        return True
    told = next((g.verb for g in match.groups[:opener][::-1] if g.verb is not None), None)
    return told is not None and told.is_one_of(circumstance_words(scene.pack).wanting)


def is_seized(scene: Scene, match: Match) -> bool:
    """Whether the infinitive of an event tells what somebody took the chance to do (`a profité du forum pour voir X`)."""
    told = next((g.verb for g in match.groups[: max(match.verb, 0)][::-1] if g.verb is not None), None)
    return (
        told is not None and told.tense in _OVER and not told.negated and told.is_one_of(circumstance_words(scene.pack).seizing)
    )


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
    before = match.groups[: match.at]
    told = any(g.kind == THAT for g in before) and any(g.verb and g.verb.is_one_of(speaking) for g in before)
    if told or any(g.kind == QUOTE for g in match.groups):
        return "attributed" if told else "asserted"
    return "attributed" if any(_tells_of(match, i, speaking) for i in range(match.at + 1, len(match.groups))) else "asserted"


def _tells_of(match: Match, at: int, speaking: Set[str]) -> bool:
    """Whether a verb of saying behind an event tells who says it (`X et Y ont signé un accord, a indiqué Z`)."""
    groups, told = match.groups, match.groups[at].verb
    if told is None or not told.finite or at == match.verb or not told.is_one_of(speaking) or groups[at - 1].kind != COMMA:
        return False
    opener = clause_start(groups, match.verb) - 1
    main = match.verb >= 0 and is_finite(groups[match.verb]) and (opener < 0 or groups[opener].kind not in _OPENERS)
    return main or is_inserted(groups, at)


def _is_future_of_past(scene: Scene, match: Match) -> bool:
    """Whether the conditional of an event is the future as somebody told it in the past (`a annoncé que X livrerait`)."""
    groups = match.groups
    opener = next((i for i in range(match.verb - 1, -1, -1) if groups[i].kind in _OPENERS), -1)
    told = next((g.verb for g in groups[: max(opener, 0)][::-1] if g.verb), None)
    said = told is not None and bool(set(told.lemmas) & speaking_verbs(scene.pack))
    return said and told is not None and groups[opener].kind == THAT and told.tense in _PAST
