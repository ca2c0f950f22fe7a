"""Ambassadors summoned or called home: a protest of one state to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.entities.namings import COUNTRY, ORGANIZATION, Naming
from etl.entities.quotations import speaking_verbs
from etl.entities.scene import Scene
from etl.entities.topics import actors_of
from etl.events.inserted import is_inserted
from etl.events.match import Match, Taken, take
from etl.events.warning_issuers import listed, of_participle, owner_before, those_before
from etl.events.warning_sides import ENVOYS, Side, View, antecedent, side_of
from etl.events.warning_words import warning_words
from etl.language.clauses import clause_end, complements_of, equals, right_subject, subject_of
from etl.language.grammar import grammar
from etl.language.groups import LINK

_POSTED = ("à", "en", "de")


def read_summons(scene: Scene, match: Match) -> tuple[list[Taken], list[Taken]]:
    """Who summons or recalls an ambassador, and to whom that is a protest; nobody where no ambassador is told."""
    envoys = list(_envoys(scene, match))
    if not envoys:
        return [], []
    members = scene.cast.members
    of = owner_before(match)
    told = [t for i in equals(match.groups, of) for t in take(scene, match.sentence, match.groups, i)] if of >= 0 else []
    verb = match.groups[match.at].verb
    told = told or (of_participle(scene, match) if verb is not None and verb.tense == "present_participle" else [])
    issuers = (
        told or match.parts.get("issuer", []) or _ordering(scene, match) or listed(scene, match) or those_before(scene, match)
    )
    lands = {land for _, land in envoys if land}
    if match.frame.options["envoy"] == "own":
        issuers = issuers or [Taken(i, None) for i, m in enumerate(members) if m.kind == COUNTRY and m.key in lands]
        return issuers, _posted(scene, match, [naming for naming, _ in envoys], side_of(scene, issuers))
    targets = _senders(scene, match, envoys, issuers)
    hosts = [t for t in issuers if members[t.actor].country not in lands]
    behind = match.groups[match.at + 1 : clause_end(match.groups, match.at)]
    if issuers and not hosts and any(group.prep == "par" for group in behind):
        return [], []  # called home by his own state
    hosts = hosts or _host(scene, match, lands) or _teller(scene, match, lands)
    return hosts or _where_posted(scene, match, envoys, lands), targets


def _where_posted(scene: Scene, match: Match, envoys: Sequence[tuple[Naming, str | None]], lands: set[str]) -> list[Taken]:
    """The one state that ambassadors are posted in, who alone can summon them (`l'ambassadeur de X à Riga a été convoqué`)."""
    members = scene.cast.members
    found = _posts(scene, match, [naming for naming, _ in envoys], Side(frozenset(), frozenset(lands)))
    states = [t for t in found if members[t.actor].kind == COUNTRY]
    return states if len(states) == 1 else []


def _is_owned(scene: Scene, envoy: Naming) -> bool:
    """Whether an ambassador is told by a possessive alone."""
    return scene.tokens[envoy.first].low in grammar(scene.pack).words["possessives"]


def _senders(scene: Scene, match: Match, envoys: Sequence[tuple[Naming, str | None]], issuers: Sequence[Taken]) -> list[Taken]:
    """Who sent the ambassadors: their states, else who they are, else the state told before them."""
    lands, own = {land for _, land in envoys if land}, {t.actor for t in issuers}
    members = enumerate(scene.cast.members)
    if found := [Taken(i, None) for i, m in members if m.kind in (COUNTRY, ORGANIZATION) and m.key in lands]:
        return found
    found = [Taken(actor, None) for naming, _ in envoys for actor in actors_of(scene, naming) if actor not in own]
    return found or (_sender(scene, match, side_of(scene, issuers)) if _is_owned(scene, envoys[0][0]) else [])


def _sender(scene: Scene, match: Match, side: Side) -> list[Taken]:
    """Whose ambassador is meant by `son`: the other state told before (`dément les accusations de X et convoque son …`)."""
    before = antecedent(View(scene, match.sentence, match.groups, side), match.groups[match.at].first)
    return [t for t in before if scene.cast.members[t.actor].kind == COUNTRY]


def _ordering(scene: Scene, match: Match) -> list[Taken]:
    """Who decides or announces what a noun tells (`a annoncé le rappel de son ambassadeur`)."""
    verb = match.verb_group
    if match.at == match.verb or verb is None or verb.passive or verb.negated:
        return []
    if not verb.is_one_of(warning_words(scene.pack).verbs["ordering"]):
        return []
    return [t for i in subject_of(match.groups, match.verb) for t in take(scene, match.sentence, match.groups, i)]


def _teller(scene: Scene, match: Match, guests: set[str]) -> list[Taken]:
    """The state whose ministry tells of the summons in an incise or as its source, as that ministry."""
    groups = match.groups
    sources = [i for i, group in enumerate(groups) if group.prep == "selon"]
    if told := _of_others(scene, [t for i in sources for t in take(scene, match.sentence, groups, i)], guests):
        return told
    for i in range(match.at + 1, len(groups)):
        verb = groups[i].verb
        if verb is not None and verb.is_one_of(speaking_verbs(scene.pack)) and is_inserted(groups, i):
            told = [t for j in right_subject(groups, i) for t in take(scene, match.sentence, groups, j)]
            return _of_others(scene, told, guests)
    return []


def _of_others(scene: Scene, told: list[Taken], guests: set[str]) -> list[Taken]:
    lands = [scene.cast.members[t.actor].country for t in told]
    return told if all(land and land not in guests for land in lands) else []


def _posted(scene: Scene, match: Match, envoys: Sequence[Naming], side: Side) -> list[Taken]:
    """The states that ambassadors are called home from: told in the words of their office, after them, or before."""
    if found := _posts(scene, match, envoys, side):
        return found
    return [t for t in _sender(scene, match, side) if scene.cast.members[t.actor].key not in side.lands]


def _posts(scene: Scene, match: Match, envoys: Sequence[Naming], side: Side) -> list[Taken]:
    """The states that ambassadors are posted in, as the words of their office or the complements behind it tell."""
    members = scene.cast.members
    worded = [
        Taken(actor, None)
        for naming, actor in zip(scene.inner, scene.cast.of_inner, strict=True)
        if any(envoy.first <= naming.first < envoy.last for envoy in envoys)
    ]
    groups = match.groups
    places = [i for prep, i in complements_of(groups, match.at) if prep in _POSTED]
    behind = [i for i in places if groups[i - 1].kind == LINK or not (worded or i < match.at)]
    first = [t for i in behind[:1] for j in equals(groups, i) for t in take(scene, match.sentence, groups, j)]
    joined = [t for i in behind[1:] if groups[i - 1].kind == LINK for t in take(scene, match.sentence, groups, i)]
    return [t for t in dict.fromkeys([*worded, *first, *joined]) if members[t.actor].country not in side.lands]


def _envoys(scene: Scene, match: Match) -> Iterator[tuple[Naming, str | None]]:
    """The ambassadors that are the object of the verb, or its subject in the passive, each with who sent him."""
    verb = match.groups[match.at].verb
    if verb is None:
        positions = tuple(i for i in range(match.at + 1, min(match.at + 2, len(match.groups))) if match.groups[i].prep == "de")
    elif verb.passive:
        positions = subject_of(match.groups, match.at)
    else:
        behind = range(match.at + 1, clause_end(match.groups, match.at))
        positions = tuple(i for i in behind if not match.groups[i].prep)
    for i in positions:
        ref = match.groups[i].ref
        if isinstance(ref, Naming):
            office = next((office for office in ref.offices if office.role in ENVOYS), None)
            if office is not None:
                yield ref, office.countries[0] if office.countries else office.organization or None


def _host(scene: Scene, match: Match, guests: set[str]) -> list[Taken]:
    """Where an ambassador is summoned to: the place told; for `y` and `où` the last one named before that did not send him."""
    members, verb = scene.cast.members, match.groups[match.at].verb
    places = [t for t in match.parts.get("place", []) if members[t.actor].kind in (COUNTRY, ORGANIZATION)]
    if told := [t for t in places if members[t.actor].country not in guests]:
        return told
    there = warning_words(scene.pack).tokens["there"]
    before = match.groups[max(0, match.at - 1)]
    if not (verb and set(verb.clitics) & there) and scene.tokens[before.first].low not in there:
        return []
    for naming in reversed(scene.namings):
        if naming.first >= match.sentence.first:
            continue
        for actor in actors_of(scene, naming):
            land = members[actor].country
            if land and land not in guests:
                return [Taken(i, None) for i, m in enumerate(members) if m.kind == COUNTRY and m.key == land] or [
                    Taken(actor, None)
                ]
    return []
