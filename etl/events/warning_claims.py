"""Hostile claims: what is a warning by what it says, whatever the verb that reports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from etl.entities.namings import COUNTRY
from etl.entities.quotations import Speech, speaking_verbs
from etl.entities.scene import Scene
from etl.entities.topics import topic_before
from etl.events.certainty import opens_condition
from etl.events.frames import Frame
from etl.events.inserted import is_inserted, subject_or_teller
from etl.events.match import Match, Taken, take
from etl.events.quoted import subject_outside
from etl.events.warning_claim_verbs import claim_of_verb
from etl.events.warning_doers import actor_of, owner
from etl.events.warning_places import is_long
from etl.events.warning_sides import Side, View, bodies_of, is_medium, side_of, topic
from etl.events.warning_words import Claim, says, warning_words
from etl.language.clauses import clause_end, clause_start, is_finite, objects_of, right_subject, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, QUOTE, THAT, VERB, Group
from etl.language.sentences import Sentence

_REFUSAL = "warning.claim_refusal"  # whoever does not accept a thing is of the speaker's side
_PLACED = ("à", "en", "dans")
_AIMED = ("", "à", "contre", "de", "par")


class Claimed(NamedTuple):
    """A claim with its sides; `match` carries its rule and its trigger."""

    match: Match
    issuers: tuple[Taken, ...]
    targets: tuple[Taken, ...]
    message: tuple[int, int]


class _Found(NamedTuple):
    """What a claim says, its tokens, and the group they begin in."""

    claim: Claim
    first: int
    last: int
    at: int


def find_claims(scene: Scene, speeches: Sequence[Speech]) -> list[Claimed]:
    """The hostile claims of an article in direct or reported speech, by the words that make them, each once."""
    best: dict[int, Claimed] = {}
    for sentence in scene.sentences:
        if not _may_claim(scene, sentence):
            continue
        groups = scene.groups(sentence)
        for found in _claims_in(scene, sentence, groups):
            claimed = _told(scene, sentence, groups, found, speeches)
            if claimed is None:
                continue
            known = best.get(found.first)
            if known is None or len(claimed.targets) > len(known.targets):
                best[found.first] = claimed
            elif sentence.quoted and claimed.targets:
                best[found.first] = known._replace(targets=claimed.targets)  # within the marks the clause is whole
            break
    return list(best.values())


def threatens(scene: Scene, sentence: Sentence, side: Side) -> bool:
    """Whether a sentence holds a claim that is a threat, or looks ahead to harm that whoever warns will do."""
    if any(claim.kind == "threat" for claim, _, _ in _phrases(scene, sentence)):
        return True
    view = View(scene, sentence, scene.groups(sentence), side)
    return any(_threatens(view, at) for at, group in enumerate(view.groups) if is_finite(group))


def _threatens(view: View, at: int) -> bool:
    """Whether a verb looks ahead to retaliation, to harm by the side that speaks, or to what a state lays on another."""
    verb, words = view.groups[at].verb, warning_words(view.scene.pack).verbs
    if verb is None or verb.negated:
        return False
    laid = any(says(view.scene, g, "measures") for g in view.groups[at + 1 : clause_end(view.groups, at)] if g.kind == NOUN)
    if laid and verb.is_one_of(words["exposing"]):
        return True
    if verb.tense not in ("future", "conditional") or verb.modal:
        return False
    if verb.is_one_of(words["retaliating"]):
        return True
    harms = verb.is_one_of(words["harming"]) or (laid and verb.is_one_of(words["imposing"]))
    return harms and not verb.passive and _is_ours(view, at)


def _is_ours(view: View, at: int) -> bool:
    """Whether the subject of a verb is the side that speaks."""
    members = view.scene.cast.members
    told = [members[t.actor] for i in subject_of(view.groups, at) for t in take(view.scene, view.sentence, view.groups, i)]
    return any(not view.side.lands.isdisjoint(bodies_of(view.scene, member)) for member in told)


def _phrases(scene: Scene, sentence: Sentence) -> Iterator[tuple[Claim, int, int]]:
    """The claim phrases of a sentence with the positions of their tokens."""
    claims, at = warning_words(scene.pack).claims, sentence.first
    while found := claims.first(scene.keys, at, sentence.last):
        first, last, told = found
        if last <= sentence.last:
            yield told[0], first, last
        at = first + 1


def _may_claim(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence has words that can claim something, so that the others need not be taken apart."""
    forms, openers = warning_words(scene.pack).claiming, grammar(scene.pack).words["complementizers"]
    words = scene.words[sentence.first : sentence.last]
    return words[0] in openers or not forms.isdisjoint(words) or any(_phrases(scene, sentence))


