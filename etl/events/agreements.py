"""Agreements: a verb of signing, concluding or ending with the instrument that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.amounts import Count
from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, PERSON
from etl.entities.scene import Scene
from etl.events.circumstances import When, Where, extent, is_future, is_only_thought, looks_planned, modality, when, where
from etl.events.match import Match, Taken, take
from etl.language.clauses import clause_end, clause_start, complements_of, equals, relative_antecedent, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, QUOTE, TIME
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
        (tuple(words.base(token.low) for token in tokenize(noun, pack)), kind)
        for kind, nouns in pack.data("frames/agreements")["kinds"].items()
        for noun in nouns
    )


def read_agreements(scene: Scene, matches: Sequence[Match]) -> list[Agreement]:
    """The agreements of an article, each once."""
    found = [agreement for match in matches if match.frame.table == "agreements" and (agreement := _read(scene, match))]
    kept: list[Agreement] = []
    for agreement in sorted(found, key=lambda a: (-len(a.parties), a.when is None, a.match.trigger)):
        twin = next((i for i, other in enumerate(kept) if _same(agreement, other)), -1)
        if twin < 0:
            kept.append(agreement)
        else:
            kept[twin] = _filled(kept[twin], agreement)
    return sorted(kept, key=lambda a: a.match.trigger)


def _filled(main: Agreement, other: Agreement) -> Agreement:
    """An agreement with what another telling of it adds."""
    fate = _fate(main, other)
    return main._replace(when=main.when or other.when, where=main.where or other.where, status=fate)


def _fate(main: Agreement, other: Agreement) -> str:
    """The status of an agreement told twice: signing tells more than agreeing, and its end, in the same sentence, most."""
    if other.status == "ended" and other.match.sentence == main.match.sentence:
        return "ended"
    return "signed" if main.status == "agreed" and other.status == "signed" else main.status


def _same(one: Agreement, other: Agreement) -> bool:
    mine, theirs = {t.actor for t in one.parties}, {t.actor for t in other.parties}
    if one.title == other.title:
        return True
    if one.match.sentence == other.match.sentence and one.kind != other.kind:
        return False
    dates = {a.when.value.edtf for a in (one, other) if a.when}
    return (
        bool(mine)
        and (mine <= theirs or theirs <= mine)
        and (one.kind == other.kind or "other" in (one.kind, other.kind))
        and len(dates) < 2
    )


def _instrument(scene: Scene, match: Match) -> tuple[int, tuple[int, int], str] | None:
    """The instrument that a match is about: its group, the tokens of its name, its kind."""
    groups, verb = match.groups, match.groups[match.at].verb
    after = range(match.at if verb is None else match.at + 1, clause_end(groups, match.at))
    before = range(match.at - 1, clause_start(groups, match.at) - 1, -1)
    described = verb is not None and (verb.passive or verb.tense == "past_participle")
    antecedent = relative_antecedent(groups, match.at)
    for i in ([antecedent] if antecedent >= 0 else []) + ([*before, *after] if described else [*after]):
        if found := _named(scene, match, i):
            return found
    return None


def _named(scene: Scene, match: Match, at: int) -> tuple[int, tuple[int, int], str] | None:
    """The instrument that a group names, if it names one."""
    group = match.groups[at]
    if group.kind not in (NOUN, QUOTE):
        return None
    words = scene.keys[: min(group.last + 6, match.sentence.last)]
    if found := _kinds(scene.pack).first(words, group.first, group.last):
        first, last, kinds = found
        return at, (first, max(last, group.last)), kinds[0]
    return None


def _read(scene: Scene, match: Match) -> Agreement | None:
    verb = match.verb_group
    if (verb is not None and verb.negated) or is_only_thought(scene, match):
        return None
    instrument = _instrument(scene, match)
    if instrument is None:
        return None
    if verb is not None and match.at == match.verb and verb.tense == "past_participle" and not _is_dated_or_bound(scene, match):
        return None
    at, title, kind = instrument
    signatories = {scene.tokens[match.groups[i].head].low for i in subject_of(match.groups, match.at)}
    if kind == "other" and signatories & _companies(scene.pack):
        kind = "contract"
    parties = _parties(scene, match, at)
    if match.frame.options.get("needs_parties") and len(parties) < 2:
        return None
    parties = parties if len(parties) > 1 else _with_other_side(scene, match, parties)
    if len(parties) < 2:
        return None
    first, last = extent(match)
    ahead = verb is not None and (
        is_future(verb, scene.pack) or (verb.tense == "infinitive" and not verb.modal and match.at == match.verb)
    )
    status = match.frame.values["status"]
    if status != "ended" and (ahead or looks_planned(scene, match)):
        status = "planned"
    ref = match.groups[at].ref
    place = where(scene, match.groups, range(first, last))
    return Agreement(
        match,
        parties,
        kind,
        status,
        modality(scene, match),
        title,
        ref.value if isinstance(ref, Count) else None,
        when(scene, match, future=status == "planned"),
        place,
    )


@cache
def _companies(pack: Pack) -> frozenset[str]:
    return frozenset(pack.data("frames/agreements")["companies"])


def _is_dated_or_bound(scene: Scene, match: Match) -> bool:
    """Whether a participle (`un accord signé …`) tells of an event: when, where or between whom."""
    first, last = match.at + 1, clause_end(match.groups, match.at)
    if any(group.kind == TIME or group.prep in ("par", "entre", "avec") for group in match.groups[first:last]):
        return True
    return where(scene, match.groups, range(first, last)) is not None


def _with_other_side(scene: Scene, match: Match, parties: tuple[Taken, ...]) -> tuple[Taken, ...]:
    """Fills up one party, or none, with the states that the sentence names, else with the ones told last before it."""
    members = scene.cast.members
    sides = {t.actor: t for t in parties}
    near = [n for n in scene.namings if match.sentence.first <= n.first < match.sentence.last]
    before = [n for n in reversed(scene.namings) if n.first < match.sentence.first][:12]
    for naming in [*near, *before]:
        for actor in scene.cast.of[scene.position(naming)]:
            land = next((i for i, m in enumerate(members) if m.kind == COUNTRY and m.key == members[actor].country), None)
            if land is not None and land not in sides and len(sides) < 2 and members[actor].kind in (COUNTRY, PERSON):
                sides[land] = Taken(land, scene.position(naming) if land == actor else None)
    return tuple(sides.values())


def _parties(scene: Scene, match: Match, instrument: int) -> tuple[Taken, ...]:
    """The states or organizations bound: told round the verb, behind the instrument, or by its adjectives."""
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
    verb = match.verb_group
    if not taken and verb is not None and verb.passive:
        taken = [
            t
            for prep, j in complements_of(groups, match.verb)
            if prep == "par"
            for k in equals(groups, j)
            for t in take(scene, match.sentence, groups, k)
        ]
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
