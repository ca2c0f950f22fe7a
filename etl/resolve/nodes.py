"""Sightings that tell the same put together, before anything is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from etl.language.pack import Pack
from etl.resolve.clusters import Told, offices
from etl.resolve.names import person_name
from etl.resolve.sightings import Known, Sighting, SightingKey

PERSON, ORGANIZATION = "person", "organization"


@dataclass(frozen=True, slots=True)
class Node:
    """Sightings that tell the same, or a known actor.

    Attributes:
        name: The name; of an organization the fullest.
        spellings: All names; those of a person tell nothing that his name does not.
        told: What is told besides.
        sightings: The sightings; none of a known actor.
        known: The known actor, or None.
    """

    name: str
    spellings: tuple[str, ...]
    told: Told
    sightings: tuple[SightingKey, ...] = ()
    known: Known | None = None

    @property
    def first(self) -> SightingKey | str:
        """What decisions call it: its first sighting, or the key of the known actor."""
        return self.known.key if self.known else self.sightings[0]


def sighted(sightings: Iterable[Sighting], judged: Set[SightingKey], pack: Pack) -> list[Node]:
    """The nodes of sightings of one type, in an order that content gives; those that are judged come last.

    A surname alone may be somebody else's in the next article: it is a node for each article.
    """
    groups: dict[tuple[str, tuple[str, ...], Told, SightingKey | None], list[SightingKey]] = defaultdict(list)
    for one in sightings:
        name, person = one.name, person_name(one.name, pack) if one.actor_type == PERSON else None
        told = Told(
            frozenset({one.country} if one.country else {country for _, country in one.roles if country}),
            offices(role for role, _ in one.roles),
            frozenset({person.generation} if person and person.generation else ()),
        )
        spellings = (name,) if person else tuple(sorted({name, *one.spellings}))
        alone = one.key in judged or (person is not None and person.partial)
        groups[name, spellings, told, one.key if alone else None].append(one.key)
    nodes = [Node(name, spellings, told, tuple(sorted(keys))) for (name, spellings, told, _), keys in groups.items()]
    return sorted(nodes, key=lambda node: _order(node, judged))


def _order(node: Node, judged: Set[SightingKey]) -> tuple[object, ...]:
    told = node.told
    return (
        node.sightings[0] in judged,
        node.name,
        node.spellings,
        sorted(told.countries),
        sorted(told.roles),
        node.sightings[0],
    )


def known_nodes(actors: Sequence[Known]) -> list[Node]:
    """The nodes of known actors, in the order of their keys."""
    return [_known_node(actor) for actor in sorted(actors, key=lambda actor: actor.key)]


def _known_node(actor: Known) -> Node:
    countries = {country for country in (actor.country, *(office.country for office in actor.offices)) if country}
    roles = offices(office.role for office in actor.offices)
    told = Told(frozenset(countries), roles, known=frozenset({actor.key}))
    return Node(actor.name, (actor.name, *actor.variants), told, known=actor)
