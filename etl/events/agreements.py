"""Agreements: a verb of signing, concluding or ending with the instrument that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.amounts import Count
from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, PERSON
from etl.entities.scene import Scene
from etl.events.circumstances import When, Where, is_future, looks_planned, modality, span_of, when, where
from etl.events.match import Match, Taken, take
from etl.language.clauses import clause_end, equals, subject_of
from etl.language.grammar import grammar
from etl.language.groups import LINK, NOUN, Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize


class Agreement(NamedTuple):
    """An agreement as one sentence tells it; `title` and `quantity` are positions of tokens and a number."""

    match: Match
    parties: tuple[Taken, ...]
    kind: str
    status: str
    modality: str
    title: tuple[int, int]
    quantity: int | None
    when: When | None
    where: Where | None


@cache
def _kinds(pack: Pack) -> Phrases[str]:
    words = grammar(pack)
    return Phrases(
        (tuple(words.base(token.low) for token in tokenize(noun, pack)), kind) for kind, nouns in pack.data("frames/agreements")["kinds"].items() for noun in nouns
    )


def read_agreements(scene: Scene, matches: Sequence[Match]) -> list[Agreement]:
    """The agreements of an article, each once."""
    found = [agreement for match in matches if match.frame.table == "agreements" and (agreement := _read(scene, match))]
    kept: list[Agreement] = []
    for agreement in sorted(found, key=lambda a: (-len(a.parties), a.when is None, a.match.trigger)):
        if not any(_same(agreement, other) for other in kept):
            kept.append(agreement)
    return sorted(kept, key=lambda a: a.match.trigger)


def _same(one: Agreement, other: Agreement) -> bool:
    mine, theirs = {t.actor for t in one.parties}, {t.actor for t in other.parties}
    if one.title == other.title:
        return True
    if one.match.sentence == other.match.sentence and one.kind != other.kind:
        return False
    dates = {a.when.value.edtf for a in (one, other) if a.when}
    return bool(mine) and (mine <= theirs or theirs <= mine) and (one.kind == other.kind or "other" in (one.kind, other.kind)) and len(dates) < 2


def _instrument(scene: Scene, match: Match) -> tuple[int, tuple[int, int], str] | None:
    """The instrument that a verb is about: its group, the tokens of its name, its kind."""
    groups, verb = match.groups, match.verb_group
    if verb is not None and (verb.passive or verb.tense == "past_participle"):
        positions: Sequence[int] = subject_of(groups, match.at) or range(match.at + 1, clause_end(groups, match.at))
    else:
        positions = range(match.at + 1, clause_end(groups, match.at))
    keys = grammar(scene.pack)
    for i in positions:
        group = groups[i]
        if group.kind != NOUN:
            continue
        words = [keys.base(token.low) for token in scene.tokens[group.first : min(group.last + 6, match.sentence.last)]]
        for start in range(group.last - group.first):
            if found := _kinds(scene.pack).longest(words, start):
                last = max(group.first + found[0], group.last)
                return i, (group.first + start, last), found[1][0]
    return None


def _read(scene: Scene, match: Match) -> Agreement | None:
    verb = match.verb_group
    if verb is None or verb.negated:
        return None
    instrument = _instrument(scene, match)
    if instrument is None:
        return None
    at, title, kind = instrument
    parties = _parties(scene, match, at)
    if not parties:
        return None
    first, last = span_of(match.groups, match.at)
    planned = is_future(verb, scene.pack) or (verb.tense == "infinitive" and not verb.modal) or looks_planned(scene, match.groups[first].first, match.groups[last - 1].last)
    status = match.frame.values["status"]
    if planned and status != "ended":
        status = "planned"
    ref = match.groups[at].ref
    place = where(scene, match.groups, [i for i in range(first, last)])
    return Agreement(match, parties, kind, status, modality(scene, match), title, ref.value if isinstance(ref, Count) else None,
                     when(scene, match, future=status == "planned"), place)


def _parties(scene: Scene, match: Match, instrument: int) -> tuple[Taken, ...]:
    """The states or organizations bound: those told round the verb, those told after the instrument, those of its adjectives."""
    members = scene.cast.members
    taken = list(match.parts.get("party", []))
    groups = match.groups
    i = instrument + 1
    while i < len(groups) and groups[i].verb is None:
        if groups[i].kind == NOUN and groups[i].prep in ("entre", "avec"):
            taken += [t for j in equals(groups, i) for t in take(scene, match.sentence, groups, j)]
        i += 1
    for token in scene.tokens[groups[instrument].first : groups[instrument].last]:
        lands = demonym_countries(token.low, scene.pack)
        if len(lands) > 1:
            taken += [Taken(j, None) for j, m in enumerate(members) if m.kind == COUNTRY and m.key in lands]
    bound: dict[int, Taken] = {}
    for t in taken:
        member = members[t.actor]
        if member.kind == PERSON:
            land = next((j for j, m in enumerate(members) if m.kind == COUNTRY and m.key == member.country), None)
            if land is None:
                continue
            t = Taken(land, None if land != t.actor else t.naming)
        bound.setdefault(t.actor, t)
    return tuple(bound.values())
