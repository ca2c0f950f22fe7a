"""The day an article was written, as the article itself tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from etl.entities.dates.expressions import DateExpression, Reference
from etl.entities.dates.find import find_dates
from etl.entities.dates.grammar import expand, with_numbers
from etl.language.folding import fold
from etl.language.pack import Pack

_REACH = 1000  # a dateline stands near the top
_LEDE = 500  # where a dispatch tells its news; a bare weekday there is the day of the dateline


@dataclass(frozen=True, slots=True)
class _Dateline:
    """How a dateline looks; `small` words in a place name may be without a capital, `not_first` cannot begin it."""

    pattern: re.Pattern[str]
    small: frozenset[str]
    not_first: frozenset[str]


@cache
def _dateline(pack: Pack) -> _Dateline:
    data = with_numbers(pack)
    entry = data["dateline"]
    pattern = re.compile("^" + expand(entry["pattern"], data)[0], re.MULTILINE)
    return _Dateline(pattern, frozenset(entry["small"]), frozenset(entry["not_first"]))


def dateline(text: str, pack: Pack) -> DateExpression | None:
    """The date in the dateline that opens a dispatch (`PARIS, 9 jan (AFP) -`); None if there is none.

    Args:
        text: The article.
        pack: The language pack.

    Returns:
        A day and a month, and the year if it is told there.
    """
    looks = _dateline(pack)
    top = text[:_REACH]
    for match in looks.pattern.finditer(fold(top)):
        words = re.findall(r"[^\W\d_]+", top[match.start("place") : match.end("place")])
        named = words and words[0].lower() not in looks.not_first
        if named and all(word[0].isupper() or word.lower() in looks.small for word in words):
            inside = (e for e in find_dates(top, pack) if match.start("date") <= e.start and e.end <= match.end("date"))
            return next((e for e in inside if len(e.moments) == 1 and e.moments[0].day), None)
    return None


def dateline_day(text: str, pack: Pack) -> date | None:
    """The day in the dateline that opens a dispatch, if its year is told there; None if it is not."""
    told = dateline(text, pack)
    moment = told.moments[0] if told else None
    if moment is None or not (moment.year and moment.month and moment.day):
        return None
    try:
        return date(moment.year, moment.month, moment.day)
    except ValueError:
        return None


def written_on(text: str, dates: Sequence[DateExpression], pack: Pack) -> Reference | None:
    """The day of writing, from the dateline or else from words that point at the day (`ce 21 octobre`).

    Args:
        text: The article.
        dates: What `find_dates` found in it.
        pack: The language pack.

    Returns:
        The day, without its year where that is not told; None if the article does not tell.
    """
    dispatch = dateline(text, pack)
    told = dispatch or next((expression for expression in dates if expression.today and expression.moments[0].month), None)
    if told is None:
        return None
    day = told.moments[0]
    if day.month is None or day.day is None:
        return None
    weekday = day.weekday
    if weekday is None:
        weekday = _weekday(dates, told.end + _LEDE if dispatch else 0)
    return Reference(day.month, day.day, day.year, weekday)


def _weekday(dates: Sequence[DateExpression], lede_end: int) -> int | None:
    """The weekday of the day of writing: one with `ce`, or a bare one in the lede."""
    for expression in dates:
        if expression.kind != "date" or expression.anchored:
            continue
        moment = expression.moments[0]
        points_here = moment.choice == "this" or (moment.choice is None and expression.start < lede_end)
        if moment.weekday is not None and moment.day is None and points_here:
            return moment.weekday
    return None
