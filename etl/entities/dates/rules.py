"""What a compiled grammar of dates consists of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from etl.entities.amounts.numbers import parse_number
from etl.language.pack import Pack


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for a moment; what a match must meet besides its pattern.

    Attributes:
        pattern: Has a group for each field that words fill; a further group for a field ends in underscores.
        classes: The values of the words, by field; what is not there is a number in digits.
        ends: Whether it tells both ends of an interval.
        after: Matches backwards what must stand before; None if anything may.
        not_after: Matches backwards what may not.
    """

    id: str
    kind: str
    pattern: re.Pattern[str]
    classes: dict[str, dict[str, Any]]
    fixed: dict[str, Any]
    ends: bool
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    case: str | None
    needs: frozenset[str]
    follows: str | None


@dataclass(frozen=True, slots=True)
class Lead:
    """What words before or behind a moment make of it."""

    kind: str
    choice: str | None


@dataclass(frozen=True, slots=True)
class Front:
    """Matches backwards what belongs to an expression before its moment, perhaps nothing; groups tell leads, parts, `this`."""

    of_stretch: re.Pattern[str]
    of_day: re.Pattern[str]
    of_interval: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Join:
    """What makes an interval of two moments: words before the first, matched backwards, and between them."""

    id: str
    before: re.Pattern[str]
    between: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All of it.

    Attributes:
        pack: Where it comes from.
        opening: The words that a moment can begin with, or a digit, before what can follow them.
        openers: The first tokens of these.
        rules: What can begin with a word, in the order in which it is tried; "0" stands for any digit.
        leads: By the name of their group.
        behind: Words that stand behind a moment, and the lead that they are.
        links: Words between the members of a list.
    """

    pack: Pack
    opening: re.Pattern[str]
    openers: frozenset[str]
    rules: dict[str, tuple[Rule, ...]]
    front: Front
    leads: dict[str, Lead]
    behind: tuple[tuple[str, str], ...]
    joins: tuple[Join, ...]
    links: frozenset[str]

    def number(self, piece: str) -> int | None:
        """The value of a number in words or digits."""
        value = parse_number(piece, self.pack)
        return None if value is None else int(value)
