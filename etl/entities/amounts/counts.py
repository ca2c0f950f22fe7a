"""Counted things that are not money: `douze canons CAESAR`, `trois à quatre mille tentes`."""

from __future__ import annotations

from typing import NamedTuple

from etl.entities.amounts.find import find_amounts
from etl.entities.amounts.grammar import Grammar, Quantity, find_quantities, grammar, qualifier
from etl.entities.amounts.nouns import Words, names_number, noun_after, noun_words, thing_at
from etl.language.pack import Pack

_JOINED = 4  # letters between things and those that are as many (` et `)


class Count(NamedTuple):
    """A number of things.

    Attributes:
        start: Where the number begins.
        end: Where the number ends.
        value: How many, of a range the low end.
        value_max: The high end of a range, else None.
        qualifier: Code of the list `qualifier`.
        noun_start: Where the noun begins that says what is counted.
        noun_end: Where it ends, with its complements and the name of the model.
        qualifier_start: Where the words of the qualifier begin, None if there are none.
        qualifier_end: Where they end.
    """

    start: int
    end: int
    value: int
    value_max: int | None
    qualifier: str
    noun_start: int
    noun_end: int
    qualifier_start: int | None = None
    qualifier_end: int | None = None


def find_counts(text: str, pack: Pack) -> tuple[Count, ...]:
    """The counted things of a text, without money, dates, durations, shares, distances and references.

    Args:
        text: The whole article.
        pack: Its language.

    Returns:
        The counts in the order of the text, not overlapping.
    """
    words, rules = noun_words(pack), grammar(pack)
    folded, quantities = find_quantities(text, pack)
    paid = list(find_amounts(text, pack))[::-1]
    found: list[Count] = []
    leading: Quantity | None = None
    for quantity in quantities:
        if quantity.leads:
            leading = quantity
            continue
        first, leading = leading, None
        while paid and paid[-1].end <= quantity.start:
            paid.pop()
        if (found and quantity.start < found[-1].noun_end) or (paid and paid[-1].start <= quantity.start):
            continue
        count = _count(text, folded, quantity, words, rules)
        if count is not None and first is not None and first.value == int(first.value):
            found.append(_led(first, count))
        if count is not None:
            found.append(count)
    for phrase in words.as_many if found else ():
        found = _with_as_many(text, folded, found, phrase, words)
    return tuple(found)


def _with_as_many(text: str, folded: str, found: list[Count], phrase: str, words: Words) -> list[Count]:
    """The counts with those that only tell that they are as many as the ones before (`200 gilets et autant de casques`)."""
    at = folded.find(phrase)
    while at >= 0:
        before = next((i for i in range(len(found) - 1, -1, -1) if found[i].noun_end < at), -1)
        noun = thing_at(text, folded, at + len(phrase), words)
        if before >= 0 and noun is not None and at - found[before].noun_end <= _JOINED:
            like = found[before]._replace(start=at, end=at + phrase.find(" "), noun_start=noun[0], noun_end=noun[1])
            found.insert(before + 1, like._replace(qualifier_start=None, qualifier_end=None))
        at = folded.find(phrase, at + 1)
    return found


def _count(text: str, folded: str, quantity: Quantity, words: Words, rules: Grammar) -> Count | None:
    value, high = quantity.value, quantity.value_max
    if value != int(value) or (high is not None and high != int(high)):
        return None
    noun = noun_after(text, folded, quantity, words)
    if noun is None or names_number(text, folded, quantity, words):
        return None
    hedge = qualifier(folded, quantity, quantity.start, quantity.end, rules)
    return Count(
        start=quantity.start,
        end=quantity.end,
        value=int(value),
        value_max=None if high is None else int(high),
        qualifier=hedge.code,
        noun_start=noun[0],
        noun_end=noun[1],
        qualifier_start=hedge.start,
        qualifier_end=hedge.end,
    )


def _led(first: Quantity, count: Count) -> Count:
    """The count of the first of two numbers that share a noun (`passer de 12 à 20 chars`)."""
    return count._replace(
        start=first.start,
        end=first.end,
        value=int(first.value),
        qualifier="exact",
        qualifier_start=None,
        qualifier_end=None,
    )
