"""Organizations told by the shape of their name: `l'équipementier Carbel Dorin`, `la suédoise Norrvik Finans`, a name with its acronym."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from etl.entities.names import NameRun
from etl.entities.words import Words

_FURTHEST_NOUN = 4
_LONGEST_NAME = 12
_SHORTEST_ACRONYM = 2
_LONGEST_ACRONYM = 8


class Company(NamedTuple):
    """A named organization that no list knows: positions of the tokens of its name, end exclusive, and its country or None."""

    first: int
    last: int
    country: str | None


def find_companies(words: Words, runs: Sequence[NameRun]) -> list[Company]:
    """The runs that are the name of an organization by the words around or inside them, in order."""
    found = [company for run in runs if (company := _company(words, run))]
    known = {tuple(words.low[company.first : company.last]) for company in found}
    firsts = {company.first for company in found}
    found += [Company(r.first, r.last, None) for r in runs if r.first not in firsts and tuple(words.low[r.first : r.last]) in known]
    return sorted(found)


def _company(words: Words, run: NameRun) -> Company | None:
    known = words.lists.bodies.words
    several = run.last - run.first > 1
    if run.first == 0:
        return Company(run.first, run.last, None) if _has_suffix(words, run) else None
    before = words.low[run.first - 1]
    if named := _noun_before(words, run.first):
        noun, country = named
        if not (noun in known["either"] and run.given and several):
            return Company(run.first, run.last, country)
        return None
    nationality = words.countries(run.first - 1)
    if nationality and not run.given and words.is_in(run.first - 2, "determiners") and not words.capital(run.first - 1):
        return Company(run.first, run.last, nationality[0])
    if _has_suffix(words, run) or (before in known["at"] and several and not run.given):
        return Company(run.first, run.last, None)
    return None


def _has_suffix(words: Words, run: NameRun) -> bool:
    return run.last - run.first > 1 and words.low[run.last - 1] in words.lists.bodies.words["suffixes"]


def _noun_before(words: Words, at: int) -> tuple[str, str | None] | None:
    """The noun for an organization before its name, adjectives and a complement between them, and the country that one of them tells."""
    known, grammar = words.lists.bodies, words.lists.grammar
    country: str | None = None
    for first in range(at - 1, max(at - 1 - _FURTHEST_NOUN, -1), -1):
        word = words.low[first]
        if word in known.named_firsts and (found := known.named.longest(words.low, first)):
            if found[0] == at or grammar.base(words.low[at - 1]) not in known.words["of"]:
                return word, country
            return None
        if not words.tokens[first].is_word or words.capital(first) or word in words.lists.doing:
            return None
        if words.is_in(first, "determiners") or word in words.lists.offices.words["before_name"]:
            return None
        country = country or next(iter(words.countries(first)), None)
    return None


def find_expansions(words: Words) -> list[tuple[Company, Company]]:
    """The organizations told with their acronym (`l'Office des ports (ODP)`): the full name and the acronym of each."""
    found = []
    for at in range(1, len(words.low) - 2):
        if words.low[at] != "(" or words.low[at + 2] != ")" and words.low[at + 1] != "(":
            continue
        if words.low[at + 2] == ")" and _is_acronym(words, at + 1) and (full := _expansion(words, at, words.low[at + 1])):
            found.append((full, Company(at + 1, at + 2, None)))
        elif _is_acronym(words, at - 1) and (full := _inside(words, at + 1, words.low[at - 1])):
            found.append((full, Company(at - 1, at, None)))
    return found


def _is_acronym(words: Words, at: int) -> bool:
    text = words.tokens[at].text
    return _SHORTEST_ACRONYM <= len(text) <= _LONGEST_ACRONYM and text.isupper() and text.isalpha() and at not in words.hits


def _expansion(words: Words, end: int, acronym: str) -> Company | None:
    """The words before an acronym in brackets whose initials it is made of."""
    heads = words.lists.bodies.words["expansions"]
    for first in range(end - 1, max(end - _LONGEST_NAME, -1), -1):
        if words.low[first] in heads and words.capital(first) and _abbreviates(words, first, end, acronym):
            return Company(first, end, None)
    return None


def _inside(words: Words, first: int, acronym: str) -> Company | None:
    """The words in brackets after an acronym that are made of its initials."""
    last = next((at for at in range(first, min(first + _LONGEST_NAME, len(words.low))) if words.low[at] == ")"), -1)
    if last < 0 or words.low[first] not in words.lists.bodies.words["expansions"]:
        return None
    return Company(first, last, None) if _abbreviates(words, first, last, acronym) else None


def _abbreviates(words: Words, first: int, last: int, acronym: str) -> bool:
    """Whether an acronym takes the initials of words, in order and from the first; small words may be passed over."""
    letters = iter(words.low[at][0] for at in range(first, last) if words.tokens[at].is_word)
    return acronym[0] == words.low[first][0] and all(letter in letters for letter in acronym)
