"""Finding date expressions in a text."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

from etl.entities.dates.expressions import DateExpression, Moment
from etl.entities.dates.grammar import Front, Grammar, Rule, load_grammar
from etl.language.folding import fold
from etl.language.pack import Pack

_REACH = 48  # how far before a moment its front can begin
_FIELDS = {field.name for field in fields(Moment)}
_LAST = "last_"
_NO_DIGIT = re.compile("[^0-9]")
_LEAP_YEAR = 2024


def find_dates(text: str, pack: Pack) -> tuple[DateExpression, ...]:
    """All date expressions of a text, in order, none overlapping another.

    Args:
        text: Any text.
        pack: The language pack.

    Returns:
        Expressions with offsets into the text, not yet placed in the calendar.
    """
    grammar = load_grammar(pack)
    folded = fold(text)
    found: list[DateExpression] = []
    end = 0
    for opening in grammar.opening.finditer(folded):
        start = opening.start()
        if start < end:
            continue
        word = opening[0]
        tail = folded[max(end, start - _REACH) : start][::-1]
        for rule in grammar.rules["0" if word.isdigit() else word]:
            hit = rule.pattern.match(folded, start)
            if hit and _allowed(rule, hit, tail, text, found, folded, grammar) and (expression := _read(rule, hit, tail, grammar)):
                end = expression.end
                _add(expression, found, folded, grammar)
                break
    return tuple(found)


def _allowed(rule: Rule, hit: re.Match[str], tail: str, text: str, found: list[DateExpression], folded: str, grammar: Grammar) -> bool:
    """Whether what stands around a match lets the rule apply. `tail` is the text before it, backwards."""
    start = hit.start()
    if rule.after and not rule.after.match(tail):
        return False
    if rule.not_after and rule.not_after.match(tail):
        return False
    if rule.case and text[start].isupper() and not _capital_allowed(rule.case, text, hit):
        return False
    if rule.follows == "day":
        return any(moment.day for expression in found for moment in expression.moments)
    if rule.follows == "year":
        return bool(found) and found[-1].moments[-1:] != () and found[-1].moments[-1].unit == "year" and folded[found[-1].end : start] in grammar.links
    return True


def _capital_allowed(case: str, text: str, hit: re.Match[str]) -> bool:
    """Whether a capital is there only because a sentence or a heading can begin here, or because the word is in capitals."""
    start, end = hit.span()
    if case == "lower":
        return False
    if case == "opening" and text[end + 1 : end + 2].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip(" \u00a0\u202f")
    return not before or not (before[-1].isalnum() or before[-1] in ",'’-") or text[start : start + 2].isupper()


def _read(rule: Rule, hit: re.Match[str], tail: str, grammar: Grammar) -> DateExpression | None:
    values = _values(rule, hit, grammar)
    front = _shape(rule, values, grammar.front).match(tail)
    begin, said = hit.start(), frozenset[str]()
    if front and front.end():
        begin -= front.end()
        said = frozenset(name for name, piece in front.groupdict().items() if piece)
    if rule.needs and rule.needs.isdisjoint(said) and rule.needs.isdisjoint(values):
        return None
    if rule.kind == "duration":
        return DateExpression(hit.start(), hit.end(), "duration", rule.id)
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
    moments = _moments(values)
    if not moments:
        return None if moments is None else DateExpression(hit.start(), hit.end(), "duration", rule.id)
    if len(moments) > 1 and kind == "date":
        kind = "interval"
    return DateExpression(begin, hit.end(), kind, rule.id, moments, this and moments[0].day is not None)


def _shape(rule: Rule, values: dict[str, Any], front: Front) -> re.Pattern[str]:
    """What can stand in front: only stretches of time have parts."""
    if rule.ends:
        return front.of_interval
    return front.of_day if values.get("unit") == "day" or "n" in values else front.of_stretch


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
    last = replace(first, **{"weekday": None} | told)
    unit = next(unit for unit in ("year", "month", "day") if unit in told)
    begin, end = getattr(first, unit), getattr(last, unit)
    if begin >= end or (values.get("consecutive") and end - begin > 1):
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


def _add(expression: DateExpression, found: list[DateExpression], folded: str, grammar: Grammar) -> None:
    """Adds an expression to those found, joined with the last into an interval, or lending it its year, where they belong together."""
    before = found[-1] if found else None
    if before and expression.moments and before.moments and expression.start - before.end < _REACH:
        between = folded[before.end : expression.start].replace("\n", " ")
        if joined := _joined(before, between, expression, folded, grammar):
            found[-1] = joined
            return
        if before.kind == expression.kind == "date" and between in grammar.links:
            found[-1] = _with_year_of(before, expression)
    found.append(expression)


def _joined(before: DateExpression, between: str, expression: DateExpression, folded: str, grammar: Grammar) -> DateExpression | None:
    ends = (before.moments[0], expression.moments[0])
    if before.kind == "since" and expression.kind == "deadline" and between == " ":
        return DateExpression(before.start, expression.end, "interval", before.rule, ends)
    if before.kind != "date" or expression.kind not in ("date", "deadline"):
        return None
    tail = folded[max(0, before.start - _REACH) : before.start][::-1]
    for join in grammar.joins:
        opened = join.before.match(tail)
        if opened and (between in join.between if expression.kind == "date" else between == " "):
            return DateExpression(before.start - opened.end(), expression.end, "interval", join.id, ends)
    return None


def _with_year_of(before: DateExpression, expression: DateExpression) -> DateExpression:
    """The first of two neighbours in a list, in the year that is told at the end of the second."""
    first, last = before.moments[0], expression.moments[0]
    if first.unit != last.unit or first.month is None or last.month is None or last.year is None:
        return before
    if first.year is not None or first.year_shift is not None or first.choice is not None:
        return before
    year = last.year - ((first.month, first.day or 0) > (last.month, last.day or 0))
    return replace(before, moments=(replace(first, year=year),))
