"""Sets of sightings that are one actor, kept from joining what cannot be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from etl.language.pack import Pack

_NO_OFFICE = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """What sightings of one kind tell besides the name; each set is empty where nothing is told.

    Attributes:
        countries: Countries that the actor is said to be of or to act for.
        roles: Codes of its offices; `other` tells nothing.
        generations: `jr`, `père`, … after a name.
        known: Keys of known actors.
    """

    countries: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    generations: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def with_(self, other: Told) -> Told:
        """Both together."""
        return Told(
            self.countries | other.countries,
            self.roles | other.roles,
            self.generations | other.generations,
            self.known | other.known,
        )


@cache
def _careers(pack: Pack) -> frozenset[tuple[str, str]]:
    groups = pack.data("linkage")["careers"]
    return frozenset((one, other) for group in groups for one in group for other in group)


def offices(codes: Iterable[str]) -> frozenset[str]:
    """The codes that tell an office."""
    return frozenset(codes) - {_NO_OFFICE}


def compatible(one: Told, other: Told, pack: Pack) -> bool:
    """Whether nothing told of one rules out that it is the other: country, offices, generation, known actor."""
    pairs = (
        (one.countries, other.countries),
        (one.generations, other.generations),
        (one.known, other.known),
    )
    if any(a and b and not a & b for a, b in pairs):
        return False
    if not one.roles or not other.roles or one.roles & other.roles:
        return True
    careers = _careers(pack)
    return any((a, b) in careers for a in one.roles for b in other.roles)


def support(one: Told, other: Told) -> int:
    """How much speaks for two being one besides the name: a common country, a common office."""
    return bool(one.countries & other.countries) + bool(one.roles & other.roles)


@dataclass
class Clusters:
    """A union-find over nodes, by their positions, that heeds what is told of them.

    Attributes:
        told: What is told of each node; of a root, what is told of its whole cluster.
        pack: The language.
        reasons: The joins that were made: two nodes and why.
    """

    told: list[Told]
    pack: Pack
    reasons: list[tuple[int, int, str]] = field(default_factory=list)
    _above: list[int] = field(default_factory=list)
    _foes: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._above = list(range(len(self.told)))

    def find(self, node: int) -> int:
        """The root of a node's cluster."""
        above = self._above
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    def part(self, one: int, other: int) -> None:
        """Keeps two nodes in two clusters for good."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._foes.setdefault(a, set()).add(b)
            self._foes.setdefault(b, set()).add(a)

    def can_join(self, one: int, other: int) -> bool:
        """Whether the clusters of two nodes can be one."""
        a, b = self.find(one), self.find(other)
        return a == b or (b not in self._foes.get(a, ()) and compatible(self.told[a], self.told[b], self.pack))

    def support(self, one: int, other: int) -> int:
        """How much speaks for the clusters of two nodes being one."""
        return support(self.told[self.find(one)], self.told[self.find(other)])

    def join(self, one: int, other: int, reason: str, *, forced: bool = False) -> bool:
        """Joins the clusters of two nodes; False where they cannot be one.

        Args:
            one: A node.
            other: Another.
            reason: Why.
            forced: Whether to join them whatever is told of them; what was parted stays apart all the same.
        """
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return True
        if b in self._foes.get(a, ()) or not (forced or self.can_join(a, b)):
            return False
        self._above[b] = a
        self.told[a] = self.told[a].with_(self.told[b])
        for foe in self._foes.pop(b, set()):
            self._foes[foe].discard(b)
            self._foes[foe].add(a)
            self._foes.setdefault(a, set()).add(foe)
        self.reasons.append((one, other, reason))
        return True

    def only(self, node: int, others: Iterable[int]) -> int | None:
        """The one cluster among others' that a node can be in: the only one that fits, or the best supported; else None."""
        me = self.find(node)
        roots = {root for root in map(self.find, others) if root != me and self.can_join(me, root)}
        if len(roots) < 2:
            return next(iter(roots), None)
        ranked = sorted(((self.support(me, root), root) for root in roots), reverse=True)
        return ranked[0][1] if ranked[0][0] > ranked[1][0] else None

    def gather(self, nodes: Sequence[int], reason: str) -> None:
        """Joins nodes of one name, those of which most is told first; one that fits two clusters alike joins neither."""
        roots: list[int] = []
        for node in sorted(set(nodes), key=lambda n: (not self.told[n].countries, not self.told[n].roles, n)):
            found = self.only(node, roots)
            if found is None:
                roots.append(node)
            else:
                self.join(found, node, reason)
