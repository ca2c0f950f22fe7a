"""Numbers in millions without a currency beside them: `dont neuf milliards d'aide`, `1,7 milliard en 2022`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from etl.entities.amounts.grammar import Grammar, Quantity, grammar, qualifier
from etl.entities.amounts.lexicon import alternation, linker
from etl.entities.amounts.money import Amount, amount_like, money_rules
from etl.language.pack import Pack

_REACH = 90
_CLOSE = 6
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.;!?\n]\s")


class _Kind(Enum):
    MONEY = "money by the words around it"
    COUNT = "a count of people or things"
    OPEN = "whatever was last spoken of"


@dataclass(frozen=True, slots=True)
class _Words:
    grammar: Grammar
    complement: re.Pattern[str]
    complements: frozenset[str]
    determiners: frozenset[str]
    links: frozenset[str]
    heads: frozenset[str]
    verbs: frozenset[str]
    counted: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    data = pack.data("numbers")
    money = data["money"]
    of = linker(money["of"])
    return _Words(
        grammar=grammar(pack),
        complement=re.compile(rf"(?:\s(?:{alternation(money['adjectives'])}))?\s{of}(\w+)"),
        complements=frozenset(money["complements"]),
        determiners=frozenset(money["determiners"]),
        links=frozenset(word.removesuffix("'") for word in money["of"]),
        heads=frozenset(money["heads"]),
        verbs=frozenset(money["verbs"]),
        counted=frozenset(money["counted"]),
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
    known = next((amount for amount in named if amount.currency), None)
    last: Amount | Quantity | None = None
    pieces: list[Amount | Quantity] = [*named, *lone]
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if isinstance(piece, Quantity) and _is_money(folded, piece, last, bool(named or found), words):
            last = amount_like(folded, piece, known, rules)
        else:
            last = piece
        if isinstance(last, Amount):
            found.append(last)
            known = last if last.currency else known
    return found


def _is_money(folded: str, piece: Quantity, last: Amount | Quantity | None, of_money: bool, words: _Words) -> bool:
    """Whether a lone number is money; `last` is the great number before it, `of_money` that the article has amounts."""
    kind = _kind(folded, piece, words)
    if kind is not _Kind.OPEN:
        return kind is _Kind.MONEY
    if last is not None and "\n" not in folded[last.end : piece.start]:
        return isinstance(last, Amount)
    return of_money


def _kind(folded: str, piece: Quantity, words: _Words) -> _Kind:
    if complement := words.complement.match(folded, piece.end):
        if complement[1] in words.complements:
            return _Kind.MONEY
        if complement[1] not in words.determiners:
            return _Kind.COUNT
    hedge = qualifier(folded, piece, piece.start, piece.end, words.grammar)
    start = piece.start if hedge.start is None else min(piece.start, hedge.start)
    before = _WORD.findall(_SENTENCE_END.split(folded[max(0, start - _REACH) : start])[-1])
    last = before[-1] if before else ""
    headed = (last in words.links or last in words.heads) and not words.heads.isdisjoint(before[-_CLOSE:])
    if headed or last in words.verbs:
        return _Kind.MONEY
    return _Kind.OPEN if words.counted.isdisjoint(before) else _Kind.COUNT
