"""Placing date expressions in the calendar, as EDTF with earliest and latest day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from etl.entities.dates import edtf
from etl.entities.dates.calendar import month_extent
from etl.entities.dates.expressions import DateExpression, Reference, ResolvedDate
from etl.entities.dates.origin import origin_of, origin_of_anchor
from etl.entities.dates.place import Place, place, place_both

_HALF_YEAR = 183  # days


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
    origin = origin_of(reference)
    told = (origin_of_anchor(anchor) if anchor and expression.anchored else None) or origin
    if len(expression.moments) == 2:
        ends = place_both(*expression.moments, origin, told, future)
        return _interval(*ends) if ends else ResolvedDate()
    placed = place(expression.moments[0], origin, told, future) if expression.moments else None
    if placed is None:
        return ResolvedDate()
    earliest, latest = placed.days
    if expression.kind == "deadline":
        return _deadline(placed)
    if expression.kind == "since":
        return ResolvedDate(f"{edtf.point(placed.extent.first, placed.extent.unit, placed.known)}/..", earliest, None)
    return ResolvedDate(edtf.write(placed.extent, placed.known), earliest, latest)


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
    placed: list[ResolvedDate] = []
    last_day: str | None = None
    last: str | None = None
    for position, expression in enumerate(expressions):
        in_days = any(moment.unit == "day" for moment in expression.moments)
        placed.append(resolve(expression, reference, future=position in future, anchor=last_day if in_days else last))
        told = placed[-1].edtf
        if told and expression.kind in ("date", "interval") and not _is_far(expression, placed[-1], reference):
            last, last_day = told, told if in_days else last_day
    return tuple(placed)


def _is_far(expression: DateExpression, day: ResolvedDate, reference: date | Reference | None) -> bool:
    """Whether a date without its year was placed more than half a year from the reference day: it may be of another year."""
    whole = all(m.year is None and m.year_shift is None and m.shift is None for m in expression.moments)
    if not whole or day.earliest is None or not isinstance(reference, date):
        return False
    return abs((day.earliest - reference).days) > _HALF_YEAR


def _interval(first: Place, last: Place) -> ResolvedDate:
    if first.known and last.known and first.extent.first > last.extent.last:
        return ResolvedDate()
    begin = edtf.point(first.extent.first, first.extent.unit, first.known)
    end = edtf.point(last.extent.last, last.extent.unit, last.known)
    return ResolvedDate(begin if begin == end else f"{begin}/{end}", first.days[0], last.days[1])


def _deadline(placed: Place) -> ResolvedDate:
    """Until the end of it: a day, where the words name the end; until a season means until it comes."""
    extent, known = placed.extent, placed.known
    latest = placed.days[1]
    if placed.part == "end" and (known or extent.last.month != 2):
        return ResolvedDate(f"../{edtf.point(extent.last, 'day', known)}", None, latest)
    if extent.unit == "season" and placed.part is None:
        month = month_extent(extent.first.year, extent.first.month, "month") or extent
        extent, latest = month, month.last if known else None
    return ResolvedDate(f"../{edtf.point(extent.last, extent.unit, known)}", None, latest)
