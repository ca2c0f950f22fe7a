"""Which currency the words or signs beside a number name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from etl.entities.amounts.currency_table import WORD, Noun, Table
from etl.entities.amounts.lexicon import unwrap

_ONE = Decimal(1)
_CODE_LENGTH = 3
_LONGEST_SIGN = 8


@dataclass(frozen=True, slots=True)
class Currency:
    """What stands beside a number: the span of the words or signs, and the currency that they name.

    Attributes:
        start: Where they begin.
        end: Where they end.
        code: ISO 4217, None if neither they nor the article tell.
        factor: A million in `M€`, 1 if there is no such letter.
        assumed: The noun alone may be another currency.
    """

    start: int
    end: int
    code: str | None
    factor: Decimal = _ONE
    assumed: bool = False


def currency_after(text: str, folded: str, position: int, value: Decimal, table: Table) -> Currency | None:
    """The currency that follows a number.

    Args:
        text: The text.
        folded: What folding made of it.
        position: Where the number ends.
        value: The number; a noun such as `livres` is money only from some value on.
        table: The currencies of the language.

    Returns:
        The currency, its span beginning with the letter of the magnitude if there is one (`M€`); None if there is none.
    """
    match = table.next.match(folded, position)
    if match is None or match[1] not in table.starts:
        return None
    start, word = match.start(1), match[1]
    if word in table.glued and text[match.end() - _CODE_LENGTH : match.end()].isupper():
        factor, code = table.glued[word]
        return Currency(start, match.end(), code, factor)
    if word in table.factors:
        factor, of = table.factors[word], table.of.match(folded, match.end())
        follower = of.end() if of else match.end()
        if named := _named(text, folded, follower, value * factor, table):
            return Currency(start, named.end, named.code, factor, named.assumed)
    return _named(text, folded, start, value, table)


def currency_before(text: str, folded: str, position: int, table: Table) -> Currency | None:
    """The sign or code right before a number, as in `$500 millions` or `USD 500 millions`; None if there is none."""
    last = text[position - 1 : position].strip() or text[position - 2 : position - 1]
    if last.islower() or last.lower() not in table.sign_ends:
        return None
    match = table.sign_before.match(folded[max(0, position - _LONGEST_SIGN) : position][::-1])
    if match is None:
        return None
    start, end = position - match.end(1), position - match.start(1)
    return _of_sign(folded, start, end, table) if text[start:end].upper() == text[start:end] else None


def factor_after(folded: str, position: int, table: Table) -> tuple[Decimal, int]:
    """The magnitude that a letter glued to a number gives where the sign stands before (`€2bn`), and its end."""
    word = WORD.match(folded, position) or WORD.match(folded, position + folded[position : position + 1].isspace())
    if word is None or word[0] not in table.factors:
        return _ONE, position
    return table.factors[word[0]], word.end()


def _named(text: str, folded: str, start: int, value: Decimal, table: Table) -> Currency | None:
    """The currency whose noun, code or sign begins at a place."""
    word = WORD.match(folded, start)
    if word is not None:
        if (opener := table.openers.get(word[0])) and (match := opener.match(folded, start)):
            return _of_noun(folded, start, match.end(), table.nouns[unwrap(match[1])], value)
        if word[0].upper() in table.codes and text[start : word.end()].isupper():
            return Currency(start, word.end(), word[0].upper())
    return _sign(folded, start, table)


def _sign(folded: str, start: int, table: Table) -> Currency | None:
    match = table.sign.match(folded, start)
    return _of_sign(folded, start, match.end(1), table) if match else None


def _of_sign(folded: str, start: int, end: int, table: Table) -> Currency:
    sign = unwrap(folded[start:end])
    if sign in table.signs:
        return Currency(start, end, table.signs[sign])
    code = _bare(folded, start, table.nouns[table.bare_signs[sign]])
    return Currency(start, end, code, assumed=code is not None)


def _of_noun(folded: str, start: int, end: int, noun: Noun, value: Decimal) -> Currency | None:
    if nation := noun.nation.match(folded, end):
        return Currency(start, nation.end(), noun.nations[unwrap(nation[1])])
    if noun.trust == "sure" and value >= noun.least:
        return Currency(start, end, noun.bare)
    if noun.trust == "never" or value < noun.least:
        return None
    code = _bare(folded, start, noun)
    return Currency(start, end, code, assumed=code is not None)


def _bare(folded: str, position: int, noun: Noun) -> str | None:
    """What a noun alone means: the nation that the article gives it, else the common reading, else the one country named."""
    mentions = _mentions(folded, noun)
    codes = {code for _, code in mentions}
    if len(codes) == 1:
        return codes.pop()
    if noun.bare is not None:
        return noun.bare
    if not mentions:
        homes = _homes(folded, noun)
        return next(iter(homes)) if len(homes) == 1 else None
    before = [code for start, code in mentions if start < position]
    return before[-1] if before else mentions[0][1]


@lru_cache(maxsize=8)
def _mentions(folded: str, noun: Noun) -> tuple[tuple[int, str], ...]:
    """Where the noun stands with a nation, and the currency that it is there."""
    return tuple((match.start(), noun.nations[unwrap(match[1])]) for match in noun.anywhere.finditer(folded))


@lru_cache(maxsize=8)
def _homes(folded: str, noun: Noun) -> frozenset[str]:
    """The currencies of that noun whose countries the text names."""
    return frozenset(noun.homes[unwrap(match[1])] for match in noun.home.finditer(folded))
