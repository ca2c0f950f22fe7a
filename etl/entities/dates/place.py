"""Placing moments in the calendar."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from etl.entities.dates import edtf
from etl.entities.dates.calendar import MONTHS, Extent, day_extent, in_year, narrow, occurrences, pick, shifted
from etl.entities.dates.expressions import Moment
from etl.entities.dates.origin import Origin

_FURTHEST_WEEKDAY = 550  # days; a weekday that fits only in a year further off than that was a slip of the pen
_YEARLY = ("year", "decade", "century")
_WEEKLY = ("week", "weekend")


class Place(NamedTuple):
    """Where a moment lies.

    Attributes:
        extent: Its days, the whole unit.
        known: Whether their year is real.
        part: The part of the unit that is meant; None for all of it.
    """

    extent: Extent
    known: bool
    part: str | None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day of the part; None where the year is not known."""
        return narrow(self.extent, self.part) if self.known else (None, None)


def place(moment: Moment, origin: Origin | None, told: Origin | None, future: bool) -> Place | None:
    """Places a moment.

    Args:
        moment: What the words say.
        origin: The day of writing.
        told: The date told just before, for moments that count from it.
        future: Whether it is still to come.

    Returns:
        None where the words leave it open.
    """
    base = told if moment.origin == "anchor" else origin
    known = moment.year is not None or (base is not None and base.year_known)
    if moment.year is not None:
        extent = in_year(moment, moment.year)
    elif moment.shift is not None:
        extent = _count(moment, moment.shift, base) if base else None
    elif moment.year_shift is not None or base is None:
        year = base.first.year + (moment.year_shift or 0) if base and known else edtf.STAND_IN
        extent = in_year(moment, year) if _recurs_yearly(moment) else None
    else:
        extent = _choose(moment, base, _choice(moment, future))
    return Place(extent, known, moment.part) if extent else None


def place_both(
    first: Moment, last: Moment, origin: Origin | None, told: Origin | None, future: bool
) -> tuple[Place, Place] | None:
    """Places the ends of an interval: the one that is told more fully, or comes first in the telling, and by it the other."""
    by_last = future or (last.year is not None and first.year is None)
    lead, rest = (last, first) if by_last else (first, last)
    leading = place(lead, origin, told, future)
    if leading is None:
        return None
    if rest.shift is not None:
        other = place(rest, origin, told, future)
    else:
        edge = leading.extent.last if by_last else leading.extent.first
        beside = Origin(edge, edge, leading.extent.unit, leading.known, origin is not None and origin.weekday_known)
        other = place(rest._replace(choice=None, origin="reference"), beside, told, not by_last)
    if other is None:
        return None
    return (other, leading) if by_last else (leading, other)


def _recurs_yearly(moment: Moment) -> bool:
    """Whether it lies in every year."""
    return moment.number is not None or (moment.month is not None and moment.unit not in _WEEKLY)


def _choice(moment: Moment, future: bool) -> str:
    """Which occurrence is meant: what the words say, else the time; `this` Monday to come is not the last one."""
    if moment.choice is None or (future and moment.choice == "this" and moment.month is None and moment.number is None):
        return "future" if future else "past"
    return moment.choice


def _count(moment: Moment, shift: int, base: Origin) -> Extent | None:
    if moment.unit in _YEARLY and not base.year_known:
        return None
    if moment.unit in _WEEKLY and not base.weekday_known:
        return None
    if moment.unit == "day" and base.unit in MONTHS:
        return None
    return shifted(moment.unit, base.last if shift > 0 else base.first, shift)


def _choose(moment: Moment, base: Origin, choice: str) -> Extent | None:
    """The occurrence that is meant of a moment that recurs."""
    bare_weekday = moment.weekday is not None and moment.day is None
    if bare_weekday and not base.weekday_known:
        same_day = moment.choice in (None, "this") and moment.origin == "reference"
        return day_extent(base.first) if same_day else None
    if moment.unit in _WEEKLY and not base.weekday_known:
        return None
    around = base.last if choice in ("next", "future") else base.first
    extents = list(occurrences(moment, around))
    if moment.weekday is not None and moment.day is not None:
        fitting = [extent for extent in extents if extent.first.weekday() == moment.weekday]
        nearest = pick(fitting, around, "this")
        if nearest and (moment.month is None or abs((nearest.first - around).days) <= _FURTHEST_WEEKDAY):
            return nearest
    return pick(extents, around, choice)
