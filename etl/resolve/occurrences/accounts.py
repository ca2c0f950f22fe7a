"""From rows to what they say: one account an event row, with the keys under which others like it are looked for."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from etl.language.pack import Pack
from etl.resolve.occurrences.days import Days, told_days, untold_days
from etl.resolve.occurrences.facts import Facts, Party, Range, Side, reduced
from etl.resolve.occurrences.words import content, subject

Row = Mapping[str, Any]
Key = tuple[str, ...]

_STEP = math.log(1.7)
"""The step of the scale of sizes: two amounts that are a ratio of 1.3 apart share a step or a half-step."""
_TOKENS = 8
"""Countries under which a side is looked for at most: a summit of thirty has four hundred pairs."""
_EXACT, _ABOUT, _ABOVE, _RATE = 0.005, 0.1, 0.15, 0.03
"""How far an amount may lie from what is told, as a share: exactly, about, beyond `more than` or `up to`, after conversion."""
_RATED = "EUR"
_NAMED, _RETOLD = 0.6, 0.2
"""How alike two tellings are at least in their words, where papers name a thing and where each has words of its own."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one row says.

    Attributes:
        event_id: Its id.
        article_id: The article.
        table: Its table.
        facts: What it says.
        marks: Values that speak for one event where they are equal and not against it where they differ.
        keys: Only accounts that share one are compared.
    """

    event_id: str
    article_id: str
    table: str
    facts: Facts
    marks: tuple[str | None, ...]
    keys: frozenset[Key]


def tell(tables: Mapping[str, Sequence[Row]], published: Mapping[str, date | None], pack: Pack) -> list[Account]:
    """The accounts of all event rows.

    Args:
        tables: The event tables, `event_actors`, `actors` and `actor_names` by name, rows as dicts.
        published: Day of publication by article id.
        pack: The language of the texts.
    """
    parties = {a["actor_id"]: Party(a["actor_id"], a["actor_type"], a["country"]) for a in tables.get("actors", ())}
    names: dict[str, list[str]] = defaultdict(list)
    for row in tables.get("actor_names", ()):
        names[row["actor_id"]].append(row["name"])
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in tables.get("event_actors", ()):
        parts[row["event_id"]][row["part"]].append(row["actor_id"])
    found = []
    for table, teller in _TELLERS.items():
        for row in tables.get(table, ()):
            taken = parts[row["event_id"]]
            known = {part: [parties.get(actor, Party(actor, "", None)) for actor in actors] for part, actors in taken.items()}
            spellings = [name for actors in taken.values() for actor in actors for name in names[actor]]
            facts, marks, keys = teller(row, known, published.get(row["article_id"]), spellings, pack)
            found.append(
                Account(
                    row["event_id"], row["article_id"], table, facts, marks, frozenset((table, *map(str, key)) for key in keys)
                )
            )
    return found


Told = tuple[Facts, tuple[str | None, ...], Iterable[tuple[object, ...]]]
Parts = Mapping[str, Sequence[Party]]


def _meeting(row: Row, parts: Parts, published: date | None, _: Sequence[str], __: Pack) -> Told:
    everyone = _side(parts, "participant", "visitor", "host")
    facts = Facts(
        (everyone, _side(parts, "visitor"), _side(parts, "host")),
        _days(row, published),
        (
            None if row["mode"] == "unknown" else row["mode"],
            "summit" if row["kind"] == "summit" else "talks",
            None if row["status"] == "planned" else row["status"],
            row["place_country"],
        ),
        {},
        None,
        frozenset(),
        _NAMED,
    )
    return facts, (row["place_id"], row["place_country"], facts.choices[0]), _pairs(everyone, row["place_country"])


def _aid(row: Row, parts: Parts, published: date | None, _: Sequence[str], pack: Pack) -> Told:
    donors, recipients = _side(parts, "donor"), _side(parts, "recipient")
    measures = _money(row)
    item = content(row["item"], pack)
    facts = Facts(
        (donors, recipients),
        _aid_days(row, published),
        (
            None if row["aid_type"] == "unspecified" else row["aid_type"],
            "suspended" if row["status"] == "suspended" else "given",
            "money" if measures else "goods",
        ),
        measures,
        None if row["quantity"] is None or measures else _range(float(row["quantity"]), None, row["qualifier"]),
        item,
        _NAMED,
    )
    whom = _tokens(recipients) or _tokens(donors)
    sizes = sorted({step for low, high in measures.values() for step in _steps(low, high)})
    what: list[tuple[object, ...]] = [("money", step) for step in sizes] or [("goods", stem) for stem in sorted(item)]
    return facts, (row["instrument"], facts.choices[0]), [(token, *each) for token in whom for each in what]


def _warning(row: Row, parts: Parts, published: date | None, names: Sequence[str], pack: Pack) -> Told:
    issuers, targets = _side(parts, "issuer"), _side(parts, "target")
    kind = "warning" if row["kind"] == "threat" else row["kind"]
    days = untold_days(published, back=1)
    facts = Facts((issuers, targets), days, (kind,), {}, None, content(row["message"], pack, names), _RETOLD)
    return facts, (kind,), [(kind, token) for token in _tokens(issuers) or _tokens(targets)]


def _agreement(row: Row, parts: Parts, published: date | None, _: Sequence[str], pack: Pack) -> Told:
    everyone = _side(parts, "party")
    facts = Facts(
        (everyone,),
        _days(row, published),
        (
            None if row["kind"] == "other" else row["kind"],
            "ended" if row["status"] == "ended" else "made",
            row["place_country"],
        ),
        {},
        None,
        subject(row["evidence"], row["title"], row["date_text"], pack),
        _NAMED,
    )
    return facts, (row["place_id"], row["place_country"], facts.choices[0]), _pairs(everyone, None)


_TELLERS: dict[str, Callable[[Row, Parts, date | None, Sequence[str], Pack], Told]] = {
    "meetings": _meeting,
    "aid_pledges": _aid,
    "warnings": _warning,
    "agreements": _agreement,
}


def _side(parts: Parts, *names: str) -> Side:
    return reduced(party for name in names for party in parts.get(name, ()))


def _days(row: Row, published: date | None) -> Days:
    return told_days(row["date"], row["date_earliest"], row["date_latest"], published, ahead=row["status"] == "planned")


def _aid_days(row: Row, published: date | None) -> Days:
    """When aid was told of; a day that lies ahead is when it comes, which another paper may well leave out."""
    if published and row["date_earliest"] and row["date_earliest"] > published:
        return untold_days(published)
    return told_days(row["date"], row["date_earliest"], row["date_latest"], published, ahead=False)


def _money(row: Row) -> dict[str, Range]:
    if row["amount"] is None:
        return {}
    ends = float(row["amount"]), None if row["amount_max"] is None else float(row["amount_max"])
    found = {row["currency"] or "": _range(*ends, row["qualifier"])}
    if row["amount_eur"] is not None and row["currency"] != _RATED:
        low, high = _range(float(row["amount_eur"]), None, row["qualifier"])
        found[_RATED] = low * (1 - _RATE), high * (1 + _RATE)
    return found


def _range(number: float, top: float | None, qualifier: str | None) -> Range:
    """The numbers that a report can stand for, by its qualifier and by how it may be rounded: to two digits."""
    if top is not None:
        return number, top
    unit = 10.0 ** (math.floor(math.log10(number)) - 1) if number else 0.0
    slack = unit / 2 if number and number % unit == 0 and number >= 100 else number * _EXACT
    low, high = number - slack, number + slack
    if qualifier == "about":
        return min(low, number * (1 - _ABOUT)), max(high, number * (1 + _ABOUT))
    if qualifier in ("at_least", "more_than"):
        return low, max(high, number * (1 + _ABOVE))
    if qualifier in ("up_to", "less_than"):
        return min(low, number * (1 - _ABOVE)), high
    return low, high


def _steps(low: float, high: float) -> set[int]:
    """Steps of a scale of sizes, so that two amounts near enough to be one share a step."""
    middle = math.log(max(1.0, (low + high) / 2)) / _STEP
    return {math.floor(middle), -1 - math.floor(middle + 0.5)}


def _tokens(side: Side) -> list[str]:
    """The names under which a side is looked for: its countries, and those who have none."""
    return sorted({party.country or party.actor_id for party in side})[:_TOKENS]


def _pairs(side: Side, place: str | None) -> list[tuple[object, ...]]:
    tokens = _tokens(side)
    if len(tokens) < 2 and place:
        tokens = sorted({*tokens, place})
    return list(combinations(tokens, 2)) or [(token,) for token in tokens]
