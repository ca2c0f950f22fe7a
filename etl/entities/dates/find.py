"""Finding date expressions in a text."""

from __future__ import annotations

import re

from etl.entities.dates.build import build
from etl.entities.dates.expressions import DateExpression
from etl.entities.dates.grammar import load_grammar
from etl.entities.dates.rules import Grammar, Rule
from etl.language.folding import fold
from etl.language.pack import Pack
from etl.language.tokens import begins

_REACH = 48  # how far before a moment its front can begin, and how far apart neighbours are


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
    read = 0
    for start in begins(text, grammar.openers, pack):
        end = found[-1].end if found else 0
        if start < max(end, read) or not (opening := grammar.opening.match(folded, start)):
            continue
        word, read = opening[0], opening.end()
        tail = folded[max(end, start - _REACH) : start][::-1]
        for rule in grammar.rules["0" if word.isdigit() else word]:
            hit = rule.pattern.match(folded, start)
            if hit is None or not (_stands_right(rule, hit, tail, text) and _follows(rule, hit, found, grammar)):
                continue
            if expression := build(rule, hit, tail, grammar):
                _add(expression, found, folded, grammar)
                break
    return tuple(found)


def _stands_right(rule: Rule, hit: re.Match[str], tail: str, text: str) -> bool:
    """Whether the words before a match, and its capital, let the rule apply. `tail` is the text before it, backwards."""
    if rule.after and not rule.after.match(tail):
        return False
    if rule.not_after and rule.not_after.match(tail):
        return False
    start, end = hit.span()
    if rule.case is None or text[start].islower():
        return True
    if rule.case == "lower" or (rule.case == "opening" and text[end + 1 : end + 2].isupper()):
        return False
    before = text[max(0, start - 3) : start].rstrip(" \u00a0\u202f")
    opens = not before or not (before[-1].isalnum() or before[-1] in ",'’-")
    return opens or text[start : start + 2].isupper()


def _follows(rule: Rule, hit: re.Match[str], found: list[DateExpression], grammar: Grammar) -> bool:
    """Whether what was found before lets the rule apply."""
    if rule.follows == "day":
        return any(moment.day for expression in found for moment in expression.moments)
    if rule.follows == "year":
        listed = bool(found) and hit.string[found[-1].end : hit.start()] in grammar.links
        return listed and any(moment.unit == "year" for moment in found[-1].moments)
    return True


def _add(expression: DateExpression, found: list[DateExpression], folded: str, grammar: Grammar) -> None:
    """Adds an expression, or joins it with the last into an interval, or lends the last its year, where that is meant."""
    before = found[-1] if found else None
    if before and expression.moments and before.moments and expression.start - before.end < _REACH:
        between = folded[before.end : expression.start].replace("\n", " ")
        if joined := _joined(before, between, expression, folded, grammar):
            found[-1] = joined
            return
        if before.kind == expression.kind == "date" and between in grammar.links:
            found[-1] = _with_year_of(before, expression)
    found.append(expression)


def _joined(
    before: DateExpression, between: str, expression: DateExpression, folded: str, grammar: Grammar
) -> DateExpression | None:
    """The interval of two neighbours (`de mars à juin`, `depuis 2014 jusqu'en 2019`); None if they make none."""
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
    return before._replace(moments=(first._replace(year=year),))
