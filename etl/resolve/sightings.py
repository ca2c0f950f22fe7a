"""What linking takes and gives: an actor as one article tells of it, what is known of actors, what a person has judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from etl.events.reading import Reading

SightingKey = tuple[str, int]
"""An article's id and the position of the actor in its reading."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An actor as one article tells of it.

    Attributes:
        article_id: The article.
        position: The actor's position in the reading of the article.
        name: Its fullest name there.
        actor_type: Code of the list `actor_type`.
        country: ISO 3166-1 alpha-3, or None.
        known_as: Id in the language pack's lists, or None.
        roles: The offices that the article gives it: code of the list `role`, and country or None.
        spellings: All names that the article gives it.
    """

    article_id: str
    position: int
    name: str
    actor_type: str
    country: str | None = None
    known_as: str | None = None
    roles: tuple[tuple[str, str | None], ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def key(self) -> SightingKey:
        """What judgements and results call this sighting."""
        return self.article_id, self.position


class Office(Protocol):
    """An office that somebody is known to have held: a code of the list `role`, and a country or None."""

    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str | None: ...  # noqa: D102


class Known(Protocol):
    """An actor that is known beforehand. Its key is unique and makes its id; any of its names can be met."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def actor_type(self) -> str: ...  # noqa: D102
    @property
    def variants(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def country(self) -> str | None: ...  # noqa: D102
    @property
    def offices(self) -> Sequence[Office]: ...  # noqa: D102
    @property
    def wikidata_id(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of two sightings: that they are the same actor, or that they are not."""

    one: SightingKey
    other: SightingKey
    same: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Two sightings, or a known actor and a sighting, put together for a named reason."""

    one: SightingKey | str
    other: SightingKey | str
    reason: str


@dataclass(frozen=True, slots=True)
class Linkage:
    """The outcome of linking.

    Attributes:
        ids: The actor id of each sighting.
        known: The known actor behind an actor id, where there is one.
        decisions: Why sightings that are told differently have one id, in order.
        unheeded: Judgements that changed nothing: a sighting of theirs is not there, or the id is one of the lists.
    """

    ids: dict[SightingKey, str]
    known: dict[str, Known]
    decisions: tuple[Decision, ...] = ()
    unheeded: tuple[Judgement, ...] = ()


def sightings_of(article_id: str, text: str, reading: Reading) -> Iterator[Sighting]:
    """The actors of an article, in the order of its reading."""
    roles: list[list[tuple[str, str | None]]] = [[] for _ in reading.actors]
    spellings: list[set[str]] = [set() for _ in reading.actors]
    for role in reading.roles:
        roles[role.actor].append((role.role, role.country))
    for mention in reading.mentions:
        if mention.mention_type == "name":
            spellings[mention.actor].add(text[mention.start : mention.end])
    for position, (actor, offices, names) in enumerate(zip(reading.actors, roles, spellings, strict=True)):
        told, met = tuple(sorted(set(offices), key=str)), tuple(sorted(names))
        yield Sighting(article_id, position, actor.name, actor.actor_type, actor.country, actor.known_as, told, met)
