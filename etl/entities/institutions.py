"""Institutions told by a common noun: `l'armée turque`, `le ministère russe de la Défense`, `les autorités de Kiev`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.entities.gazetteer import COUNTRY_KINDS, Hit, demonym_countries
from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import Token, tokenize

STATE, ORGANIZATION, MINISTRY = "state", "organization", "ministry"
_TERRITORY = (*COUNTRY_KINDS, "capital", "seat")


class Institution(NamedTuple):
    """An institution in a text.

    Attributes:
        first: Position of its noun.
        last: One past its last token.
        kind: `state` (it stands for the country), `organization` or `ministry`.
        key: What joins the names of one institution (`armed_forces`, `foreign_ministry`).
        country: ISO 3166-1 alpha-3, or None.
    """

    first: int
    last: int
    kind: str
    key: str
    country: str | None


@dataclass(frozen=True)
class _Lists:
    nouns: Phrases[tuple[str, str]]
    adjective_only: frozenset[str]
    military: Phrases[str]
    portfolios: Phrases[str]


@cache
def _lists(pack: Pack) -> _Lists:
    data = pack.data("institutions")

    def words(phrase: str) -> tuple[str, ...]:
        return tuple(token.low for token in tokenize(phrase, pack))

    nouns = [(words(noun), (STATE, "state")) for noun in data["state"]["nouns"]]
    nouns += [(words(noun), (ORGANIZATION, group["key"])) for group in data["organization"] for noun in group["nouns"]]
    nouns += [(words(noun), (MINISTRY, "ministry")) for noun in data["ministry"]["nouns"]]
    return _Lists(
        nouns=Phrases(nouns),
        adjective_only=frozenset(data["state"]["adjective_only"]),
        military=Phrases((words(noun), "defence_ministry") for noun in data["ministry"]["military"]),
        portfolios=portfolio_phrases(pack),
    )


@cache
def portfolio_phrases(pack: Pack) -> Phrases[str]:
    """What a minister or a ministry is in charge of, and the role code of the minister."""
    return Phrases(
        (tuple(token.low for token in tokenize(form, pack)), group["role"])
        for group in pack.data("offices")["portfolio"]
        for form in group["forms"]
    )


def after_link(tokens: Sequence[Token], at: int, pack: Pack) -> int:
    """The position after a preposition or contraction and a definite article, or -1 if none is there."""
    words = grammar(pack)
    if at >= len(tokens) or words.base(tokens[at].low) not in ("de", "à"):
        return -1
    at += 1
    return at + 1 if at < len(tokens) and tokens[at].low in ("la", "l'", "le", "les") else at


def read_portfolio(tokens: Sequence[Token], at: int, pack: Pack) -> tuple[int, str] | None:
    """A portfolio with all its parts (`de l'Europe et des Affaires étrangères`): its end and the role code of its minister.

    Args:
        tokens: The tokens of the article.
        at: Position of the preposition before it.
        pack: The language.
    """
    phrases = portfolio_phrases(pack)
    words = [token.low for token in tokens[at : at + 24]]
    roles: list[str] = []
    end = at
    start = after_link(tokens, at, pack)
    while start >= 0:
        found = phrases.longest(words, start - at) if start - at < len(words) else None
        if found is None:
            break
        roles.append(found[1][0])
        end = at + found[0]
        following = end + 1 if end < len(tokens) and tokens[end].low in ("et", ",") else end
        if following == end:
            break
        start = after_link(tokens, following, pack)
        if start < 0 and tokens[end].low == "et":
            start = following
    if not roles:
        return None
    return end, next((role for role in roles if role != "minister"), "minister")


def read_territory(tokens: Sequence[Token], at: int, hits: Mapping[int, Hit], pack: Pack) -> tuple[int, str] | None:
    """The country that an adjective or a `de` phrase names at a position: the end of the words and the country."""
    if at < len(tokens) and (countries := demonym_countries(tokens[at].low, pack)):
        return at + 1, countries[0]
    start = after_link(tokens, at, pack)
    hit = hits.get(start) if start >= 0 else None
    entry = hit.of(*_TERRITORY) if hit else None
    return (hit.last, entry.country) if hit and entry and entry.country else None


def read_institution(tokens: Sequence[Token], at: int, hits: Mapping[int, Hit], pack: Pack) -> Institution | None:
    """The institution whose noun begins at a position, or None.

    Args:
        tokens: The tokens of the article.
        at: Position of the noun.
        hits: The listed names, by their first token.
        pack: The language.
    """
    lists = _lists(pack)
    window = [token.low for token in tokens[at : at + 8]]
    military = lists.military.longest(window, 0)
    found = lists.nouns.longest(window, 0)
    if found is None:
        return None
    kind, key = found[1][0]
    last = at + found[0]
    country: str | None = None
    if military:
        kind, key, last = MINISTRY, "defence_ministry", at + military[0]
    territory = read_territory(tokens, last, hits, pack)
    if territory:
        last, country = territory
    if kind == MINISTRY and not military:
        portfolio = read_portfolio(tokens, last, pack)
        if portfolio:
            last, key = portfolio[0], portfolio[1].removesuffix("_minister") + "_ministry"
            if country is None and (territory := read_territory(tokens, last, hits, pack)):
                last, country = territory
        elif country is None:
            return None
    if kind == STATE:
        bare = tokens[at].low in lists.adjective_only or not tokens[at].is_capital
        if country is None and (bare and tokens[at].low != "gouvernement"):
            return None
    if kind == ORGANIZATION and country is None and key not in ("parliament", "general_staff"):
        return None
    return Institution(at, last, kind, key, country)
