"""Quantities: numerals joined to ranges, with the words that qualify them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from etl.entities.amounts.lexicon import Lexicon, alternation, lexicon, unwrap
from etl.entities.amounts.numbers import Numeral, find_numerals, word_before
from etl.language.folding import fold
from etl.language.pack import Pack
from etl.language.tokens import begins

_REACH = 48
_CHANGE_REACH = 90
_WIDEST = 8


class Quantity(NamedTuple):
    """One numeral, or two that are the ends of a range.

    Attributes:
        start: Where the first numeral begins.
        end: Where the last one ends.
        value: The value, of a range the low end.
        value_max: The high end of a range, else None.
        opened: Span of the `entre` that opens a range, else None.
        numeral: The last numeral.
        leads: It is the first of two (`passer de 3 à 5 milliards`): what is paid or counted comes after the next one.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    opened: tuple[int, int] | None
    numeral: Numeral
    leads: bool = False


class Qualifier(NamedTuple):
    """How a number is hedged; `code` is one of the list `qualifier`, the span None where no words say it."""

    code: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a language that join and qualify numbers, compiled; those before a number are matched backwards."""

    lexicon: Lexicon
    between: frozenset[str]
    to_ends: frozenset[str]
    one_to: re.Pattern[str]
    conjunction: re.Pattern[str]
    each: re.Pattern[str]
    to: re.Pattern[str]
    change: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    codes: dict[str, str]


@cache
def grammar(pack: Pack) -> Grammar:
    """The grammar of a pack."""
    data, words = pack.data("numbers"), lexicon(pack)
    ranges, before, after = data["ranges"], data["qualifiers"]["before"], data["qualifiers"]["after"]
    endings = alternation(ranges["change_endings"])
    changes = rf"(?:{alternation(ranges['change_stems'])}{endings}|{alternation(ranges['changes'])})"
    one, to = (alternation(word[::-1] for word in words) for words in (words.one, ranges["to"]))
    return Grammar(
        lexicon=words,
        between=frozenset(ranges["between"]),
        to_ends=frozenset(word[-1] for word in ranges["to"]),
        one_to=re.compile(rf"\s(?:{to})\s(?:{one})(?!\w)"),
        conjunction=re.compile(rf"\s(?:{alternation(ranges['and'])})\s"),
        each=re.compile(rf"\b(?:{alternation(ranges['each'])})\b"),
        to=re.compile(rf",?\s(?:{alternation(ranges['to'])})\s|\s?[-–—]\s?"),
        change=re.compile(rf"\b{changes}\b[^.;!?\n]*\b{alternation(ranges['from'])}\s$"),
        before=re.compile(rf"\s*({alternation(phrase[::-1] for phrases in before.values() for phrase in phrases)})(?!\w)"),
        after=re.compile(rf"\s?,?\s?({alternation(phrase for phrases in after.values() for phrase in phrases)})(?!\w)"),
        codes={phrase: code for table in (before, after) for code, phrases in table.items() for phrase in phrases},
    )


@lru_cache(maxsize=8)
def find_quantities(text: str, pack: Pack) -> tuple[str, tuple[Quantity, ...]]:
    """The folded text, and its numerals and ranges in order; kept, since amounts and counts both ask for them."""
    folded, rules = fold(text), grammar(pack)
    found: list[Quantity] = []
    for numeral in find_numerals(folded, begins(text, rules.lexicon.heads, pack), rules.lexicon):
        quantity = _single(folded, numeral, rules)
        if found and numeral.start - found[-1].end <= _WIDEST:
            found[-1:] = _join(folded, found[-1], quantity, rules)
        else:
            found.append(quantity)
    return folded, tuple(found)


def qualifier(folded: str, quantity: Quantity, start: int, end: int, rules: Grammar) -> Qualifier:
    """The qualifier of a quantity.

    Args:
        folded: The folded text.
        quantity: The number.
        start: Where the number begins with a sign of currency before it.
        end: Where the number with its currency ends; a qualifier may follow there or right after the number.
        rules: The grammar of the language.

    Returns:
        The nearest qualifier, the one before the number first.
    """
    if quantity.value_max is not None:
        return Qualifier("range", *(quantity.opened or (None, None)))
    if match := rules.before.match(folded[max(0, start - _REACH) : start][::-1]):
        return Qualifier(rules.codes[unwrap(match[1][::-1])], start - match.end(1), start - match.start(1))
    if match := rules.after.match(folded, end) or rules.after.match(folded, quantity.end):
        return Qualifier(rules.codes[unwrap(match[1])], match.start(1), match.end(1))
    return Qualifier("about" if quantity.numeral.round else "exact")


def is_change(folded: str, start: int, rules: Grammar) -> bool:
    """`de` before a number is the first end of a change (`passer de 3 à 5 milliards`) and not of a range."""
    return rules.change.search(folded[max(0, start - _CHANGE_REACH) : start]) is not None


def _single(folded: str, numeral: Numeral, rules: Grammar) -> Quantity:
    """The quantity of one numeral, or of two where the first is `un`, which is no numeral by itself."""
    start, end, value, multiplier, *_ = numeral
    if (
        folded[start - 2 : start - 1] in rules.to_ends
        and value > multiplier
        and (match := rules.one_to.match(folded[max(0, start - _REACH) : start][::-1]))
    ):
        return Quantity(start - match.end(), end, multiplier, value, None, numeral)
    return Quantity(start, end, value, None, None, numeral)


def _join(folded: str, first: Quantity, second: Quantity, rules: Grammar) -> tuple[Quantity, ...]:
    """A range of two quantities, or both of them."""
    if first.value_max is not None or second.value_max is not None:
        return first, second
    opened, word = word_before(folded, first.start)
    between = word in rules.between
    joint = rules.conjunction if between else rules.to
    if not joint.fullmatch(folded, first.end, second.start):
        return _paired(folded, first, second, rules)
    low = first.value
    if first.numeral.multiplier == 1:
        factors = (second.numeral.widest, second.numeral.multiplier)
        low *= next((factor for factor in factors if low < second.value / factor), 1)
    if low >= second.value or (_is_year(folded, first) and _is_year(folded, second)):
        return first, second
    if not between and is_change(folded, first.start, rules):
        return first._replace(value=low, leads=True), second
    span = (opened, opened + len(word)) if between else None
    return (Quantity(first.start, second.end, low, second.value, span, second.numeral),)


def _paired(folded: str, first: Quantity, second: Quantity, rules: Grammar) -> tuple[Quantity, ...]:
    """Two quantities; the first shares the magnitude of the second if each is one side's (`respectivement 3 et 5 millions`)."""
    alike = first.numeral.multiplier == 1 and second.numeral.grand and not _is_year(folded, first)
    if not alike or not rules.conjunction.fullmatch(folded, first.end, second.start):
        return first, second
    reach = (max(0, first.start - _CHANGE_REACH), second.end + _CHANGE_REACH)
    if not rules.each.search(folded, *reach):
        return first, second
    return first._replace(value=first.value * second.numeral.multiplier, leads=True), second


def _is_year(folded: str, quantity: Quantity) -> bool:
    return quantity.end - quantity.start == 4 and folded[quantity.start : quantity.end].isdigit()
