"""Stretches of the calendar: how long units are, where recurring ones fall, which of them is meant."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from etl.entities.dates.expressions import Moment

MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
"""How many months a unit has, for units made of whole months."""

_DAYS = {"day": 1, "week": 7, "weekend": 2}
_FIRST_MONTH = {"quarter": 1, "half": 1, "season": 3}
_PARTS = {"start": (0, 3), "mid": (1, 3), "end": (2, 3), "first": (0, 2), "second": (1, 2)}
_SPLIT_BY_MONTHS = 3
_FURTHEST_YEAR = 8  # a 29 February is at most eight years away


class Extent(NamedTuple):
    """Days from first to last, both included, told in a unit."""

    first: date
    last: date
    unit: str


def month_extent(year: int, month: int, unit: str) -> Extent | None:
    """The unit that begins with a month; months outside 1 to 12 carry over. None outside the calendar."""
    begin = year * 12 + month - 1
    end = begin + MONTHS[unit] - 1
    if begin // 12 < MINYEAR or end // 12 > MAXYEAR:
        return None
    last_year, last_month = end // 12, end % 12 + 1
    last_day = monthrange(last_year, last_month)[1]
    return Extent(date(begin // 12, begin % 12 + 1, 1), date(last_year, last_month, last_day), unit)


def day_extent(day: date, unit: str = "day") -> Extent:
    """The unit of whole days that begins on a day."""
    return Extent(day, later(day, _DAYS[unit] - 1) or day, unit)


def later(day: date, days: int) -> date | None:
    """The day so many days later; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shifted(unit: str, origin: date, shift: int) -> Extent | None:
    """The unit so many units away from the one that holds the origin; None outside the calendar."""
    if unit in _DAYS:
        step = 1 if unit == "day" else 7
        begin = {"day": 0, "week": -origin.weekday(), "weekend": 5 - origin.weekday()}[unit]
        day = later(origin, begin + shift * step)
        return day_extent(day, unit) if day else None
    length = MONTHS[unit]
    begin = origin.year * 12 + origin.month - 1
    if unit == "season":
        begin = (begin - 2) // 3 * 3 + 2
    elif length > 1:
        begin = begin // length * length
    begin += shift * length
    return month_extent(begin // 12, begin % 12 + 1, unit)


def in_year(moment: Moment, year: int) -> Extent | None:
    """A moment of the year (day and month, month, quarter, half, season, year, …) in a given year; None if it has none."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    if moment.unit in _DAYS:
        try:
            day = date(year, moment.month or 1, moment.day or 1)
        except ValueError:
            return None
        return shifted(moment.unit, day, 0)
    if moment.number is not None:
        return month_extent(year, _FIRST_MONTH[moment.unit] + (moment.number - 1) * MONTHS[moment.unit], moment.unit)
    return month_extent(year, moment.month or 1, moment.unit)


def occurrences(moment: Moment, around: date) -> Iterator[Extent]:
    """Where a recurring moment falls around a day, in order of time."""
    found: Iterator[Extent | None]
    if moment.unit == "weekend" and moment.month is None:
        found = (shifted("weekend", around, weeks) for weeks in range(-3, 4))
    elif moment.unit == "day" and moment.month is None and moment.day is None:
        to_weekday = (moment.weekday or 0) - around.weekday()
        days = (later(around, to_weekday + 7 * weeks) for weeks in range(-2, 3))
        found = (day_extent(day) if day else None for day in days)
    elif moment.unit == "day" and moment.month is None:
        furthest = 3 if moment.weekday is None else 13  # a 31st comes within three months, a Friday the 13th within thirteen
        months = (around.year * 12 + around.month - 1 + month for month in range(-furthest, furthest + 1))
        found = (in_year(Moment("day", month=month % 12 + 1, day=moment.day), month // 12) for month in months)
    else:
        rare = moment.weekday is not None or (moment.month, moment.day) == (2, 29)
        furthest = _FURTHEST_YEAR if rare else 2
        found = (in_year(moment, around.year + years) for years in range(-furthest, furthest + 1))
    return (extent for extent in found if extent is not None)


def pick(extents: list[Extent], around: date, choice: str) -> Extent | None:
    """The one that is meant.

    Args:
        extents: In order of time.
        around: The day that the choice counts from.
        choice: "past" (latest begun), "future" (next not over), "last" (latest over), "next" (next to begin), "this" (nearest).

    Returns:
        One of them; None if none fits.
    """
    if choice == "this":
        return min(extents, key=lambda extent: _distance(extent, around), default=None)
    ordered = reversed(extents) if choice in ("past", "last") else extents
    return next((extent for extent in ordered if _FITS[choice](extent, around)), None)


_FITS: dict[str, Callable[[Extent, date], bool]] = {
    "past": lambda extent, around: extent.first <= around,
    "last": lambda extent, around: extent.last < around,
    "future": lambda extent, around: extent.last >= around,
    "next": lambda extent, around: extent.first > around,
}


def _distance(extent: Extent, day: date) -> int:
    return max((extent.first - day).days, (day - extent.last).days, 0)


def narrow(extent: Extent, part: str | None) -> tuple[date, date]:
    """First and last day of a part of an extent: a third or a half; the first and last third of a year are its quarters."""
    months = MONTHS.get(extent.unit, 0)
    if part is None or extent.unit == "day":
        return extent.first, extent.last
    index, count = _PARTS[part]
    if months >= _SPLIT_BY_MONTHS:
        share = 3 if extent.unit == "year" and part in ("start", "end") else months // count
        skipped = months - share if index == count - 1 else index * share
        begin = month_extent(extent.first.year, extent.first.month + skipped, "month") or extent
        end = month_extent(extent.first.year, extent.first.month + skipped + share - 1, "month") or extent
        return begin.first, end.last
    days = (extent.last - extent.first).days + 1
    share = (30 if extent.unit == "month" else days) // count
    first = extent.first + timedelta(days=index * share)
    return first, extent.last if index == count - 1 else first + timedelta(days=share - 1)
