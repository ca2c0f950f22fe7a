"""Warnings: from frames of cautioning, demanding, accusing and protesting, and from hostile claims, to rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import BLOC, COUNTRY, ORGANIZATION, PERSON
from etl.entities.quotations import Speech, speaking_verbs
from etl.entities.scene import Scene
from etl.events.circumstances import modality
from etl.events.frames import Frame
from etl.events.match import Match, Taken, take
from etl.language.clauses import clause_end, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, THAT, VERB, Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.sentences import Sentence
from etl.language.tokens import tokenize


class Warning(NamedTuple):
    """A warning: who, whom, what kind, and the tokens of the message."""

    match: Match
    kind: str
    modality: str
    issuers: tuple[Taken, ...]
    targets: tuple[Taken, ...]
    message: tuple[int, int] | None


def read_warnings(scene: Scene, matches: Sequence[Match], speeches: Sequence[Speech]) -> list[Warning]:
    """The warnings of an article, each once."""
    found = [warning for match in matches if match.frame.table == "warnings" and (warning := _of_match(scene, match))]
    found += _claims(scene, speeches)
    kept: list[Warning] = []
    for warning in found:
        if not any(_same(warning, other) for other in kept):
            kept.append(warning)
    return sorted(kept, key=lambda w: w.match.trigger)


def _same(one: Warning, other: Warning) -> bool:
    """Whether two warnings are one: the same sentence and kind, or the same words of it told by two frames."""
    same_sides = {t.actor for t in one.issuers} == {t.actor for t in other.issuers} and {t.actor for t in one.targets} == {
        t.actor for t in other.targets
    }
    return (
        same_sides
        and (one.match.sentence == other.match.sentence or one.kind == other.kind)
        and one.match.sentence.first - other.match.sentence.first == 0
    )


def _of_match(scene: Scene, match: Match) -> Warning | None:
    verb = match.verb_group
    if verb is not None and verb.negated:
        return None
    issuers = match.parts.get("issuer", [])
    if not issuers or (match.frame.options.get("to_infinitive") and not _to_infinitive(match)):
        return None
    land = {scene.cast.members[t.actor].country for t in issuers}
    targets = [t for t in match.parts.get("target", []) if t.actor not in {i.actor for i in issuers}]
    if not targets or match.frame.options.get("envoy"):
        targets = _envoy_country(scene, match, targets) or targets
    if not targets:
        targets = _target_after(scene, match, {i.actor for i in issuers}, land)
    if "target" in match.frame.needs and not targets:
        return None
    if match.frame.options.get("envoy") and not _is_envoy(scene, match):
        return None
    return Warning(
        match, match.frame.values["kind"], modality(scene, match), tuple(issuers), tuple(targets), _message(scene, match)
    )


def _to_infinitive(match: Match) -> bool:
    """Whether what is asked for follows as an infinitive with its preposition, or as a `que` clause."""
    return any(
        g.kind == THAT or (g.verb is not None and g.verb.tense == "infinitive" and g.prep)
        for g in match.groups[match.at + 1 : match.at + 8]
    )


def _is_envoy(scene: Scene, match: Match) -> bool:
    return bool(_envoys(scene, match))


def _envoys(scene: Scene, match: Match) -> list[str | None]:
    """The countries of the ambassadors that the sentence names as object, or as subject in the passive."""
    verb = match.verb_group
    positions = (
        subject_of(match.groups, match.at)
        if verb is not None and verb.passive
        else range(match.at + 1, clause_end(match.groups, match.at))
    )
    countries: list[str | None] = []
    for i in positions:
        ref = match.groups[i].ref
        for office in getattr(ref, "offices", ()):
            if office.role in ("ambassador", "envoy"):
                countries.append(office.countries[0] if office.countries else None)
    return countries


def _envoy_country(scene: Scene, match: Match, targets: Sequence[Taken]) -> list[Taken]:
    """The country of a summoned ambassador, as target."""
    if not match.frame.options.get("envoy"):
        return []
    lands = [c for c in _envoys(scene, match) if c]
    return [Taken(i, None) for i, m in enumerate(scene.cast.members) if m.kind == COUNTRY and m.key in lands]


def _target_after(scene: Scene, match: Match, issuers: set[int], lands: set[str | None]) -> list[Taken]:
    """The first actor told after the verb that is no issuer and not of an issuer's country; else the country of an adjective."""
    members = scene.cast.members
    for i in range(match.at + 1, len(match.groups)):
        for taken in take(scene, match.sentence, match.groups, i):
            member = members[taken.actor]
            if (
                taken.actor not in issuers
                and member.kind in (PERSON, COUNTRY, ORGANIZATION, BLOC)
                and (member.country is None or member.country not in lands)
            ):
                return [taken]
        if match.groups[i].kind == NOUN:
            for token in scene.tokens[match.groups[i].first : match.groups[i].last]:
                named = [c for c in demonym_countries(token.low, scene.pack) if c not in lands]
                known = [j for j, m in enumerate(members) if m.kind == COUNTRY and m.key in named]
                if known:
                    return [Taken(known[0], None)]
    return []


