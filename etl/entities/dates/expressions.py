"""What a date expression says, before and after it is placed in the calendar.

Belongs here: the plain data that pass between finding and resolving. Does not belong here: words, arithmetic.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Moment(NamedTuple):
    """A point or stretch of the calendar as words give it; what they leave open is None.

    Attributes:
        unit: What it is one of: day, weekend, week, month, quarter, half, season, year, decade or century; minute or
            hour only in a duration.
        year: Four digits; the first year of a decade or century.
        month: 1 to 12.
        day: 1 to 31.
        weekday: 0 (Monday) to 6.
        number: Which of its kind in the year: the quarter (1 to 4), half (1, 2) or season (1 is spring, 4 winter).
        shift: How many units before (negative) or after the origin; 0 is the one that holds the origin.
        year_shift: The same for the year, where the rest is named (the March of last year).
        choice: Which one, where several fit: "last", "next", "this", or None for the latest (or the next, when future).
        origin: Whether shift and choice count from the "reference" or from the "anchor", the date told just before.
        part: Which part of it: "start", "mid", "end", "first" or "second" (half); None for the whole.
    """

    unit: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    shift: int | None = None
    year_shift: int | None = None
    choice: str | None = None
    origin: str = "reference"
    part: str | None = None


class DateExpression(NamedTuple):
    """Words that tell when, or how long.

    The span takes in determiners (`la semaine dernière`) and whatever makes the value (`d'ici fin mars`, `depuis 2014`),
    but no other preposition (`en`, `au`) and no clock time.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        kind: date, interval, deadline, since, or duration (which has no place in the calendar).
        rule: Id of the rule in the pack.
        moments: The moment; the first and the last for an interval; none for a duration.
        today: Whether the words point at the day of writing (`ce 21 octobre`), so that it can serve as reference.
    """

    start: int
    end: int
    kind: str
    rule: str
    moments: tuple[Moment, ...] = ()
    today: bool = False

    @property
    def anchored(self) -> bool:
        """Whether it counts from the date told before it."""
        return any(moment.origin == "anchor" for moment in self.moments)


class Reference(NamedTuple):
    """The day an article was written, where its year is not known.

    Attributes:
        month: 1 to 12.
        day: 1 to 31.
        year: The year, if known.
        weekday: 0 (Monday) to 6, if known; needed to place other weekdays while the year is not known.
    """

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None


class ResolvedDate(NamedTuple):
    """Where an expression lies in the calendar.

    Attributes:
        edtf: EDTF (ISO 8601-2) within the contract's pattern; None if it cannot be placed.
        earliest: First day it can mean; None if open or without a year.
        latest: Last day it can mean; None if open or without a year.
    """

    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
