"""Who is bound by an agreement: those its own words name, filled up with the sides that the article told before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, PERSON, Naming
from etl.entities.scene import Scene
from etl.events.match import Match, Taken, sides, take
from etl.events.places import is_place
from etl.language.clauses import complements_of, equals
from etl.language.groups import MARK, NOUN
from etl.language.pack import Pack

_BESIDE = frozenset({"sous", "lors de"})  # `après X et Y`, `sous l'égide de X`
_LOOK_BACK = 12  # namings before its sentence among which the other side of an agreement can be


def with_other_side(
    scene: Scene, match: Match, matches: Sequence[Match], parties: tuple[Taken, ...], besides: set[int]
) -> tuple[Taken, ...]:
    """Fills up one party, or none, with the states that the sentence names, else with those told last before it.

    The two sides of the meeting or agreement told last come first. Whoever mediates, or is only where it happens, is no
    party, unless it was told of before.

    Args:
        scene: The article.
        match: The match of an agreement.
        matches: All matches of the article.
        parties: Those that its own words name: one, or none.
        besides: Actors that are not to be taken.
    """
    members = scene.cast.members
    bound = {t.actor: t for t in parties}
    near = [
        n
        for n in scene.namings
        if match.sentence.first <= n.first < match.sentence.last
        and not _is_aside(scene, match, n)
        and not besides & set(scene.cast.of[scene.position(n)])
    ]
    hosts = {g.ref.country for g in match.groups if isinstance(g.ref, Naming) and is_place(scene, g, g.ref)}
    told = _sides_told(scene, match, matches) or _pair_named(scene, match)
    before = [n for n in reversed(scene.namings) if n.first < match.sentence.first][:_LOOK_BACK]
    if not parties and not told and not hosts:
        before = []
    before = [naming for naming in before if not told or naming.country in told]
    before.sort(key=lambda naming: naming.country not in hosts)
    for naming in [*near, *before]:
        for actor in scene.cast.of[scene.position(naming)]:
            land = next((i for i, m in enumerate(members) if m.kind == COUNTRY and m.key == members[actor].country), None)
            if land is not None and land not in bound and len(bound) < 2 and members[actor].kind in (COUNTRY, PERSON):
                bound[land] = Taken(land, scene.position(naming) if land == actor else None)
    return tuple(bound.values())


def has_unknown_agent(scene: Scene, match: Match) -> bool:
    """Whether `par` tells who is bound, but nobody knows whom it means (`signé par plusieurs factions`)."""
    verb = match.verb_group
    if verb is None or not verb.passive or match.frame.options.get("mediated"):
        return False
    agents = [i for prep, i in complements_of(match.groups, match.verb) if prep == "par" and match.groups[i].kind == NOUN]
    return bool(agents) and not any(take(scene, match.sentence, match.groups, i) for i in agents)


def _sides_told(scene: Scene, match: Match, matches: Sequence[Match]) -> frozenset[str]:
    """The two countries of the meeting or agreement told last before a match; empty if there is none of two sides."""
    members = scene.cast.members
    for other in matches[::-1]:
        if other.trigger < match.trigger and other.frame.table in ("meetings", "agreements"):
            lands = {members[t.actor].country for taken in other.parts.values() for t in taken}
            known = frozenset(land for land in lands if land)
            if len(known) == 2:
                return known
    return frozenset()


def _pair_named(scene: Scene, match: Match) -> frozenset[str]:
    """The two countries that the sentence before names, where it names two."""
    before = next((s for s in scene.sentences[::-1] if s.first < match.sentence.first), match.sentence)
    lands = {
        n.country for n in scene.namings if before.first <= n.first < before.last and n.kind in (COUNTRY, PERSON) and n.country
    }
    return frozenset(lands) if len(lands) == 2 else frozenset()


def _is_aside(scene: Scene, match: Match, naming: Naming) -> bool:
    """Whether a naming tells where something is, or who mediates (`sous l'égide de X`, `grâce à une médiation de X`)."""
    at = next((i for i, g in enumerate(match.groups) if g.first <= naming.first < g.last), -1)
    if at < 0:
        return False
    group, before = match.groups[at], match.groups[at - 1] if at else None
    mediated = before is not None and group.prep == "de" and scene.tokens[before.head].low in _mediation(scene.pack)
    return mediated or group.prep in _BESIDE or is_place(scene, group, naming)


@cache
def _mediation(pack: Pack) -> frozenset[str]:
    return frozenset(pack.data("frames/agreements")["mediation"])


def parties_of(scene: Scene, match: Match, instrument: int) -> tuple[Taken, ...]:
    """The states or organizations bound: told round the verb, behind the instrument, or by its adjectives."""
    members = scene.cast.members
    taken = list(match.parts.get("party", []))
    groups = match.groups
    i = instrument + 1
    while i < len(groups) and groups[i].verb is None and (groups[i].kind != MARK or groups[i].ref):
        if groups[i].kind == NOUN and groups[i].prep in ("entre", "avec"):
            taken += [t for j in sides(groups, i) for t in take(scene, match.sentence, groups, j)]
        i += 1
    for token in scene.tokens[groups[instrument].first : groups[instrument].last]:
        lands = demonym_countries(token.low, scene.pack)
        if len(lands) > 1 or (taken and match.groups[match.at].verb is None):
            taken += [Taken(j, None) for j, m in enumerate(members) if m.kind == COUNTRY and m.key in lands]
    verb = match.verb_group
    if not taken and verb is not None and verb.passive and not match.frame.options.get("mediated"):
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
