"""One actor id for each sighting of an actor, over all articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from etl.language.pack import Pack
from etl.resolve.bodies import body_name, link_bodies
from etl.resolve.clusters import Clusters
from etl.resolve.identity import cluster_ids, fixed_id, known_id
from etl.resolve.nodes import ORGANIZATION, PERSON, Node, known_nodes, sighted
from etl.resolve.people import link_people
from etl.resolve.sightings import Decision, Judgement, Known, Linkage, Sighting, SightingKey


def link_actors(
    sightings: Iterable[Sighting], pack: Pack, known: Sequence[Known] = (), judgements: Sequence[Judgement] = ()
) -> Linkage:
    """The actor behind each sighting.

    A pure function of what it is given as sets: the order makes no difference, nor whether articles come at once or one
    by one, as long as all of them are given.

    Args:
        sightings: The actors of all articles.
        pack: The language of the articles.
        known: Actors that are known beforehand; they give ids and names, and nothing depends on them.
        judgements: What people have said of pairs of sightings; it is heeded before anything else.
    """
    ids: dict[SightingKey, str] = {}
    free: dict[str, list[Sighting]] = {PERSON: [], ORGANIZATION: []}
    for sighting in sightings:
        fixed = fixed_id(sighting, pack)
        if fixed is None:
            free[sighting.actor_type].append(sighting)
        else:
            ids[sighting.key] = fixed
    listed = {_order(actor): fixed for actor in known if (fixed := known_id(actor, pack))}
    behind = {fixed: actor for actor in sorted(known, key=_order) if (fixed := listed.get(_order(actor)))}
    decisions: list[Decision] = []
    unheeded = set(judgements)
    judged = {key for judgement in judgements for key in (judgement.one, judgement.other)}
    for kind, some in free.items():
        others = [actor for actor in known if actor.actor_type == kind and _order(actor) not in listed]
        nodes = sighted(some, judged, pack) + known_nodes(others, pack)
        clusters = Clusters([node.told for node in nodes], pack)
        unheeded -= _heed(nodes, clusters, judgements)
        if kind == PERSON:
            link_people(nodes, clusters)
        else:
            link_bodies([body_name(node.spellings, pack) for node in nodes], clusters)
        for actor, members in _named(kind, nodes, clusters):
            ids |= {key: actor for node in members for key in node.sightings}
            behind.update((actor, node.known) for node in members if node.known)
        decisions += [Decision(nodes[one].first, nodes[other].first, reason) for one, other, reason in clusters.reasons]
    used = set(ids.values())
    return Linkage(
        ids,
        {actor: one for actor, one in behind.items() if actor in used},
        tuple(decisions),
        tuple(judgement for judgement in judgements if judgement in unheeded),
    )


def _order(actor: Known) -> tuple[str, str]:
    return actor.actor_type, actor.key


def _heed(nodes: Sequence[Node], clusters: Clusters, judgements: Sequence[Judgement]) -> set[Judgement]:
    """Joins and parts what people have judged, and gives the judgements that were heeded."""
    place = {key: at for at, node in enumerate(nodes) for key in node.sightings}
    heeded = set()
    for judgement in sorted(judgements, key=lambda one: (one.same, one.one, one.other)):
        one, other = place.get(judgement.one), place.get(judgement.other)
        if one is None or other is None or one == other:
            continue
        if judgement.same:
            if not clusters.join(one, other, "judged", forced=True):
                continue
        else:
            clusters.part(one, other)
        heeded.add(judgement)
    return heeded


def _named(kind: str, nodes: Sequence[Node], clusters: Clusters) -> list[tuple[str, list[Node]]]:
    """The clusters that hold a sighting, with their ids."""
    groups: dict[int, list[Node]] = defaultdict(list)
    for at, node in enumerate(nodes):
        groups[clusters.find(at)].append(node)
    roots = [root for root, members in groups.items() if any(node.sightings for node in members)]
    members = [groups[root] for root in roots]
    return list(zip(cluster_ids(kind, members, [clusters.told[root] for root in roots], clusters.pack), members, strict=True))
