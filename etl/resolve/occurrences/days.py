"""When an event can have happened: what its row says, and where it says nothing what the day of publication says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_NEWS = 3
"""Days that news without a date lies back."""
_AHEAD = 14
"""Days that what is planned without a date lies ahead."""
_YEARS = 5
_MONTH = 31


class Days(NamedTuple):
    """A run of days, in half-days since the first of January of the year 1.

    Half-days let a day stretch to the one beside it and no further: papers in two time zones differ by one.

    Attributes:
        first: Where it begins.
        last: Where it ends, inclusive.
        grain: How many days the words leave open; 0 if there are no words.
        published: Day of publication as an ordinal; 0 if unknown.
        yearless: Month and day (0 if unknown) where the year is unknown and nothing tells it.
    """

    first: int
    last: int
    grain: int
    published: int
    yearless: tuple[int, int] | None


EVER = (0, 2 * date.max.toordinal())


def told_days(edtf: str | None, earliest: date | None, latest: date | None, published: date | None, *, ahead: bool) -> Days:
    """The days that a row leaves open.

    Args:
        edtf: The column `date`.
        earliest: The column `date_earliest`.
        latest: The column `date_latest`; with no `earliest` it is a deadline, which does not say when the news is from.
        published: When the article was published, if that is known.
        ahead: Whether the event is only planned.
    """
    seen = published.toordinal() if published else 0
    if earliest and latest:
        return _run(earliest, latest, seen)
    yearless = _YEARLESS.fullmatch(edtf or "")
    if yearless:
        month, day = int(yearless[1]), int(yearless[2] or 0)
        if published is None:
            return Days(*EVER, 1 if day else _MONTH, 0, (month, day))
        found = _nearest(month, day, published, ahead=ahead)
        return _run(*found, seen) if found else Days(*EVER, 0, seen, None)
    return untold_days(published, ahead=ahead)


def untold_days(published: date | None, *, ahead: bool = False, back: int = _NEWS) -> Days:
    """The days around publication in which an event without a date lies."""
    if published is None:
        return Days(*EVER, 0, 0, None)
    seen = published.toordinal()
    return Days(2 * (seen - (0 if ahead else back)), 2 * (seen + (_AHEAD if ahead else 0)), 0, seen, None)


def join_days(one: Days, other: Days) -> Days | None:
    """The days that two rows leave open together, or None if they cannot mean the same."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    grain = min(one.grain or other.grain, other.grain or one.grain)
    published = max(one.published, other.published)
    if first > last:
        return None
    if one.yearless and other.yearless:
        (month, day), (its_month, its_day) = one.yearless, other.yearless
        if month != its_month or (day and its_day and day != its_day):
            return None
        return Days(first, last, grain, published, max(one.yearless, other.yearless))
    yearless = one.yearless or other.yearless
    if yearless is None or (first, last) == EVER:
        return Days(first, last, grain, published, yearless)
    years = range(max(1, date.fromordinal(max(1, first // 2)).year), date.fromordinal(max(1, last // 2)).year + 1)
    for year in years[:_YEARS]:
        run = _in_year(*yearless, year)
        if run and 2 * run[0].toordinal() - 1 <= last and first <= 2 * run[1].toordinal() + 1:
            return Days(max(first, 2 * run[0].toordinal() - 1), min(last, 2 * run[1].toordinal() + 1), grain, published, None)
    return None


def nearness(one: Days, other: Days) -> float:
    """How much it tells that two rows are of days that can be the same: from -1, no day is known, to 3, the same day."""
    if one.grain and other.grain:
        widest = max(one.grain, other.grain)
        if one.yearless or other.yearless:
            return 2.0 if widest == 1 else 0.5 if widest <= _MONTH else 0.0
        if widest == 1:
            return 3.0 if one.first == other.first else -0.5
        return 2.0 if widest <= 7 else 1.0 if widest <= _MONTH else 0.0
    if one.grain or other.grain:
        untold = other if one.grain else one
        return 1.5 if untold.published and max(one.grain, other.grain) <= 7 else 0.0
    if not one.published or not other.published:
        return -1.0
    return max(1.0, 2.0 - 0.5 * abs(one.published - other.published))


def _run(earliest: date, latest: date, seen: int) -> Days:
    slack = int(earliest == latest)
    grain = (latest - earliest).days + 1
    return Days(2 * earliest.toordinal() - slack, 2 * latest.toordinal() + slack, grain, seen, None)


def _nearest(month: int, day: int, published: date, *, ahead: bool) -> tuple[date, date] | None:
    """The last such day or month that had begun by the day of publication; the next one that is not over, if it is ahead."""
    years = range(published.year, published.year + _YEARS) if ahead else range(published.year, published.year - _YEARS, -1)
    runs = (run for year in years if 0 < year < date.max.year and (run := _in_year(month, day, year)))
    return next((run for run in runs if (run[1] >= published if ahead else run[0] <= published)), None)


def _in_year(month: int, day: int, year: int) -> tuple[date, date] | None:
    try:
        first = date(year, month, day or 1)
    except ValueError:
        return None
    return first, first if day else (first + timedelta(days=_MONTH)).replace(day=1) - timedelta(days=1)
