"""Runs of capitalised words that may be the name of a person."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.entities.gazetteer import Hit, gazetteer
from etl.language.pack import Pack
from etl.language.tokens import Token

_ACRONYM_LENGTH = 5
_LOOSE_KINDS = ("city", "capital", "region", "organization", "former", "name")


class NameRun(NamedTuple):
    """Capitalised words in a row: positions of tokens, end exclusive; `given` tells that the first is a known given name."""

    first: int
    last: int
    given: bool


@dataclass(frozen=True)
class NameLists:
    """Words that tell names from other capitalised words, in lower case."""

    given: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    demonyms: frozenset[str]
    honorifics: frozenset[str]


@cache
def name_lists(pack: Pack) -> NameLists:
    """The lists of a pack."""
    given, particles, common = (
        frozenset(line.lower() for line in pack.lines(name)) for name in ("given_names", "surname_particles", "common_words")
    )
    honorifics = frozenset(form.lower().rstrip(".") for form in pack.data("offices")["honorifics"]["forms"])
    return NameLists(given, particles, common, frozenset(gazetteer(pack).demonyms), honorifics)


def is_initial(token: Token) -> bool:
    """Whether a token is the initial of a given name (`S.`, `J.-Y.`)."""
    return token.text.endswith(".") and token.is_capital and len(token.text) <= 5


def find_name_runs(
    tokens: Sequence[Token], hits: Sequence[Hit], taken: Set[int], starts: Set[int], pack: Pack
) -> list[NameRun]:
    """The runs of a text, in order, without words that begin a sentence by chance or belong to a listed name.

    Args:
        tokens: The tokens of the article.
        hits: The listed names.
        taken: Positions of tokens that are known to be no part of a name.
        starts: Positions of tokens that begin a paragraph.
        pack: The language.
    """
    lists = name_lists(pack)
    listed = {at: hit for hit in hits for at in range(hit.first, hit.last)}
    runs: list[NameRun] = []
    at = 0
    while at < len(tokens):
        if at in taken or not _may_begin(tokens, at, listed, lists):
            at += 1
            continue
        last = min([_run_end(tokens, at, listed, lists), *(i for i in range(at + 1, at + 8) if i in taken or i in starts)])
        runs.append(NameRun(at, last, is_given(tokens[at], lists)))
        at = last
    return runs


def lone_names(hits: Sequence[Hit]) -> list[NameRun]:
    """Listed names of one word that can be a surname too (`Austin`), for whoever knows the surnames of the text."""
    return [NameRun(hit.first, hit.last, False) for hit in hits if _loose(hit)]


def is_given(token: Token, lists: NameLists) -> bool:
    """Whether a word is a known given name, an initial, or a compound of given names."""
    return is_initial(token) or token.low in lists.given or all(part in lists.given for part in token.low.split("-"))


def _may_begin(tokens: Sequence[Token], at: int, listed: dict[int, Hit], lists: NameLists) -> bool:
    token = tokens[at]
    if not _is_name_word(token) or is_honorific(token, lists) or (token.low in lists.demonyms and token.low not in lists.given):
        return False
    if at in listed and at and is_honorific(tokens[at - 1], lists):
        return _loose(listed[at])
    if at in listed:
        return (
            _loose(listed[at])
            and is_given(token, lists)
            and at + 1 < len(tokens)
            and at + 1 not in listed
            and _joins(tokens, at + 1, lists)
        )
    if token.low in lists.common:
        return is_given(token, lists) and at + 1 < len(tokens) and at + 1 not in listed and _joins(tokens, at + 1, lists)
    return not _is_acronym(token) or (at > 0 and is_given(tokens[at - 1], lists))


def _loose(hit: Hit) -> bool:
    return hit.last == hit.first + 1 and all(entry.kind in _LOOSE_KINDS for entry in hit.entries)


def is_honorific(token: Token, lists: NameLists) -> bool:
    """Whether a token is a title of courtesy (`M.`, `Mme`)."""
    return token.low.rstrip(".") in lists.honorifics


def _is_name_word(token: Token) -> bool:
    return token.is_capital and not any(character.isdigit() for character in token.text) and not token.text.endswith("'")


def _is_acronym(token: Token) -> bool:
    return not is_initial(token) and len(token.text) > 1 and len(token.text) <= _ACRONYM_LENGTH and token.text.isupper()


def _joins(tokens: Sequence[Token], at: int, lists: NameLists) -> bool:
    """Whether a token continues the name before it."""
    return (
        at < len(tokens)
        and _is_name_word(tokens[at])
        and 0 < tokens[at].start - tokens[at - 1].end <= 1
        or (at < len(tokens) and is_initial(tokens[at - 1]) and _is_name_word(tokens[at]))
    )


def _is_joined_particle(token: Token, lists: NameLists) -> bool:
    """Whether a token is a surname with its particle (`al-Burhan`)."""
    particle, _, name = token.text.partition("-")
    return particle.lower() in lists.particles and name[:1].isupper()


def _run_end(tokens: Sequence[Token], at: int, listed: dict[int, Hit], lists: NameLists) -> int:
    last = at + 1
    while last < len(tokens):
        end = last
        while (
            end < len(tokens)
            and tokens[end].low in lists.particles
            and tokens[end].start - tokens[end - 1].end <= 1
            and end - last < 3
        ):
            end += 1
        if end < len(tokens) and _is_joined_particle(tokens[end], lists) and tokens[end].start - tokens[end - 1].end <= 1:
            last = end + 1
            continue
        if end >= len(tokens) or not _is_name_word(tokens[end]) or tokens[end].start - tokens[end - 1].end > 1:
            break
        if end == last and not _joins(tokens, end, lists):
            break
        if end in listed and not (_loose(listed[end]) and (end > last or is_given(tokens[at], lists))):
            break
        last = end + 1
    return last
