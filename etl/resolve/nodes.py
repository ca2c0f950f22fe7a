"""Sightings that tell the same put together, before anything is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from etl.language.pack import Pack
from etl.resolve.clusters import Told, offices
from etl.resolve.names import PersonName, person_name
from etl.resolve.sightings import Known, Sighting, SightingKey

PERSON, ORGANIZATION = "person", "organization"


@dataclass(frozen=True, slots=True)
class Node:
    """Sightings that tell the same, or a known actor.

    Attributes:
        name: The name; of an organization the fullest.
        spellings: All names; of a sighting of a person only the fullest.
        names: The same as the names of people are compared; empty for an organization.
        told: What is told besides.
        sightings: The sightings; none of a known actor.
        known: The known actor, or None.
    """

    name: str
    spellings: tuple[str, ...]
    told: Told
    names: tuple[PersonName, ...] = ()
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
    groups: dict[tuple[object, ...], list[Sighting]] = defaultdict(list)
    names: dict[str, PersonName] = {}
    for one in sightings:
        person = one.actor_type == PERSON
        if person and one.name not in names:
            names[one.name] = person_name(one.name, pack)
        spellings = () if person else tuple(sorted({one.name, *one.spellings}))
        alone = one.key in judged or (person and names[one.name].partial)
        groups[one.name, one.country, one.roles, spellings, one.key if alone else None].append(one)
    nodes = [_sighted_node(some, names.get(some[0].name)) for some in groups.values()]
    return sorted(nodes, key=lambda node: _order(node, judged))


def _sighted_node(sightings: Sequence[Sighting], person: PersonName | None) -> Node:
    """The node of sightings with one name, one country and the same offices."""
    one = sightings[0]
    told = Told(
        frozenset({one.country} if one.country else {country for _, country in one.roles if country}),
        offices(role for role, _ in one.roles),
        frozenset({person.generation} if person and person.generation else ()),
    )
    spellings = (one.name,) if person else tuple(sorted({one.name, *one.spellings}))
    keys = tuple(sorted(sighting.key for sighting in sightings))
    return Node(one.name, spellings, told, (person,) if person else (), keys)


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


def known_nodes(actors: Sequence[Known], pack: Pack) -> list[Node]:
    """The nodes of known actors, in the order of their keys."""
    return [_known_node(actor, pack) for actor in sorted(actors, key=lambda actor: actor.key)]


def _known_node(actor: Known, pack: Pack) -> Node:
    countries = {country for country in (actor.country, *(office.country for office in actor.offices)) if country}
    roles = offices(office.role for office in actor.offices)
    told = Told(frozenset(countries), roles, known=frozenset({actor.key}))
    spellings = (actor.name, *actor.variants)
    person = actor.actor_type == PERSON
    names = tuple(dict.fromkeys(person_name(name, pack) for name in spellings)) if person else ()
    return Node(actor.name, spellings, told, names, known=actor)
