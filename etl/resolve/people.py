"""Which sightings of people are one person: by name, likeness of names, shorter names, in this order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from etl.resolve.clusters import Clusters
from etl.resolve.likeness import blocks, likeness
from etl.resolve.names import PersonName, fathers_follow, own_forms, shorter_forms
from etl.resolve.nodes import Node

_Bearers = dict[str, list[tuple[int, PersonName, bool]]]
"""By a shorter form: who can be met under it, by which full name, and whether that needs a common country or office."""

# What more names than this have in common tells nothing, and to compare them all would take the square of the time.
_LARGEST_BLOCK = 200


def link_people(people: Sequence[Node], clusters: Clusters) -> None:
    """Joins the nodes of one person; the nodes of `clusters` are those of `people`, in an order that content gives."""
    _by_full_name(people, clusters)
    _by_likeness(people, clusters)
    _by_shorter_name(people, clusters)


def _by_full_name(people: Sequence[Node], clusters: Clusters) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for node, person in enumerate(people):
        for name in person.names:
            for key in name.full:
                groups[key].append(node)
    for key in sorted(groups):
        if len(groups[key]) > 1:
            clusters.gather(groups[key], "same_name")


def _by_likeness(people: Sequence[Node], clusters: Clusters) -> None:
    refused: set[tuple[int, int]] = set()
    for one, a, other, b in _alike(people, clusters):
        roots = (clusters.find(one), clusters.find(other))
        if roots[0] == roots[1] or (one, other) in refused or not clusters.can_join(one, other):
            continue
        reason = likeness(a, b, (clusters.told[roots[0]], clusters.told[roots[1]]), clusters.pack)
        if reason is None:
            refused.add((one, other))
        else:
            clusters.join(one, other, reason)


def _alike(people: Sequence[Node], clusters: Clusters) -> Iterator[tuple[int, PersonName, int, PersonName]]:
    """Pairs of nodes with full names that share a block."""
    told = {
        (clusters.find(node), name.words): (node, name)
        for node in reversed(range(len(people)))
        for name in people[node].names
        if not name.partial
    }
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    entries = [told[key] for key in sorted(told)]
    for at, (_, name) in enumerate(entries):
        for block in blocks(name):
            if first.setdefault(block, at) != at:
                shared.setdefault(block, [first[block]]).append(at)
    for block in sorted(block for block, members in shared.items() if len(members) <= _LARGEST_BLOCK):
        for at, beside in combinations(shared[block], 2):
            (one, a), (other, b) = entries[at], entries[beside]
            if a.words != b.words:
                yield one, a, other, b


def _by_shorter_name(people: Sequence[Node], clusters: Clusters) -> None:
    bearers = _bearers(people, clusters)
    left: dict[str, list[int]] = defaultdict(list)
    for node, name in sorted(_shortened(people), key=lambda pair: (pair[1].partial, -len(pair[1].words), pair[0])):
        fitting = _fitting(node, name, bearers, clusters)
        found = clusters.only(node, fitting)
        if found is not None:
            clusters.join(found, node, _reason(name))
        elif name.partial and not any(clusters.can_join(node, other) for other in fitting):
            left[min(own_forms(name, clusters.pack))].append(node)
    for form in sorted(left):
        clusters.gather(left[form], "same_name")


def _bearers(people: Sequence[Node], clusters: Clusters) -> _Bearers:
    """Who can be met under each shorter form that is met."""
    pack = clusters.pack
    wanted = {form for _, name in _shortened(people) for form in own_forms(name, pack)}
    bearers: _Bearers = defaultdict(list)
    for node, person in enumerate(people):
        for name in person.names:
            if not name.partial:
                for form, doubtful in shorter_forms(name, pack):
                    if form in wanted:
                        bearers[form].append((node, name, doubtful or not person.sightings))
            elif not person.sightings:
                for form in own_forms(name, pack):
                    bearers[form].append((node, name, False))
    return bearers


def _shortened(people: Sequence[Node]) -> Iterator[tuple[int, PersonName]]:
    return ((node, name) for node, person in enumerate(people) for name in person.names[:1] if person.sightings)


def _reason(name: PersonName) -> str:
    if name.initialled:
        return "initial"
    return "surname_only" if name.partial else "longer_name"


def _fitting(node: int, name: PersonName, bearers: _Bearers, clusters: Clusters) -> list[int]:
    """The nodes with a fuller name that a node's name can be short for."""
    return [
        other
        for form in own_forms(name, clusters.pack)
        for other, full, doubtful in bearers.get(form, ())
        if not (doubtful and not _backed(node, other, clusters))
        and not (name.initialled and not _initials_fit(name.initials, full))
    ]


def _backed(node: int, other: int, clusters: Clusters) -> bool:
    """Whether something told makes a doubtful shorter name credible."""
    countries = clusters.told[clusters.find(other)].countries
    return clusters.support(node, other) > 0 and not countries & fathers_follow(clusters.pack)


def _initials_fit(initials: str, full: PersonName) -> bool:
    if full.family_first or len(initials) < 2 or full.words[0].startswith(initials):
        return True
    return full.initials.startswith(initials) or initials.startswith(full.initials)
