"""From a rule's match to a date expression: what its words mean, and what stands in front of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from etl.entities.dates.expressions import DateExpression, Moment
from etl.entities.dates.rules import Front, Grammar, Rule

_FIELDS = frozenset(Moment._fields)
_LAST = "last_"
_NO_DIGIT = re.compile("[^0-9]")
_LEAP_YEAR = 2024


def build(rule: Rule, hit: re.Match[str], tail: str, grammar: Grammar) -> DateExpression | None:
    """The expression that a match tells.

    Args:
        rule: The rule.
        hit: Its match in the folded text.
        tail: The text before the match, backwards, no further than where the last expression ended.
        grammar: Where the rule comes from.

    Returns:
        None if there is no such day, or what the rule needs has not been said.
    """
    values = _values(rule, hit, grammar)
    start, end, said = _around(rule, values, hit, tail, grammar)
    if rule.needs and rule.needs.isdisjoint(said) and rule.needs.isdisjoint(values):
        return None
    kind, this = rule.kind, False
    for name in said:
        if name in grammar.leads:
            kind = grammar.leads[name].kind
            values.setdefault("choice", grammar.leads[name].choice)
        elif name == "this":
            this = "shift" not in values
        else:
            values["part"] = name
    if this:
        values["choice"] = values.get("choice") or "this"
    moments = () if rule.kind == "duration" else _moments(values)
    if moments is None:
        return None
    if not moments:
        return DateExpression(hit.start(), hit.end(), "duration", rule.id)
    if len(moments) > 1 and kind == "date":
        kind = "interval"
    return DateExpression(start, end, kind, rule.id, moments, this and moments[0].day is not None)


def _around(rule: Rule, values: dict[str, Any], hit: re.Match[str], tail: str, grammar: Grammar) -> tuple[int, int, set[str]]:
    """Start and end of the expression with what stands around the match, and what that says."""
    (start, end), said = hit.span(), set[str]()
    front = _shape(rule, values, grammar.front).match(tail)
    if front and front.end():
        start -= front.end()
        said.update(name for name, piece in front.groupdict().items() if piece)
    for words, name in grammar.behind:
        if hit.string.startswith(words, end):
            end += len(words)
            said.add(name)
    return start, end, said


def _shape(rule: Rule, values: dict[str, Any], front: Front) -> re.Pattern[str]:
    """What can stand in front: only stretches of time have parts."""
    if values.get("unit") == "day":
        return front.of_interval if rule.ends else front.of_day
    return front.of_day if "n" in values else front.of_stretch


def _values(rule: Rule, hit: re.Match[str], grammar: Grammar) -> dict[str, Any]:
    """The fields that the rule fixes and those that words fill."""
    values = dict(rule.fixed)
    for group, piece in hit.groupdict().items():
        if piece is None:
            continue
        name = group.rstrip("_")
        words = rule.classes[name]
        if piece in words:
            values[name] = words[piece]
        elif piece.isdecimal():
            values[name] = int(piece)
        else:
            values[name] = grammar.number(piece) if name == "n" else int(_NO_DIGIT.sub("", piece))
    return values


def _moments(values: dict[str, Any]) -> tuple[Moment, ...] | None:
    """The moments that the fields make: none if they only measure hours; None if there is no such day."""
    if values.keys() <= _FIELDS:
        moment = Moment(**values)
        return (moment,) if _exists(moment) else None
    if "n" in values:
        return _measured(values)
    first = Moment(**{name: value for name, value in values.items() if name in _FIELDS})
    told = {name.removeprefix(_LAST): value for name, value in values.items() if name.startswith(_LAST)}
    if not told:
        return (first,) if _exists(first) else None
    last = first._replace(**{"weekday": None} | told)
    unit = next(unit for unit in ("year", "month", "day") if unit in told)
    begin, end = getattr(first, unit), getattr(last, unit)
    if begin >= end or (values.get("consecutive") and end - begin != 1 + ("middle" in values)):
        return None
    return (first, last) if _exists(first) and _exists(last) else None


def _measured(values: dict[str, Any]) -> tuple[Moment, ...] | None:
    """The moment so many units away, or all the time until there; none for parts of a day."""
    count, measure = values["n"], values["measure"]
    if not count:
        return None
    unit, count = measure["unit"], count * measure.get("times", 1)
    if unit == "hour" and count % 24 == 0:
        unit, count = "day", count // 24
    elif unit == "year" and "half" in values:
        unit, count = "month", count * 12 + 6
    if unit in ("hour", "minute"):
        return ()
    origin = values.get("origin", "reference")
    away = Moment(unit, shift=count * values.get("sign", values.get("span", 0)), origin=origin)
    if "span" not in values:
        return (away,)
    now = Moment(unit, shift=0, origin=origin)
    return (away, now) if values["span"] < 0 else (now, away)


def _exists(moment: Moment) -> bool:
    if moment.month is None or moment.day is None:
        return True
    try:
        date(moment.year or _LEAP_YEAR, moment.month, moment.day)
    except ValueError:
        return False
    return True
