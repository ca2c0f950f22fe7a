"""How much speaks for two rows being of one event, in points; what is needed differs from table to table."""

from __future__ import annotations

from etl.resolve.occurrences.accounts import Account
from etl.resolve.occurrences.days import nearness
from etl.resolve.occurrences.facts import Range, Side, meets, overlap, same_party

ENOUGH = {"meetings": 4.5, "aid_pledges": 6.0, "warnings": 6.0, "agreements": 5.0}
"""Points from which on two rows are taken to be of one event."""

_CLOSE = 1.05
"""How far apart the middles of two amounts may lie to be the same report, as a ratio."""


def points(one: Account, other: Account) -> float:
    """The points of two accounts of one table that do not contradict each other."""
    a, b = one.facts, other.facts
    when = nearness(a.days, b.days)
    equal = [mark is not None and mark == twin for mark, twin in zip(one.marks, other.marks, strict=True)]
    match one.table:
        case "meetings":
            place_id, place_country, mode = equal
            return _shared(a.sides[0], b.sides[0], 2.0, 3) + when + place_id + place_country + 0.5 * mode
        case "aid_pledges":
            instrument, aid_type = equal
            who = _shared(a.sides[0], b.sides[0], 1.5, 2) + min(1.0, _shared(a.sides[1], b.sides[1], 1.0, 1))
            money = max(
                (_agreeing(a.measures[unit], b.measures[unit]) for unit in a.measures.keys() & b.measures.keys()), default=0
            )
            goods = 2.0 * overlap(a.words, b.words) + 2.0 * meets(a.quantity, b.quantity)
            return who + when + (money if a.measures else goods) + instrument + 0.5 * aid_type
        case "warnings":
            issuers, targets = _shared(a.sides[0], b.sides[0], 2.0, 2), _shared(a.sides[1], b.sides[1], 1.0, 2)
            return issuers + targets + when + 3.0 * overlap(a.words, b.words) + sum(equal)
        case _:
            place_id, place_country, kind = equal
            about = 2.5 * overlap(a.words, b.words)
            return _shared(a.sides[0], b.sides[0], 1.5, 3) + when + about + 0.5 * place_id + 0.5 * place_country + kind


def _agreeing(one: Range, other: Range) -> float:
    """Points for two amounts that can be one: fewer where only `up to` or `more than` lets them."""
    if not meets(one, other):
        return 0.0
    low, high = sorted((sum(one), sum(other)))
    return 3.0 if high <= low * _CLOSE else 2.0


def _shared(one: Side, other: Side, same: float, most: int) -> float:
    """Points for whom both name: `same` for each actor, less where one names the person and the other the state."""
    found = [
        same if party in other else same / 2
        for party in one
        if party in other or any(same_party(party, candidate) for candidate in other)
    ]
    return sum(sorted(found, reverse=True)[: min(most, len(other))])
