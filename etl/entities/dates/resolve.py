"""Placing a date expression in the calendar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl.entities.dates import edtf
from etl.entities.dates.calendar import MONTHS, Extent, day_extent, in_year, narrow, occurrences, pick, shifted
from etl.entities.dates.expressions import DateExpression, Moment, Reference, ResolvedDate

_FURTHEST_WEEKDAY = 550  # days; a weekday that fits only in a year further off than that was a slip of the pen
_YEARLY = ("year", "decade", "century")


@dataclass(frozen=True, slots=True)
class _Origin:
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


def resolve(
    expression: DateExpression,
    reference: date | Reference | None,
    *,
    future: bool = False,
    anchor: date | str | None = None,
) -> ResolvedDate:
    """Places an expression in the calendar.

    Args:
        expression: From `find_dates`.
        reference: The day the article was written; without it only what the words say themselves is told.
        future: Whether what is dated is still to come: then an incomplete date is the next such, else the latest.
        anchor: The date told just before (`la veille` counts from it): a day, or EDTF. Without it, the reference.

    Returns:
        The date; all None for a duration and where the words leave the date open.
    """
    origin = _origin_of_reference(reference)
    told = (_origin_of_anchor(anchor) if anchor else None) or origin
    placed = _place_all(expression, origin, told, future)
    if not placed or any(extent is None for extent, _ in placed):
        return ResolvedDate()
    first, first_known = placed[0]
    last, last_known = placed[-1]
    assert first is not None and last is not None
    earliest = narrow(first, expression.moments[0].part)[0] if first_known else None
    latest = narrow(last, expression.moments[-1].part)[1] if last_known else None
    if expression.kind == "deadline":
        return ResolvedDate(f"../{_bound(last, expression.moments[-1].part, last_known)}", None, latest)
    if expression.kind == "since":
        return ResolvedDate(f"{edtf.point(first.first, first.unit, first_known)}/..", earliest, None)
    if len(placed) == 1:
        return ResolvedDate(edtf.write(first, first_known), earliest, latest)
    if first_known and last_known and first.first > last.last:
        return ResolvedDate()
    begin, end = edtf.point(first.first, first.unit, first_known), edtf.point(last.last, last.unit, last_known)
    return ResolvedDate(begin if begin == end else f"{begin}/{end}", earliest, latest)


def _bound(last: Extent, part: str | None, known: bool) -> str:
    """The last day of a deadline; of a month or a year that is meant as a whole, the month or the year."""
    if part != "end" or (not known and last.last.month == 2):
        return edtf.point(last.last, last.unit, known)
    return edtf.point(last.last, "day", known)


def _place_all(
    expression: DateExpression, origin: _Origin | None, told: _Origin | None, future: bool
) -> list[tuple[Extent | None, bool]]:
    """Each moment's days and whether their year is known; the ends of an interval are placed by one another."""
    moments = expression.moments
    if len(moments) < 2:
        return [_place(moment, origin, told, future) for moment in moments]
    first, last = moments
    by_last = future or (last.year is not None and first.year is None)
    lead = _place(last if by_last else first, origin, told, future)
    if lead[0] is None:
        return [lead]
    rest = first if by_last else last
    beside = _Origin(lead[0].last if by_last else lead[0].first, lead[0].last, lead[0].unit, lead[1], True)
    if rest.shift is not None:
        other = _place(rest, origin, told, future)
    else:
        other = _place(replace(rest, choice=None, origin="reference"), beside, told, not by_last)
    return [other, lead] if by_last else [lead, other]


