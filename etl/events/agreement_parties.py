"""Who is bound by an agreement: those its own words name, filled up with the sides that the article told before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from etl.entities.gazetteer import demonym_countries, subtype_of
from etl.entities.namings import COUNTRY, METONYM, ORGANIZATION, PERSON, Naming
from etl.entities.scene import Scene
from etl.events.agreement_words import listed
from etl.events.match import Match, Taken, sides, take
from etl.events.places import is_place, where
from etl.events.states import behind, country_of
from etl.language.clauses import complements_of, equals, subject_of
from etl.language.grammar import grammar
from etl.language.groups import MARK, NOUN

_BESIDE = frozenset({"sous", "lors de", "par", "contre", "sur"})  # `après X et Y`, `sous l'égide de X`, `sanctions contre X`
_PARLIAMENTS = frozenset({"parliament"})
_BODIES = frozenset({"", "parliament", "government", "military"})
_NEAR = 4  # groups behind an instrument in which its sides are told
_RULED = 4  # groups behind a word for rulers in which their land is told
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
        and not (_is_aside(scene, match, n) or _is_located(scene, n))
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


def judges(scene: Scene, match: Match) -> bool:
    """Whether the verb above a noun or an infinitive tells what others think of it (`X salue la signature de l'accord`)."""
    if match.groups[match.at].verb is None:
        verb = match.verb_group if match.verb < match.at else None
    else:
        above = next((g.verb for g in match.groups[: match.at][::-1] if g.verb is not None), None)
        verb = above if _is_of_noun(match) else None
    return verb is not None and verb.is_one_of(listed(scene.pack, "judging"))


def _is_of_noun(match: Match) -> bool:
    """Whether a verb is an infinitive under a noun (`la décision de sortir de l'accord`)."""
    group, before = match.groups[match.at], match.groups[match.at - 1]
    under = match.at > 0 and group.prep == "de" and before.kind == NOUN
    return under and group.verb is not None and group.verb.tense in ("infinitive", "past_infinitive")


def are_of_one_state(scene: Scene, parties: Sequence[Taken]) -> bool:
    """Whether all parties are bodies of one state, or it and its parliament: what they agree on is its own affair."""
    members = [scene.cast.members[t.actor] for t in parties]
    lands = [m for m in members if m.kind == COUNTRY]
    rest = [m for m in members if m.kind != COUNTRY]
    public = _PARLIAMENTS if lands else _BODIES
    bodies = all(m.kind == ORGANIZATION and m.key and subtype_of(m.key, scene.pack) in public for m in rest)
    return bodies and bool(rest) and len(members) > 1 and len({m.country for m in members}) == 1


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
    """The two countries that the sentence before joins by `et`, where it names no other."""
    before = next((s for s in scene.sentences[::-1] if s.first < match.sentence.first), match.sentence)
    told = [n for n in scene.namings if before.first <= n.first < before.last and n.kind in (COUNTRY, PERSON) and n.country]
    linkers = grammar(scene.pack).linkers
    lands = {n.country for n in told if n.country and not _is_located(scene, n)}
    joined = any(b.first == a.last + 1 and linkers.longest(scene.keys, a.last) for a, b in pairwise(told))
    return frozenset(lands) if len(lands) == 2 and joined else frozenset()


def _is_located(scene: Scene, naming: Naming) -> bool:
    """Whether a country is told only as where something is (`au Qatar`, `à Doha`, `la convention de Vienne`)."""
    first = naming.first
    told = scene.keys[first] == "à" or (first > 0 and scene.keys[first - 1] in ("en", "dans"))
    capital = naming.mention_type == METONYM and first > 0 and scene.keys[first - 1] in ("à", "de")
    return naming.kind == COUNTRY and (told or capital)


def _is_aside(scene: Scene, match: Match, naming: Naming) -> bool:
    """Whether a naming tells where something is, or who mediates (`sous l'égide de X`, `grâce à une médiation de X`)."""
    at = next((i for i, g in enumerate(match.groups) if g.first <= naming.first < g.last), -1)
    if at < 0:
        return False
    group, before = match.groups[at], match.groups[at - 1] if at else None
    mediated = before is not None and group.prep == "de" and scene.tokens[before.head].low in listed(scene.pack, "mediation")
    return mediated or group.prep in _BESIDE or is_place(scene, group, naming)


def parties_of(scene: Scene, match: Match, instrument: int) -> tuple[Taken, ...]:
    """The states or organizations bound: told round the verb, behind the instrument, or by its adjectives."""
    members = scene.cast.members
    groups = match.groups
    taken = list(match.parts.get("party", []))
    if taken and judges(scene, match):
        judging = {t for j in subject_of(groups, match.verb) for t in take(scene, match.sentence, groups, j)}
        taken = [t for t in taken if t not in judging]
    i = instrument + 1
    while i < len(groups) and groups[i].verb is None and (groups[i].kind != MARK or groups[i].ref):
        if groups[i].kind == NOUN and groups[i].prep in ("entre", "avec"):
            taken += [t for j in sides(groups, i) for t in take(scene, match.sentence, groups, j)]
        i += 1
    if len({t.actor for t in taken}) == 1:
        taken += _of_unnamed(scene, match)
    for token in scene.tokens[groups[instrument].first : groups[instrument].last]:
        lands = demonym_countries(token.low, scene.pack)
        if len(lands) > 1 or (taken and match.groups[match.at].verb is None):
            taken += [Taken(j, None) for j, m in enumerate(members) if m.kind == COUNTRY and m.key in lands]
    return _states(scene, taken or _agents(scene, match))


def of_visit(scene: Scene, match: Match) -> tuple[Taken, ...]:
    """Host and guest, where an agreement is made on the occasion of a visit; empty where either is not told."""
    groups, visits = match.groups, listed(scene.pack, "visits")
    at = next(
        (i for i, g in enumerate(groups) if g.prep == "lors de" and not visits.isdisjoint(scene.words[g.first : g.last])), -1
    )
    owners = [i for i in range(at + 1, min(at + _NEAR, len(groups))) if groups[i].prep == "de"] if at >= 0 else []
    guests = _states(scene, next((t for i in owners if (t := take(scene, match.sentence, groups, i))), ()))
    lands = {scene.cast.members[t.actor].country for t in guests}
    place = where(scene, groups, [*range(max(at, 0), len(groups)), *range(max(at, 0))]) if guests else None
    host = country_of(scene, place.country) if place and place.country not in lands else None
    return (*guests, Taken(host, None)) if host is not None else ()


def is_one_side(scene: Scene, match: Match, parties: Sequence[Taken]) -> bool:
    """Whether all parties stand under one `avec`: then nobody tells who is on the other side (`la signature avec X et Y`)."""
    groups = match.groups
    under = next((i for i in range(match.at + 1, len(groups)) if groups[i].prep == "avec"), -1)
    if under < 0 or len(parties) < 2 or groups[match.at].verb is not None:
        return False
    row = equals(groups, under)
    first, last = groups[row[0]].first, groups[row[-1]].last
    return all(t.naming is not None and first <= scene.namings[t.naming].first < last for t in parties)


def lacks_one(scene: Scene, match: Match, instrument: int, parties: Sequence[Taken]) -> bool:
    """Whether `entre` or `avec` right behind an instrument tells a side that is nobody known."""
    groups = match.groups
    for i in range(instrument + 1, min(instrument + _NEAR, len(groups))):
        if groups[i].prep == "entre" and len(parties) == 1:
            return True
        if groups[i].prep == "avec" and not parties and not take(scene, match.sentence, groups, i):
            return True
    return False


def _of_unnamed(scene: Scene, match: Match) -> list[Taken]:
    """Those who sign beside a party without being named: by their organization, or the land they rule.

    So `X et les rebelles du Front ont signé`, `la junte au pouvoir au Niger a dénoncé l'accord avec X`.
    """
    groups = match.groups
    found: list[Taken] = []
    for j in subject_of(groups, match.at):
        named = groups[j + 1] if j + 1 < len(groups) and groups[j].ref is None else None
        if named is not None and named.prep == "de" and isinstance(named.ref, Naming) and named.ref.kind == ORGANIZATION:
            found += take(scene, match.sentence, groups, j + 1)
        if groups[j].ref is None and scene.tokens[groups[j].head].low in listed(scene.pack, "rulers"):
            refs = [group.ref for group in groups[j + 1 : j + _RULED] if group.prep]
            ruled = next((ref for ref in refs if isinstance(ref, Naming) and ref.kind == COUNTRY), None)
            land = country_of(scene, ruled.country) if ruled is not None else None
            found += [Taken(land, None)] if land is not None else []
    return found


def _agents(scene: Scene, match: Match) -> list[Taken]:
    """Those after `par` behind a passive, where they do not only mediate."""
    verb = match.verb_group
    if verb is None or not verb.passive or match.frame.options.get("mediated"):
        return []
    agents = (j for prep, j in complements_of(match.groups, match.verb) if prep == "par")
    return [t for j in agents for k in equals(match.groups, j) for t in take(scene, match.sentence, match.groups, k)]


def _states(scene: Scene, taken: Sequence[Taken]) -> tuple[Taken, ...]:
    """The states for which persons sign, in their place; whoever only tells of agreements left out; everybody once."""
    members = scene.cast.members
    bound: dict[int, Taken] = {}
    for t in taken:
        member = members[t.actor]
        if subtype_of(member.key, scene.pack) in listed(scene.pack, "observers"):
            continue
        if member.kind == PERSON:
            state = behind(scene, member)
            if state is None:
                continue
            t = Taken(state, None)
        bound.setdefault(t.actor, t)
    return tuple(bound.values())
