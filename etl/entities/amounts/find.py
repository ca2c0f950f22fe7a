"""All amounts of money of a text, with what they share: a currency, a range, a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.entities.amounts.grammar import Grammar, Quantity, find_quantities, is_change
from etl.entities.amounts.lexicon import alternation
from etl.entities.amounts.lone import with_lone
from etl.entities.amounts.money import Amount, amount_like, amount_of, money_rules
from etl.entities.amounts.numbers import word_before
from etl.language.pack import Pack


@dataclass(frozen=True, slots=True)
class _Words:
    part: re.Pattern[str]
    joined: re.Pattern[str]
    breaks: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    money = pack.data("numbers")["money"]
    return _Words(
        part=re.compile(rf"(?<!\w)(?:{alternation(money['part'])})\s$"),
        joined=re.compile(rf"(?:^|(?<=\s)|(?<=,))(?:{alternation(money['joined'])})\s$"),
        breaks=re.compile(r"[.;!?\n](?:\s|$)"),
    )


@lru_cache(maxsize=8)
def find_amounts(text: str, pack: Pack) -> tuple[Amount, ...]:
    """The amounts of money of a text.

    Args:
        text: The whole article; what a lone noun or number means may depend on all of it.
        pack: Its language.

    Returns:
        The amounts in the order of the text, not overlapping. Shares, vague numbers (`quelques millions`) and counts
        of people or goods are none. Kept for the last few texts, since counts ask for them, too.
    """
    rules = money_rules(pack)
    folded, quantities = find_quantities(text, pack)
    found: list[Amount] = []
    lone: list[Quantity] = []
    leading: Quantity | None = None
    for quantity in quantities:
        floor = found[-1].end if found else 0
        if quantity.start < floor:
            continue
        if quantity.leads:
            leading = quantity
            continue
        amount = amount_of(text, folded, quantity, floor, rules)
        if amount is not None:
            if leading is not None:
                like = amount_like(folded, leading, amount, rules)
                found.append(like._replace(assumed_currency=amount.assumed_currency))
            found.append(amount)
        elif quantity.numeral.grand:
            lone.append(quantity)
        leading = None
    if lone:
        found = with_lone(folded, found, lone, pack)
    if len(found) > 1:
        found = _with_parts(folded, _with_ranges(folded, found, rules.grammar), pack)
    return tuple(found)


def _with_ranges(folded: str, found: Sequence[Amount], rules: Grammar) -> list[Amount]:
    """`de 3 milliards d'euros à 5 milliards d'euros` as one amount."""
    merged: list[Amount] = []
    for amount in found:
        if merged and (whole := _range(folded, merged[-1], amount, rules)):
            merged[-1] = whole
        else:
            merged.append(amount)
    return merged


def _range(folded: str, low: Amount, high: Amount, rules: Grammar) -> Amount | None:
    if low.currency != high.currency or low.value_max is not None or high.value_max is not None or low.value >= high.value:
        return None
    opened, word = word_before(folded, low.start)
    if word in rules.between and rules.conjunction.fullmatch(folded, low.end, high.start):
        span: tuple[int | None, int | None] = (opened, opened + len(word))
    elif rules.to.fullmatch(folded, low.end, high.start) and not is_change(folded, low.start, rules):
        span = (None, None)
    else:
        return None
    return high._replace(
        start=low.start,
        value=low.value,
        value_max=high.value,
        qualifier="range",
        qualifier_start=span[0],
        qualifier_end=span[1],
    )


def _with_parts(folded: str, found: Sequence[Amount], pack: Pack) -> list[Amount]:
    """The amounts with those marked that a word such as `dont` makes a piece of one before, and those listed after."""
    words = _words(pack)
    marked: list[Amount] = []
    total = found[0]
    for amount in found:
        if marked and _is_part(folded, amount, marked[-1], total, words):
            marked.append(amount._replace(part_of_previous=True))
        else:
            total = amount
            marked.append(amount)
    return marked


def _is_part(folded: str, amount: Amount, previous: Amount, total: Amount, words: _Words) -> bool:
    if words.breaks.search(folded, previous.end, amount.start):
        return False
    if amount.currency == total.currency and amount.value >= total.value:
        return False
    begin = amount.start if amount.qualifier_start is None else min(amount.start, amount.qualifier_start)
    between = folded[previous.end : begin]
    return bool(words.part.search(between) or (previous.part_of_previous and words.joined.search(between)))
