"""Days to count from: the day of writing, or the date told just before."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from etl.entities.dates import edtf
from etl.entities.dates.calendar import in_year
from etl.entities.dates.expressions import Moment, Reference

_CYCLE = 29  # years in which every day of the year, 29 February too, falls on every weekday


class Origin(NamedTuple):
    """Days to count from, and what is known of them.

    Attributes:
        first: First day.
        last: Last day.
        unit: Unit in which the days are told.
        year_known: Whether the year is real, or stands in for an unknown one.
        weekday_known: Whether the weekday is real.
    """

    first: date
    last: date
    unit: str
    year_known: bool
    weekday_known: bool


def origin_of(day: date | Reference | None) -> Origin | None:
    """The day of writing as an origin; None if it is not known, or there is no such day."""
    if day is None:
        return None
    if isinstance(day, date):
        return Origin(day, day, "day", True, True)
    real = _some_day(day)
    if real is None:
        return None
    known = day.year is not None
    return Origin(real, real, "day", known, known or day.weekday is not None)


def origin_of_anchor(anchor: date | str) -> Origin | None:
    """A day or an EDTF string as an origin; None where nothing can be counted from it."""
    if isinstance(anchor, date):
        return Origin(anchor, anchor, "day", True, True)
    told = edtf.read(anchor)
    if told is None:
        return None
    extent, known = told
    return Origin(extent.first, extent.last, extent.unit, known, known)


def _some_day(reference: Reference) -> date | None:
    """A day with the month, the day and, if known, the year or else the weekday of the reference."""
    moment = Moment("day", month=reference.month, day=reference.day)
    if reference.year is not None:
        extent = in_year(moment, reference.year)
        return extent.first if extent else None
    days = [extent.first for year in range(edtf.STAND_IN, edtf.STAND_IN + _CYCLE) if (extent := in_year(moment, year))]
    return next((day for day in days if reference.weekday in (None, day.weekday())), None)