def _place(moment: Moment, origin: _Origin | None, told: _Origin | None, future: bool) -> tuple[Extent | None, bool]:
    if moment.year is not None:
        return in_year(moment, moment.year), True
    base = told if moment.origin == "anchor" else origin
    if moment.shift is not None:
        return _place_shift(moment, base)
    if moment.year_shift is not None:
        if base is None or not base.year_known:
            return in_year(moment, edtf.STAND_IN), False
        return in_year(moment, base.first.year + moment.year_shift), True
    if base is None:
        return _place_alone(moment), False
    if _is_weekday(moment) and not base.weekday_known:
        same_day = moment.choice in (None, "this") and moment.origin == "reference"
        return (day_extent(base.first), base.year_known) if same_day else (None, False)
    if moment.unit == "weekend" and not base.weekday_known:
        return None, False
    choice = moment.choice or ("future" if future else "past")
    around = base.last if choice in ("next", "future") else base.first
    return _pick(moment, around, choice), base.year_known


def _place_shift(moment: Moment, base: _Origin | None) -> tuple[Extent | None, bool]:
    shift = moment.shift or 0
    if base is None or (moment.unit in _YEARLY and not base.year_known):
        return None, False
    if moment.unit in ("week", "weekend") and not base.weekday_known:
        return None, False
    if moment.unit == "day" and base.unit in MONTHS:
        return None, False
    return shifted(moment.unit, base.last if shift > 0 else base.first, shift), base.year_known


def _place_alone(moment: Moment) -> Extent | None:
    """The place in an unknown year, for a moment that has one."""
    if moment.month is None and moment.number is None:
        return None
    return in_year(moment, edtf.STAND_IN)


def _pick(moment: Moment, around: date, choice: str) -> Extent | None:
    extents = list(occurrences(moment, around))
    if moment.weekday is not None and moment.month is not None:
        fitting = [extent for extent in extents if extent.first.weekday() == moment.weekday]
        nearest = pick(fitting, around, "this")
        if nearest and abs((nearest.first - around).days) <= _FURTHEST_WEEKDAY:
            return nearest
    elif moment.weekday is not None and moment.day is not None:
        extents = [extent for extent in extents if extent.first.weekday() == moment.weekday] or extents
    return pick(extents, around, choice)


def _is_weekday(moment: Moment) -> bool:
    return moment.weekday is not None and moment.day is None


def _origin_of_reference(reference: date | Reference | None) -> _Origin | None:
    if reference is None:
        return None
    if isinstance(reference, date):
        return _Origin(reference, reference, "day", True, True)
    day = _stand_in(reference)
    if day is None:
        return None
    known = reference.year is not None
    return _Origin(day, day, "day", known, known or reference.weekday is not None)


def _stand_in(reference: Reference) -> date | None:
    """A day with the month, the day and, if known, the weekday of the reference."""
    moment = Moment("day", month=reference.month, day=reference.day)
    if reference.year is not None:
        extent = in_year(moment, reference.year)
        return extent.first if extent else None
    days = [extent.first for year in range(edtf.STAND_IN, edtf.STAND_IN + 29) if (extent := in_year(moment, year))]
    return next((day for day in days if reference.weekday in (None, day.weekday())), None)


def _origin_of_anchor(anchor: date | str) -> _Origin | None:
    if isinstance(anchor, date):
        return _Origin(anchor, anchor, "day", True, True)
    told = edtf.read(anchor)
    if told is None:
        return None
    extent, known = told
    return _Origin(extent.first, extent.last, extent.unit, known, known)


def resolve_all(
    expressions: Sequence[DateExpression], reference: date | Reference | None, *, future: Collection[int] = ()
) -> tuple[ResolvedDate, ...]:
    """Places all expressions of an article; those that count from the date told before them count from that.

    Args:
        expressions: What `find_dates` found, in order.
        reference: The day the article was written.
        future: Positions of the expressions that tell what is still to come.

    Returns:
        A date for each expression, in the same order.
    """
    resolved: list[ResolvedDate] = []
    day: str | None = None
    told: str | None = None
    for position, expression in enumerate(expressions):
        by_day = any(moment.unit == "day" for moment in expression.moments)
        date_ = resolve(expression, reference, future=position in future, anchor=day if by_day else told)
        resolved.append(date_)
        if date_.edtf and expression.kind in ("date", "interval"):
            told = date_.edtf
            day = told if by_day else day
    return tuple(resolved)
