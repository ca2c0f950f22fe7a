"""Runs of capitalised words that may be the name of a person."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from etl.entities.gazetteer import COUNTRY_KINDS, Hit
from etl.entities.words import Words

_ACRONYM_LENGTH = 5
_LONGEST_INITIAL = 5
_MOST_PARTICLES = 3
_LOOSE_KINDS = ("city", "capital", "region", "organization", "former", "name")


class NameRun(NamedTuple):
    """Capitalised words in a row: positions of tokens, end exclusive; `given` tells that the first is a known given name."""

    first: int
    last: int
    given: bool


def find_name_runs(words: Words, taken: Set[int]) -> list[NameRun]:
    """The runs of a text, in order, without words that begin a sentence by chance or belong to a listed name.

    Args:
        words: The article.
        taken: Positions of tokens that are known to be no part of a name.
    """
    listed = {at: hit for hit in words.hits.values() for at in range(hit.first, hit.last)}
    runs: list[NameRun] = []
    last = 0
    for at in words.capitals:
        if at < last or at in taken or not (_may_begin(words, at, listed) or _follows(words, at, listed, taken)):
            continue
        last = _run_end(words, at, listed, taken)
        first = _with_leading_particles(words, at, runs[-1].last if runs else 0)
        if last - at > 1 or len(words.low[at]) > 1:
            runs.append(NameRun(first, last, is_given(words, at)))
    return runs


def lone_names(words: Words, surnames: Set[str]) -> Iterator[NameRun]:
    """Listed names of one word that are one of the surnames of the text too (`Austin`)."""
    return (
        NameRun(hit.first, hit.last, False) for hit in words.hits.values() if words.low[hit.first] in surnames and _loose(hit)
    )


def is_initial(words: Words, at: int) -> bool:
    """Whether a token is the initial of a given name (`S.`, `J.-Y.`)."""
    text = words.tokens[at].text
    return text[-1] == "." and len(text) <= _LONGEST_INITIAL and text[0].isupper()


def is_given(words: Words, at: int) -> bool:
    """Whether a word is a known given name, an initial, or a compound of given names."""
    low, given = words.low[at], words.lists.names.given
    return low in given or is_initial(words, at) or ("-" in low and all(part in given for part in low.split("-")))


def is_honorific(words: Words, at: int) -> bool:
    """Whether a token is a title of courtesy (`M.`, `Mme`); False outside the text."""
    return 0 <= at < len(words.low) and words.low[at].rstrip(".") in words.lists.names.honorifics


def honorifics_before(words: Words, at: int) -> int:
    """Where the titles of courtesy right before a position begin; the position itself where there are none."""
    first = at
    while first and (is_honorific(words, first - 1) or (words.low[first - 1] == "." and is_honorific(words, first - 2))):
        first -= 1
    return first - 1 if first < at and first and words.low[first - 1] in words.lists.offices.words["one"] else first


def _may_begin(words: Words, at: int, listed: dict[int, Hit]) -> bool:
    names, low = words.lists.names, words.low[at]
    if not _is_name_word(words, at):
        return False
    if at in listed:
        return _may_be_name(words, at, listed)
    if is_honorific(words, at):
        return low in names.given and _joins(words, at + 1)
    if low in names.common or low in names.demonyms:
        return is_given(words, at) and at + 1 not in listed and _joins(words, at + 1)
    return not _is_acronym(words, at) or (at > 0 and is_given(words, at - 1))


def _follows(words: Words, at: int, listed: dict[int, Hit], taken: Set[int]) -> bool:
    """Whether a common word can only be a name, since it stands between an office and a name (`le ministre Ma Xiaofeng`)."""
    if at in listed and at - 1 in taken and _loose(listed[at]) and words.joined(at):
        return _is_office_end(words, at)
    before = at - 2 if at > 1 and words.low[at - 1] == "," else at - 1
    if before not in taken or at in listed or at + 1 in listed or not _is_common(words, at) or is_honorific(words, at):
        return False
    return words.joined(at) and not words.opens(at) and _is_name_word(words, at) and _joins(words, at + 1)


def _is_office_end(words: Words, at: int) -> bool:
    """Whether the noun of an office stands right before a listed name, which is then a surname (`le président Hollande`)."""
    return words.low[at - 1] in words.lists.offices.firsts and not words.capital(at + 1)


def _may_be_name(words: Words, at: int, listed: dict[int, Hit]) -> bool:
    """Whether a listed word can be the given name or, after a title of courtesy, the surname of somebody."""
    if words.low[at] in words.lists.offices.words["given_countries"]:
        return at + 1 not in listed and _joins(words, at + 1) and not _is_common(words, at + 1)
    if not _loose(listed[at]):
        return False
    return is_honorific(words, at - 1) or (is_given(words, at) and at + 1 not in listed and _joins(words, at + 1))


def _is_common(words: Words, at: int) -> bool:
    return words.low[at] in words.lists.names.common


def _loose(hit: Hit) -> bool:
    return hit.last == hit.first + 1 and all(entry.kind in _LOOSE_KINDS for entry in hit.entries)


def _ends_in_town(hit: Hit) -> bool:
    """Whether a listed name after a particle can belong to a surname (`de Lattre`); a country cannot."""
    return hit.of(*COUNTRY_KINDS) is None


def _is_name_word(words: Words, at: int) -> bool:
    text = words.tokens[at].text
    if not text[0].isupper():
        return False
    if text.isalpha():
        return True
    if text[-1] == "'":  # `N'Goran`, but not `L'Américain`
        elided = words.low[at] in words.lists.offices.words["elided"]
        return elided and words.capital(at + 1) and words.tokens[at + 1].start == words.tokens[at].end
    return not any(map(str.isdigit, text))


def _is_acronym(words: Words, at: int) -> bool:
    text = words.tokens[at].text
    return 1 < len(text) <= _ACRONYM_LENGTH and text.isupper() and text[-1] != "."


def _joins(words: Words, at: int) -> bool:
    """Whether a token continues the name before it."""
    if at >= len(words.low) or not _is_name_word(words, at):
        return False
    if is_initial(words, at - 1):
        return words.low[at] not in words.lists.names.common
    return words.joined(at)


def _run_end(words: Words, at: int, listed: dict[int, Hit], taken: Set[int]) -> int:
    last = at + 1
    while following := _next_word(words, at, last, listed, taken):
        last = following
    return last


def _next_word(words: Words, at: int, last: int, listed: dict[int, Hit], taken: Set[int]) -> int:
    """The end of the next word of a name, with the particles before it; 0 if the name goes no further."""
    particles = words.lists.names.particles
    end = last
    while end - last < _MOST_PARTICLES and end < len(words.low) and words.low[end] in particles and words.joined(end):
        if words.capital(end) and is_initial(words, end - 1):
            return 0  # a sentence that ends with `sur X.` and another one that begins
        end += 1
    if end >= len(words.low) or end in taken or end in words.starts:
        return 0
    if is_honorific(words, end) and words.low[end] not in words.lists.names.given:
        return 0
    particle, hyphen, name = words.tokens[end].text.partition("-")
    if hyphen and particle.lower() in particles and name[:1].isupper() and words.joined(end):
        return end + 1
    if not (_joins(words, end) if end == last else _is_name_word(words, end) and words.joined(end)):
        return 0
    if end in listed and not (_loose(listed[end]) and (is_given(words, at) if end == last else _ends_in_town(listed[end]))):
        return 0
    return end + 1


def _with_leading_particles(words: Words, at: int, free: int) -> int:
    """Where a name begins with the particles before it: `Le Morvan` in a sentence, `de La Brosse` after a title."""
    particles = words.lists.names.particles
    first = at
    while first > free and at - first < _MOST_PARTICLES and words.low[first - 1] in particles and words.joined(first):
        first -= 1
    if first < at and honorifics_before(words, first) < first:
        return first
    first = at
    while first > free and _is_capital_particle(words, first - 1) and words.joined(first) and not words.opens(first - 1):
        first -= 1
    return first


def _is_capital_particle(words: Words, at: int) -> bool:
    return words.capital(at) and words.low[at] in words.lists.names.particles
