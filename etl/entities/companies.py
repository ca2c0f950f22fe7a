"""Organizations told by the shape of their name: `l'équipementier Carbel Dorin`, a name with its acronym."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from etl.entities.names import NameRun, is_given
from etl.entities.words import Words

_FURTHEST_NAME = 4
_LONGEST_NAME = 12
_MOST_SMALL_WORDS = 2
_SHORTEST_ACRONYM = 2
_LONGEST_ACRONYM = 8


class Company(NamedTuple):
    """A named organization that no list knows: positions of the tokens of its name, end exclusive, and its country or None."""

    first: int
    last: int
    country: str | None


def find_companies(words: Words, runs: Sequence[NameRun], taken: Set[int]) -> list[Company]:
    """The organizations of a text whose name follows a noun for one, or is one by its own words, in order.

    Args:
        words: The article.
        runs: The runs of capitalised words.
        taken: Positions of tokens that are known to be no part of a name.
    """
    found = [company for at in words.marked.get("named", ()) if (company := _after_noun(words, at, taken))]
    inside = {at for company in found for at in range(company.first, company.last)}
    found += [company for run in runs if run.first not in inside and (company := _by_itself(words, run))]
    known = {words.low[company.first : company.last] for company in found}
    inside = {at for company in found for at in range(company.first, company.last)}
    for run in runs:
        if run.first not in inside and words.low[run.first : run.last] in known:
            found.append(Company(run.first, run.last, None))
    return sorted(found, key=lambda company: (company.first, company.last))


def _after_noun(words: Words, at: int, taken: Set[int]) -> Company | None:
    """The organization whose name follows the noun at a position, adjectives and a complement between them perhaps."""
    known = words.lists.bodies
    noun = known.named.longest(words.low, at) if at not in words.hits else None
    if noun is None or (words.capital(at) and not words.opens(at) and not words.tokens[at].text.isupper()):
        return None
    country: str | None = None
    for first in range(noun[0], min(noun[0] + _FURTHEST_NAME, len(words.low))):
        if words.capital(first):
            break
        if not _may_stand_between(words, first):
            return None
        country = country or next(iter(words.countries(first)), None)
    else:
        return None
    if (
        first in taken
        or first in words.hits
        or (first > noun[0] and words.lists.grammar.base(words.low[first - 1]) in known.words["of"])
    ):
        return None
    last = _title_end(words, first, taken)
    if last - first == 1 and (words.low[first] in words.lists.names.common or words.tokens[first].text[-1] == "'"):
        return None
    if words.low[at] in known.words["either"] and last - first > 1 and is_given(words, first):
        return None
    return Company(first, last, country)


def _may_stand_between(words: Words, at: int) -> bool:
    """Whether a small word can stand between a noun and the name: an adjective, or a complement of one noun."""
    word = words.low[at]
    if not words.tokens[at].is_word or word in words.lists.doing or words.is_in(at, "determiners"):
        return False
    return word not in words.lists.offices.words["before_name"] and not words.is_in(at, "relatives")


def _title_end(words: Words, first: int, taken: Set[int]) -> int:
    """Where a name of capitalised words ends that small words may link (`La Voix du Fleuve`)."""
    last = first + 1
    while last < len(words.low):
        end = last
        while (
            end - last < _MOST_SMALL_WORDS
            and end < len(words.low)
            and words.low[end] in words.lists.bodies.words["title_links"]
            and words.joined(end)
        ):
            end += 1
        if not words.capital(end) or not words.joined(end) or end in taken or (end > last and end in words.hits):
            break
        last = end + 1
    return last


def _by_itself(words: Words, run: NameRun) -> Company | None:
    """A run that is a company by its last word, by an adjective of nationality before it, or by somebody working there."""
    known = words.lists.bodies.words
    several = run.last - run.first > 1
    before = run.first - 1
    described = before > 0 and not run.given and words.is_in(before - 1, "determiners") and not words.capital(before)
    if described and (nationality := words.countries(before)):
        return Company(run.first, run.last, nationality[0])
    if several and (
        words.low[run.last - 1] in known["suffixes"] or (not run.given and before >= 0 and words.low[before] in known["at"])
    ):
        return Company(run.first, run.last, None)
    return None


def find_expansions(words: Words) -> Iterator[Company]:
    """The full names and the acronyms of organizations told with both (`l'Office des ports (ODP)`), in no order."""
    for at in range(1, len(words.low) - 2):
        if words.low[at] != "(":
            continue
        if words.low[at + 2] == ")" and _is_acronym(words, at + 1) and (full := _before(words, at, words.low[at + 1])):
            yield from (full, *_everywhere(words, at + 1))
        elif _is_acronym(words, at - 1) and (full := _inside(words, at + 1, words.low[at - 1])):
            yield from (full, *_everywhere(words, at - 1))


def _everywhere(words: Words, at: int) -> Iterator[Company]:
    text = words.tokens[at].text
    return (Company(i, i + 1, None) for i, token in enumerate(words.tokens) if token.text == text)


def _is_acronym(words: Words, at: int) -> bool:
    text = words.tokens[at].text
    return _SHORTEST_ACRONYM <= len(text) <= _LONGEST_ACRONYM and text.isupper() and text.isalpha() and at not in words.hits


def _before(words: Words, end: int, acronym: str) -> Company | None:
    """The words before an acronym in brackets whose initials it is made of."""
    heads = words.lists.bodies.words["expansions"]
    for first in range(end - 1, max(end - _LONGEST_NAME, -1), -1):
        if words.low[first] in heads and words.capital(first) and _abbreviates(words, first, end, acronym):
            return Company(first, end, _told_inside(words, first, end))
    return None


def _told_inside(words: Words, first: int, last: int) -> str | None:
    """The country that an adjective inside a name tells (`l'Office algérien des ports`), or None."""
    return next((countries[0] for at in range(first, last) if (countries := words.countries(at))), None)


def _inside(words: Words, first: int, acronym: str) -> Company | None:
    """The words in brackets after an acronym that is made of their initials."""
    last = next((at for at in range(first, min(first + _LONGEST_NAME, len(words.low))) if words.low[at] == ")"), -1)
    if last < 0 or words.low[first] not in words.lists.bodies.words["expansions"]:
        return None
    return Company(first, last, _told_inside(words, first, last)) if _abbreviates(words, first, last, acronym) else None


def _abbreviates(words: Words, first: int, last: int, acronym: str) -> bool:
    """Whether an acronym takes the initials of words, in order and from the first; small words may be passed over."""
    letters = iter(words.low[at][0] for at in range(first, last) if words.tokens[at].is_word)
    return acronym[0] == words.low[first][0] and all(letter in letters for letter in acronym)
