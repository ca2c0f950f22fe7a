"""What rows say of an event, in a form in which two can be held against each other and joined.

Joining is what keeps a group of rows together: facts are joined row by row, and a row that contradicts what the group
already says stays out. So a row that says little cannot chain two events together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from etl.resolve.occurrences.days import Days, join_days

_WIDEST = 1.3
"""How far apart two reports of one amount can lie, as a ratio."""


class Party(NamedTuple):
    """An actor in an event."""

    actor_id: str
    kind: str
    country: str | None


Side = frozenset[Party]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one row, or a group of rows, says of an event.

    Attributes:
        sides: Who takes part, a set for each part that counts; an empty one is not told.
        days: When.
        choices: Values that must be equal where both are told.
        measures: Amounts of money by currency.
        quantity: How many.
        words: Content words of the text that counts.
        alike: The least share of them that two tellings of one event have in common, where both have some.
    """

    sides: tuple[Side, ...]
    days: Days
    choices: tuple[str | None, ...]
    measures: dict[str, Range]
    quantity: Range | None
    words: frozenset[str]
    alike: float


def join(one: Facts, other: Facts) -> Facts | None:
    """What two rows or groups say together; None where they contradict each other."""
    days = join_days(one.days, other.days)
    if days is None or any(a and b and a != b for a, b in zip(one.choices, other.choices, strict=True)):
        return None
    if not all(map(fits, one.sides, other.sides)):
        return None
    if one.words and other.words and overlap(one.words, other.words) < one.alike:
        return None
    measures = _join_measures(one.measures, other.measures)
    quantity = _join_range(one.quantity, other.quantity)
    if measures is None or (quantity is None and one.quantity and other.quantity):
        return None
    return Facts(
        tuple(map(_union, one.sides, other.sides)),
        days,
        tuple(a or b for a, b in zip(one.choices, other.choices, strict=True)),
        measures,
        quantity or one.quantity or other.quantity,
        one.words | other.words,
        one.alike,
    )


def same_party(one: Party, other: Party) -> bool:
    """Whether two parties can be one: the same actor, or one the state and the other somebody of it."""
    if one.actor_id == other.actor_id:
        return True
    return one.country is not None and one.country == other.country and one.kind != other.kind


def fits(one: Side, other: Side) -> bool:
    """Whether two sides can be one: whoever the shorter telling names is also in the longer."""
    return not one or not other or _is_within(one, other) or _is_within(other, one)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of the shorter text that are in the longer."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def meets(one: Range | None, other: Range | None) -> bool:
    """Whether two ranges have a number in common."""
    return one is not None and other is not None and max(one[0], other[0]) <= min(one[1], other[1])


def _is_within(few: Side, many: Side) -> bool:
    return all(any(same_party(party, candidate) for candidate in many) for party in few)


def _union(one: Side, other: Side) -> Side:
    return reduced(one | other)


def reduced(parties: Iterable[Party]) -> Side:
    """The parties without the countries for which somebody is named."""
    every = frozenset(parties)
    named = {party.country for party in every if party.kind != "country"}
    return frozenset(party for party in every if party.kind != "country" or party.country not in named)


def _join_measures(one: dict[str, Range], other: dict[str, Range]) -> dict[str, Range] | None:
    shared = one.keys() & other.keys()
    if one and other and not shared:
        return None
    joined = one | other
    for unit in shared:
        found = _join_range(one[unit], other[unit])
        if found is None:
            return None
        joined[unit] = found
    return joined


def _join_range(one: Range | None, other: Range | None) -> Range | None:
    """What two ranges have in common, or all that they span where they lie near enough to be two reports of one number."""
    if one is None or other is None:
        return one or other
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low <= high:
        return low, high
    low, high = min(one[0], other[0]), max(one[1], other[1])
    return (low, high) if low > 0 and high / low <= _WIDEST else None
