"""Institutions told by a common noun: `l'armée turque`, `le ministère russe de la Défense`, `les autorités de Kiev`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from etl.entities.gazetteer import scan
from etl.entities.lists import MINISTRY, ORGANIZATION, STATE
from etl.entities.words import TERRITORY, Words, look
from etl.language.pack import Pack
from etl.language.tokens import tokenize

_WINDOW = 8
_LONGEST_PORTFOLIO = 24
_LONGEST_PART = 8


class Institution(NamedTuple):
    """An institution in a text.

    Attributes:
        first: Position of its noun.
        last: One past its last token.
        kind: `state` (it stands for the country), `organization` or `ministry`.
        key: What joins the names of one institution: its id in the list of organizations, or its kind (`armed_forces`).
        subtype: What kind of organization it is.
        country: ISO 3166-1 alpha-3, or None.
        named: Whether the words name an actor; a noun alone (`la police`) does not, but may be what somebody heads.
        proper: Whether the noun is as good as a name (`le Sénat`, `le ministère de la Défense`).
    """

    first: int
    last: int
    kind: str
    key: str
    subtype: str
    country: str | None
    named: bool
    proper: bool = True


def read_portfolio(words: Words, at: int) -> tuple[int, str, str] | None:
    """A portfolio (`de l'Europe et des Affaires étrangères`): its end, the role code of its minister, and its first words.

    Args:
        words: The article.
        at: Position of the preposition before it.
    """
    phrases = words.lists.bodies.portfolios
    low = words.low[at : at + _LONGEST_PORTFOLIO]
    roles: list[str] = []
    topic = ""
    end = at
    start = words.after_link(at)
    if start < 0 and words.capital(at):
        start = at  # `le SPF Affaires étrangères`
    while at <= start < at + len(low):
        if found := phrases.longest(low, start - at):
            roles.append(found[1][0])
            end = at + found[0]
            topic = topic or "_".join(words.low[start:end])
        elif roles and (unknown := _unknown_part(words, start)):
            end = unknown
        else:
            break
        linked = words.is_in(end, "linkers")
        start = words.after_link(end + 1 if linked or words.word(end) == "," else end)
        if start < 0 and linked:
            start = end + 1
    if not roles:
        return None
    return end, next((role for role in roles if role != "minister"), "minister"), topic


def _unknown_part(words: Words, at: int) -> int:
    """Where a part of a portfolio ends that no list knows (`et des Guinéens de l'étranger`); 0 if it is none.

    It ends before a comma or a link.
    """
    hit = words.hits.get(at)
    if not words.capital(at) or (hit and hit.of(*TERRITORY)):
        return 0
    for end in range(at + 1, min(at + _LONGEST_PART, len(words.low))):
        if words.low[end] == "," or words.is_in(end, "linkers"):
            return end
        if words.low[end] in words.lists.doing or not words.tokens[end].is_word or words.capital(end):
            return 0
    return 0


def read_territory(words: Words, at: int) -> tuple[int, str] | None:
    """The country that an adjective or a `de` phrase names at a position: the end of the words and the country."""
    if countries := words.countries(at):
        return at + 1, countries[0]
    start = words.after_link(at)
    of = start >= 0 and words.lists.grammar.base(words.low[at]) in words.lists.bodies.words["of"]
    hit = words.hits.get(start) if of else None
    entry = hit.of(*TERRITORY) if hit else None
    return (hit.last, entry.country) if hit and entry and entry.country else None


def read_institution(words: Words, at: int) -> Institution | None:
    """The institution whose noun begins at a position, or None."""
    body = _read(words, at)
    if body is None or body.country is None or body.kind == STATE:
        return body
    return body._replace(key=listed_key(body.key, body.country, words.pack))


def listed_key(key: str, country: str, pack: Pack) -> str:
    """The id in the list of organizations of an institution of a country; its own key where no list has it."""
    return _listed(pack).get((key, country), key)


def _read(words: Words, at: int) -> Institution | None:
    known = words.lists.bodies
    low = words.low[at : at + _WINDOW]
    if key := known.acronyms.get(low[0]) if words.tokens[at].text.isupper() else None:
        territory = read_territory(words, at + 1)
        return Institution(
            at, territory[0] if territory else at + 1, MINISTRY, key, key, territory[1] if territory else None, True
        )
    found = known.nouns.longest(low, 0)
    if found is None:
        return None
    body = next((body for body in found[1] if words.capital(at) or not body.capital), None)
    if body is None:
        return None
    last = at + found[0]
    if military := known.military.longest(low, 0):
        return _with_state(words, Institution(at, at + military[0], MINISTRY, military[1][0], military[1][0], None, False))
    if body.kind == MINISTRY:
        return _ministry(words, Institution(at, last, MINISTRY, body.key, body.key, None, False))
    bare = body.bare and not (body.capital and words.after_link(last) >= 0)  # `la Chambre`, not `la Chambre de commerce`
    return _with_state(words, Institution(at, last, body.kind, body.key, body.subtype, None, bare, body.bare))


def _with_state(words: Words, body: Institution) -> Institution:
    """An institution with the state that it belongs to, told right after it or by the institution that it is part of."""
    territory = read_territory(words, body.last)
    if territory and (words.low[body.first] not in words.lists.bodies.words["relational"] or words.countries(body.last)):
        return body._replace(last=territory[0], country=territory[1], named=True)
    start = words.after_link(body.last)
    whole = _read(words, start) if 0 <= start < len(words.low) and body.kind == ORGANIZATION else None
    if whole and whole.country and whole.kind == ORGANIZATION:
        return body._replace(last=whole.last, country=whole.country, named=True)
    return body


def _ministry(words: Words, body: Institution) -> Institution | None:
    """A ministry or a committee with its portfolio, and its state before or after it."""
    ministry = body.key == "ministry"
    territory = read_territory(words, body.last)
    if territory:
        body = body._replace(last=territory[0], country=territory[1], named=ministry)
    portfolio = read_portfolio(words, body.last)
    if portfolio is None:
        return body if ministry else None
    last, role, topic = portfolio
    name = topic if role == "minister" else role.removesuffix("_minister")
    key = f"{name}_{body.key}"
    body = body._replace(last=last, key=key, subtype=key if ministry else "parliament", named=True)
    if body.country is None and (territory := read_territory(words, last)):
        body = body._replace(last=territory[0], country=territory[1])
    return body


@cache
def _listed(pack: Pack) -> dict[tuple[str, str], str]:
    """The ids of listed organizations whose names are institutions too, by key and country of the institution."""
    found: dict[tuple[str, str], str] = {}
    for row in pack.rows("organizations"):
        if not row["iso3"] or row["form"].isupper():
            continue
        tokens = tokenize(row["form"], pack)
        words = look(tokens, [hit for hit in scan(tokens, pack) if hit.of(*TERRITORY)], frozenset(), pack)
        body = _read(words, 0)
        if body and body.kind != STATE and body.last == len(tokens) and body.country == row["iso3"]:
            found.setdefault((body.key, body.country), row["org_id"])
    return found