def _claims_in(scene: Scene, sentence: Sentence, groups: list[Group]) -> Iterator[_Found]:
    for claim, first, last in _phrases(scene, sentence):
        at = next(i for i, g in enumerate(groups) if g.last > first)
        if scene.tokens[first].low in grammar(scene.pack).words["negation_particles"] or not _is_denied(scene, groups, first):
            yield _Found(claim, first, last, at)
    for at, group in enumerate(groups):
        name = claim_of_verb(scene, sentence, groups, at)
        if name and group.verb:
            yield _Found(warning_words(scene.pack).by_verb[name], group.verb.head, group.verb.last, at)


def _is_denied(scene: Scene, groups: list[Group], token: int) -> bool:
    """Whether the verb at a token is negated, or the finite one before it in its clause, be it in quotation marks."""
    at = next(i for i, g in enumerate(groups) if g.last > token)
    inner = next((s for s in scene.sentences if s.quoted and s.first <= token < s.last), None)
    if groups[at].kind == QUOTE and inner is not None and inner.last - inner.first < groups[-1].last - groups[0].first:
        return _is_denied(scene, scene.groups(inner), token)
    before = groups[max(clause_start(groups, at) - 1, 0) : at]
    nearest = next((g.verb for g in before[::-1] if g.verb), None)
    if nearest is not None and not nearest.finite and nearest.is_one_of(warning_words(scene.pack).verbs["averting"]):
        return True
    verb = groups[at].verb or next((g.verb for g in before[::-1] if is_finite(g)), None)
    return verb is not None and verb.negated


def _told(scene: Scene, sentence: Sentence, groups: list[Group], found: _Found, speeches: Sequence[Speech]) -> Claimed | None:
    """A claim with who makes it and whom it names; None where nobody is known to make it, or it names nobody and must."""
    issuers = tuple(t for t in _speaker(scene, sentence, groups, found, speeches) if not is_medium(scene, t))
    if not issuers:
        return None
    view = View(scene, sentence, groups, side_of(scene, issuers))
    targets = _named(view, found)
    if found.claim.needs_target and not targets:
        return None
    frame = Frame(found.claim.rule, "warnings", {}, {"kind": found.claim.kind}, (), (), {"claim": True})
    verb = found.at if groups[found.at].kind == VERB else -1
    match = Match(frame, sentence, groups, found.at, verb, (found.first, found.last), {})
    return Claimed(match, issuers, tuple(targets[:2]), (_start(groups, found.at), found.last))


def _start(groups: list[Group], at: int) -> int:
    """The first token of the clause that a claim stands in."""
    return next((groups[i + 1].first for i in range(at - 1, -1, -1) if groups[i].kind == THAT), groups[0].first)


def _named(view: View, found: _Found) -> list[Taken]:
    """Whom a claim is about: who does what it tells; of a noun its owner; of what the speakers mean to do, whom they name."""
    groups, words = view.groups, warning_words(view.scene.pack)
    if groups[found.at].kind == NOUN and (own := owner(view, found.at)):
        return own
    verb = next((i for i in range(found.at, -1, -1) if is_finite(groups[i])), -1)
    ours = found.claim.rule == _REFUSAL or (found.claim.kind == "threat" and _is_done_by_speaker(view, verb))
    doer = _doer(view, found, verb) if verb >= 0 and not ours else []
    if not doer and verb >= 0 and found.claim == words.by_verb["jussive"]:
        doer = _they(view, verb)
    if not doer and verb >= 0 and found.claim not in words.by_verb.values():
        doer = _undergone(view, verb)
    if doer or found.claim.needs_target:
        return doer
    if found.claim == words.by_verb["ceasing"]:
        return _addressed(view)
    if about := topic(view):
        return about
    said = next((i for i in range(found.at, -1, -1) if groups[i].kind == THAT), 0 if view.sentence.quoted else found.at)
    striking = subject_of(groups, verb) if ours and verb >= 0 and found.claim.kind == "threat" else ()
    for i in range(said, clause_end(groups, found.at)):
        if i in striking:
            continue
        if groups[i].kind == NOUN and groups[i].prep in _AIMED and (others := view.others(i)):
            return others
    return []


