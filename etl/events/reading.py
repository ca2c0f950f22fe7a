"""What `read` gives back: everything that one article says, as pieces of its text.

Offsets are code points into the article's text, end exclusive. Actors are known only within the article here: an
event or a mention points to its actor by position in `Reading.actors`; ids that hold across articles are given in
`etl.resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LocalActor:
    """An actor of the article.

    Attributes:
        name: Its fullest name in the article.
        actor_type: Code of the list `actor_type`.
        country: ISO 3166-1 alpha-3, or None.
        known_as: Id in the language pack's lists, where it was recognised by one (`UKR`, `nato`), else None.
    """

    name: str
    actor_type: str
    country: str | None
    known_as: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of text that stands for an actor; `mention_type` is a code of that list."""

    start: int
    end: int
    actor: int
    mention_type: str


@dataclass(frozen=True, slots=True)
class Role:
    """An office that the article gives an actor; the span is the words of the office."""

    start: int
    end: int
    actor: int
    role: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """An actor's part in an event; `mention` is a position in `Reading.mentions`, or None."""

    part: str
    actor: int
    mention: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The words that gave the value of one column."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of one of the four event tables.

    Attributes:
        table: Name of the table.
        start: Where the evidence begins.
        end: Where it ends.
        trigger: The word that gave it away.
        rule: Name of the rule that read it.
        modality: Code of the list `modality`.
        values: The table's own columns; a column that is not there is null.
        parts: Who takes part.
        cells: The words behind the values.
    """

    table: str
    start: int
    end: int
    trigger: str
    rule: str
    modality: str
    values: dict[str, Any]
    parts: tuple[Part, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech, without its marks. `speaker` is a position in `Reading.actors`, None if nobody is named."""

    start: int
    end: int
    speaker: int | None
    channel: str | None = None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span that is no actor, event or quotation: a date, an amount, a place; `value` as the contract gives it."""

    layer: str
    start: int
    end: int
    value: Any


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the lists know; `place_id` is its GeoNames id."""

    place_id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    feature: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one article."""

    actors: tuple[LocalActor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    events: tuple[EventRow, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    places: tuple[Place, ...] = ()
