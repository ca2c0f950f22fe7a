"""Writing and reading the part of EDTF (ISO 8601-2) that the contract uses."""

from __future__ import annotations

import re
from datetime import date

from etl.entities.dates.calendar import Extent, day_extent, month_extent

UNKNOWN_YEAR = "XXXX"
STAND_IN = 2024  # a leap year, so that 29 February exists while the year is not known

_POINT = re.compile(r"(\d{4}|XXXX|\d{3}X|\d\dXX)(?:-(\d\d)(?:-(\d\d))?)?")


def write(extent: Extent, known: bool) -> str:
    """An extent in EDTF; an interval where no single date can say it.

    Args:
        extent: The days and the unit they are told in.
        known: Whether the year is known; else it is written XXXX.
    """
    first, last = point(extent.first, extent.unit, known), point(extent.last, extent.unit, known)
    return first if first == last else f"{first}/{last}"


def point(day: date, unit: str, known: bool) -> str:
    """The day, month, year, decade or century that holds a day, as precise as the unit is."""
    year = f"{day.year:04}" if known else UNKNOWN_YEAR
    if unit in ("day", "week", "weekend"):
        return f"{year}-{day.month:02}-{day.day:02}"
    if unit in ("month", "quarter", "half", "season"):
        return f"{year}-{day.month:02}"
    if unit == "decade":
        return year[:3] + "X"
    if unit == "century":
        return year[:2] + "XX"
    return year


def read(text: str) -> tuple[Extent, bool] | None:
    """What an EDTF string of ours covers, and whether its year is known; None if it is open or has no month and no year."""
    ends = [_POINT.fullmatch(end) for end in text.split("/")]
    if not ends or not all(ends):
        return None
    extents = [_extent(match) for match in ends if match]
    first, last = extents[0], extents[-1]
    if first is None or last is None:
        return None
    return Extent(first.first, last.last, last.unit), UNKNOWN_YEAR not in text


def bounds(text: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that an EDTF string of ours can mean: None for an open end, and for both without a year."""
    first, _, last = (text or "").partition("/")
    begin, end = read(first), read(last or first)
    return (
        begin[0].first if begin and begin[1] else None,
        end[0].last if end and end[1] else None,
    )


def _extent(match: re.Match[str]) -> Extent | None:
    digits, month, day = match.groups()
    if digits == UNKNOWN_YEAR and month is None:
        return None
    year = STAND_IN if digits == UNKNOWN_YEAR else int(digits.replace("X", "0"))
    try:
        if day:
            return day_extent(date(year, int(month), int(day)))
        unit = "month" if month else {0: "year", 1: "decade", 2: "century"}[digits.count("X") % 4]
        return month_extent(year, int(month or 1), unit)
    except ValueError:
        return None