def _is_done_by_speaker(view: View, at: int) -> bool:
    """Whether a verb of a threat tells what a speaker of no known land will do (`X prendra des contre-mesures`)."""
    words, verb = warning_words(view.scene.pack).verbs, view.groups[at].verb if at >= 0 else None
    if verb is None or verb.passive or view.side.lands:
        return False
    return any(verb.is_one_of(words[kind]) for kind in ("imposing", "retaliating", "harming"))


def _doer(view: View, found: _Found, verb: int) -> list[Taken]:
    """Who does what the verb of a claim tells; for a piece of a clause in quotation marks the subject of the clause."""
    if outside := subject_outside(view.scene, view.sentence, verb):
        outer = View(view.scene, outside[0].sentence, outside[0].groups, view.side)
        return view.as_states([t for i in outside[1] for t in outer.others(i)])
    undergone = found.claim not in warning_words(view.scene.pack).by_verb.values()
    return view.as_states(actor_of(view, verb, 0, undergone=undergone))


def _undergone(view: View, at: int) -> list[Taken]:
    """Whose the thing is that a verb is about (`nous n'accepterons pas cette ingérence de X`)."""
    objects = [i for i in objects_of(view.groups, at) if view.groups[i].kind == NOUN]
    return [t for i in objects for t in owner(view, i)]


def _addressed(view: View) -> list[Taken]:
    """To whose address a quotation is told by the sentence around it."""
    around = [s for s in view.scene.sentences if not s.quoted and s.first <= view.sentence.first < s.last]
    outer = replace(view, sentence=around[0], groups=view.scene.groups(around[0])) if around else view
    return [t for i, group in enumerate(outer.groups) if is_long(group) for t in outer.others(i)]


def _they(view: View, at: int) -> list[Taken]:
    """The country that `ils` stands for as the subject of a verb: the last other one told before."""
    verb = view.groups[at].verb
    if verb is None or verb.subject < 0 or verb.number != "p":
        return []
    members = view.scene.cast.members
    own = view.side.actors | {i for i, member in enumerate(members) if member.country in view.side.lands}
    country = topic_before(view.scene, view.sentence.first, COUNTRY, besides=own)
    return [] if country is None else [Taken(country, None)]


def _speaker(
    scene: Scene, sentence: Sentence, groups: list[Group], found: _Found, speeches: Sequence[Speech]
) -> tuple[Taken, ...]:
    """Who says what stands at a place: the speaker of the quotation round it, the verb of saying before it, or its source."""
    offset = scene.tokens[found.first].start
    for speech in speeches:
        if speech.start <= offset < speech.end:
            return (Taken(speech.speaker, None),) if speech.speaker is not None else ()
    for i in range(found.at - 1, -1, -1):
        verb = groups[i].verb
        if (
            verb is not None
            and set(verb.lemmas) & speaking_verbs(scene.pack)
            and any(g.kind == THAT for g in groups[i : found.at])
        ):
            opener = clause_start(groups, i) - 1
            if opener >= 0 and opens_condition(scene, groups[opener]):
                return ()
            if verb.negated or verb.is_one_of(warning_words(scene.pack).verbs["hoping"]):
                return ()
            tellers = (j for j in subject_or_teller(groups, i) if groups[j].prep not in _PLACED)
            return tuple(t for j in tellers for t in take(scene, sentence, groups, j))
    for i in range(found.at + 1, len(groups)):
        verb = groups[i].verb
        if verb is not None and set(verb.lemmas) & speaking_verbs(scene.pack) and is_inserted(groups, i):
            return tuple(t for j in right_subject(groups, i) for t in take(scene, sentence, groups, j))
    sources = [
        i for i, g in enumerate(groups) if g.prep == "selon" or (g.prep == "pour" and (i == 0 or _is_relative(scene, g)))
    ]
    return tuple(t for i in sources for t in take(scene, sentence, groups, i))[:1]


def _is_relative(scene: Scene, group: Group) -> bool:
    return scene.tokens[group.head].low in grammar(scene.pack).words["relatives"]
