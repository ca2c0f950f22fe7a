"""One amount of money: a number with its currency and its qualifier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from etl.entities.amounts.currencies import currency_after, currency_before, factor_after
from etl.entities.amounts.currency_table import Table, currency_table
from etl.entities.amounts.grammar import Grammar, Quantity, grammar, qualifier
from etl.entities.amounts.lexicon import alternation
from etl.entities.amounts.numbers import parse_number
from etl.language.pack import Pack

_HUNDRED = Decimal(100)


class Amount(NamedTuple):
    """An amount of money.

    Attributes:
        start: Where its number begins, or the sign before it.
        end: Where its currency ends, or the number if no currency follows.
        value: The amount in units, of a range the low end.
        value_max: The high end of a range, else None.
        currency: ISO 4217, None if the article does not tell.
        qualifier: Code of the list `qualifier`.
        assumed_currency: The currency is a reading: `dollars` alone, or a number that shares the currency of another.
        part_of_previous: It is a piece of an amount before it (`dont 350 millions`).
        qualifier_start: Where the words of the qualifier begin, None if there are none; they lie outside the amount.
        qualifier_end: Where they end.
        currency_start: Where the words or sign of the currency begin, None if there are none.
        currency_end: Where they end.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    currency: str | None
    qualifier: str
    assumed_currency: bool = False
    part_of_previous: bool = False
    qualifier_start: int | None = None
    qualifier_end: int | None = None
    currency_start: int | None = None
    currency_end: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language has for money, compiled."""

    pack: Pack
    grammar: Grammar
    currencies: Table
    cents: re.Pattern[str]


@cache
def money_rules(pack: Pack) -> Rules:
    """The rules of a pack."""
    data = pack.data("numbers")
    conjunction, cents = alternation(data["ranges"]["and"]), alternation(data["money"]["cents"])
    return Rules(
        pack=pack,
        grammar=grammar(pack),
        currencies=currency_table(pack),
        cents=re.compile(rf"\s(?:(?:{conjunction})\s)?([\w-]+(?:\s[\w-]+){{0,2}}?)\s(?:{cents})(?!\w)"),
    )


def amount_of(text: str, folded: str, quantity: Quantity, floor: int, rules: Rules) -> Amount | None:
    """The amount that a number is by the currency beside it.

    Args:
        text: The text.
        folded: What folding made of it.
        quantity: The number.
        floor: Where the amount before it ends; a sign before that belongs to the other.
        rules: What the language has for money.

    Returns:
        The amount, or None if no currency stands beside the number.
    """
    value, high = quantity.value, quantity.value_max
    start, end = quantity.start, quantity.end
    if (currency := currency_after(text, folded, end, value, rules.currencies)) is not None:
        end, factor = currency.end, currency.factor
        if high is None and not quantity.numeral.grand and (cents := rules.cents.match(folded, end)):
            hundredths = parse_number(cents[1], rules.pack)
            if hundredths is not None and hundredths < _HUNDRED:
                value, end = value + hundredths / _HUNDRED, cents.end()
    elif (currency := currency_before(text, folded, start, rules.currencies)) is not None and currency.start >= floor:
        factor, end = factor_after(folded, end, rules.currencies)
        start = currency.start
    else:
        return None
    hedge = qualifier(folded, quantity, start, end, rules.grammar)
    return Amount(
        start=start,
        end=end,
        value=_plain(value * factor),
        value_max=None if high is None else _plain(high * factor),
        currency=currency.code,
        qualifier=hedge.code,
        assumed_currency=currency.assumed,
        qualifier_start=hedge.start,
        qualifier_end=hedge.end,
        currency_start=currency.start,
        currency_end=currency.end,
    )


def amount_like(folded: str, quantity: Quantity, other: Amount | None, rules: Rules) -> Amount:
    """The amount that a number is without a currency beside it, in the currency of another amount, None if unknown."""
    hedge = qualifier(folded, quantity, quantity.start, quantity.end, rules.grammar)
    return Amount(
        start=quantity.start,
        end=quantity.end,
        value=_plain(quantity.value),
        value_max=None if quantity.value_max is None else _plain(quantity.value_max),
        currency=other.currency if other else None,
        qualifier=hedge.code,
        assumed_currency=other is not None and other.currency is not None,
        qualifier_start=hedge.start,
        qualifier_end=hedge.end,
    )


def _plain(value: Decimal) -> Decimal:
    """The value without decimals if they are noughts, as `2,50 milliards` leaves them."""
    whole = value.to_integral_value()
    return whole if whole == value else value
