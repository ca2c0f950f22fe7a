"""Numbers in millions without a currency beside them: `dont neuf milliards d'aide`, `1,7 milliard en 2022`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from etl.entities.amounts.grammar import Quantity
from etl.entities.amounts.money import Amount, Rules, amount_like, money_rules
from etl.entities.amounts.numbers import alternation
from etl.language.pack import Pack

_REACH = 90


class _Kind(Enum):
    MONEY = "money by the words around it"
    COUNT = "a count of people or things"
    OPEN = "whatever was last spoken of"


@dataclass(frozen=True, slots=True)
class _Words:
    complement: re.Pattern[str]
    complements: frozenset[str]
    determiners: frozenset[str]
    heads: re.Pattern[str]
    counted: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    data = pack.data("numbers")
    money = data["money"]
    of = alternation(money["of"])
    return _Words(
        complement=re.compile(rf"(?:\s(?:{alternation(money['adjectives'])}))?\s(?:{of})\s?(\w+)"),
        complements=frozenset(money["complements"]),
        determiners=frozenset(money["determiners"]),
        heads=re.compile(rf"\b(?:{alternation(money['heads'])})\b[^.;,!?\n]*?\b(?:{of})"),
        counted=re.compile(rf"\b(?:{alternation(money['counted'])})\b[^.;!?\n]*$"),
    )


def with_lone(folded: str, named: Sequence[Amount], lone: Sequence[Quantity], pack: Pack) -> list[Amount]:
    """The amounts with those lone numbers that are money, too.

    Args:
        folded: The folded text.
        named: The amounts with a currency, in order.
        lone: Numbers in millions or more without one, in order.
        pack: The language.

    Returns:
        All amounts in order. A lone number is money if the words around it say so, or if the last great number of its
        paragraph is, or, where there is none, any of the article; it takes the currency of that amount.
    """
    words, rules = _words(pack), money_rules(pack)
    found: list[Amount] = []
    last: Amount | Quantity | None = None
    pieces: list[Amount | Quantity] = [*named, *lone]
    for piece in sorted(pieces, key=lambda piece: piece.start):
        last = _as_money(folded, piece, last, found or named, words, rules) or piece
        if isinstance(last, Amount):
            found.append(last)
    return found


def _as_money(
    folded: str, piece: Amount | Quantity, last: Amount | Quantity | None, named: Sequence[Amount], words: _Words, rules: Rules
) -> Amount | None:
    if isinstance(piece, Amount):
        return piece
    kind = _kind(folded, piece, words)
    if kind is _Kind.COUNT:
        return None
    spoken_of = last is not None and "\n" not in folded[last.end : piece.start]
    if kind is _Kind.OPEN and (not named or (spoken_of and not isinstance(last, Amount))):
        return None
    known = [amount for amount in named if amount.currency is not None]
    before = [amount for amount in known if amount.start < piece.start]
    return amount_like(folded, piece, before[-1] if before else next(iter(known), None), rules)


def _kind(folded: str, piece: Quantity, words: _Words) -> _Kind:
    if complement := words.complement.match(folded, piece.end):
        if complement[1] in words.complements:
            return _Kind.MONEY
        if complement[1] not in words.determiners:
            return _Kind.COUNT
    left = folded[max(0, piece.start - _REACH) : piece.start]
    if words.heads.search(left):
        return _Kind.MONEY
    return _Kind.COUNT if words.counted.search(left) else _Kind.OPEN