def _message(scene: Scene, match: Match) -> tuple[int, int] | None:
    """What is warned of: the rest of the sentence after the trigger, without its full stop."""
    first, last = match.trigger[1], match.sentence.last
    while last > first and not scene.tokens[last - 1].is_word and scene.tokens[last - 1].text not in "»”)":
        last -= 1
    return (first, last) if last > first else None


@cache
def _claim_phrases(pack: Pack) -> Phrases[tuple[str, str]]:
    words = grammar(pack)
    return Phrases(
        (tuple(words.base(token.low) for token in tokenize(phrase, pack)), (group["id"], group["kind"]))
        for group in pack.data("frames/warnings")["claim"]
        for phrase in group["phrases"]
    )


def _claims(scene: Scene, speeches: Sequence[Speech]) -> Iterator[Warning]:
    """Hostile claims in direct or reported speech (`serait une cible légitime`): the speaker warns whom the claim names."""
    words = grammar(scene.pack)
    for sentence in scene.sentences:
        keys = [words.base(token.low) for token in scene.tokens[sentence.first : sentence.last]]
        for i in range(len(keys)):
            found = _claim_phrases(scene.pack).longest(keys, i)
            if found is None:
                continue
            warning = _claim(scene, sentence, (sentence.first + i, sentence.first + found[0]), *found[1][0], speeches)
            if warning is not None:
                yield warning
                break


def _claim(
    scene: Scene, sentence: Sentence, trigger: tuple[int, int], rule: str, kind: str, speeches: Sequence[Speech]
) -> Warning | None:
    groups = scene.groups(sentence)
    at = next((i for i, g in enumerate(groups) if g.first <= trigger[0] < g.last), 0)
    issuers = _speaker_of(scene, sentence, groups, at, trigger, speeches)
    if not issuers:
        return None
    lands = {scene.cast.members[t.actor].country for t in issuers}
    own = {t.actor for t in issuers}
    start = next((i for i in range(at, -1, -1) if groups[i].kind == THAT), 0)
    targets: list[Taken] = []
    for i in range(start, len(groups)):
        if (groups[i].kind == NOUN and not groups[i].prep) or groups[i].prep in ("à", "contre", "de", "par"):
            targets += [
                t
                for t in take(scene, sentence, groups, i)
                if t.actor not in own and scene.cast.members[t.actor].country not in (lands - {None})
            ]
        if targets and i >= at:
            break
    match = Match(
        Frame(rule, "warnings", {}, {"kind": kind}, (), (), {}),
        sentence,
        groups,
        at,
        at if groups[at].kind == VERB else -1,
        trigger,
        {},
    )
    first = groups[start].first if start else sentence.first
    return Warning(match, kind, "attributed", issuers, tuple(targets[:2]), (first, trigger[1]))


def _speaker_of(
    scene: Scene, sentence: Sentence, groups: Sequence[Group], at: int, trigger: tuple[int, int], speeches: Sequence[Speech]
) -> tuple[Taken, ...]:
    """Who says what stands at a place: the speaker of the quotation round it, or of the verb of saying before it."""
    offset = scene.tokens[trigger[0]].start
    for speech in speeches:
        if speech.start <= offset < speech.end:
            return (Taken(speech.speaker, None),) if speech.speaker is not None else ()
    for i in range(at, -1, -1):
        verb = groups[i].verb
        if verb is not None and set(verb.lemmas) & speaking_verbs(scene.pack) and any(g.kind == THAT for g in groups[i:at]):
            return tuple(t for j in subject_of(groups, i) for t in take(scene, sentence, groups, j))
    return ()
