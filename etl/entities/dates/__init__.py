"""Dates in a text: found by rules of the language pack, placed in the calendar by plain arithmetic."""

from etl.entities.dates.expressions import DateExpression, Moment, Reference, ResolvedDate
from etl.entities.dates.find import find_dates
from etl.entities.dates.reference import dateline, dateline_day, written_on
from etl.entities.dates.resolve import resolve, resolve_all

__all__ = [
    "DateExpression",
    "Moment",
    "Reference",
    "ResolvedDate",
    "dateline",
    "dateline_day",
    "find_dates",
    "resolve",
    "resolve_all",
    "written_on",
]
