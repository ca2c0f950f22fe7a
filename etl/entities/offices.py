"""Offices: `le ministre ukrainien de la Défense`, `l'attaché de presse du président russe`, `son homologue turc`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from etl.entities.gazetteer import COUNTRY_KINDS, Hit, demonym_countries
from etl.entities.institutions import STATE, read_institution, read_portfolio
from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import Token, tokenize

_STATE = (*COUNTRY_KINDS, "capital", "seat")
_AWAY = frozenset({"à", "au", "aux", "en", "dans"})
_SENT = frozenset({"ambassador", "envoy"})
_LINKS = frozenset({"de", "à", "auprès", "près", "pour", "en", "chargé", "chargée", "chargés", "chargées", "dans"})


class Office(NamedTuple):
    """An office as the article words it.

    Attributes:
        first: Position of its first token, the determiner included.
        noun: Position of the noun.
        last: One past its last token.
        kind: Id of the office in the language pack.
        role: Code of the list `role`, or '' where the words tell no role.
        rank: How high the function is; 1 is the highest.
        countries: The countries it belongs to; several where one noun names several holders.
        organization: Key of the organization it belongs to, or ''.
        plural: Whether the noun is a plural.
        definite: Whether a definite or possessive determiner stands before it.
        relative: Whether it means the same office as somebody else's (`son homologue`).
        former: Whether its holder has left it, or does not hold it yet.
        generic: Whether the noun fits the holder of any high office (`le responsable américain`).
    """

    first: int
    noun: int
    last: int
    kind: str
    role: str
    rank: int
    countries: tuple[str, ...]
    organization: str
    plural: bool
    definite: bool
    relative: bool
    former: bool
    generic: bool


class _Listed(NamedTuple):
    """An office as the pack lists it; the comments of `offices.toml` tell what each key means."""

    kind: str
    role: str
    rank: int
    plural: bool
    ministerial: bool
    bound: bool
    relative: bool
    generic: bool
    country: str | None
    in_organization: str | None
    in_parliament: str | None
    by_country: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OfficeLists:
    """The offices of a pack, and the words that go with them."""

    offices: Phrases[_Listed]
    before: frozenset[str]
    after: frozenset[str]
    after_phrases: Phrases[bool]
    former: frozenset[str]
    former_prefixes: tuple[str, ...]
    indefinite: frozenset[str]
    heads: dict[str, str]
    homographs: frozenset[str]


@cache
def office_lists(pack: Pack) -> OfficeLists:
    """The lists of a pack."""
    data = pack.data("offices")
    entries = [(_words(form, pack), _listed(group, form)) for group in data["office"] for form in group["forms"]]
    lists = data["modifiers"]
    phrases = [(_words(phrase, pack), False) for phrase in lists["after_phrases"]]
    phrases += [(_words(phrase, pack), True) for phrase in lists["former_phrases"]]
    return OfficeLists(
        Phrases(entries),
        frozenset(lists["before"]),
        frozenset(lists["after"]),
        Phrases(phrases),
        frozenset(lists["former"]),
        tuple(lists["former_prefixes"]),
        grammar(pack).words["indefinites"],
        pack.data("institutions")["heads"],
        frozenset(lists["homographs"]),
    )


def _words(phrase: str, pack: Pack) -> tuple[str, ...]:
    return tuple(token.low for token in tokenize(phrase, pack))


def _listed(group: dict[str, Any], form: str) -> _Listed:
    first = form.split()[0]
    return _Listed(
        kind=group["id"],
        role=group["role"],
        rank=group["rank"],
        plural=first.endswith(("s", "x"))
        and any(other.split()[0] in (first[:-1], first[:-1] + "l", first[:-2] + "l") for other in group["forms"]),
        ministerial=group.get("ministerial", False),
        bound=group.get("bound", False),
        relative=group.get("relative", False),
        generic=group.get("generic", False),
        country=group.get("country"),
        in_organization=group.get("in_organization"),
        in_parliament=group.get("in_parliament"),
        by_country=tuple((code, group[name]) for name, code in (("usa", "USA"), ("vat", "VAT")) if name in group),
    )


def read_office(tokens: Sequence[Token], at: int, hits: Mapping[int, Hit], pack: Pack) -> Office | None:
    """The office whose noun begins at a position, with everything that belongs to it; None if there is none.

    Args:
        tokens: The tokens of the article.
        at: Position of the noun.
        hits: The listed names, by their first token.
        pack: The language.
    """
    lists = office_lists(pack)
    words = [token.low for token in tokens[at : at + 12]]
    prefix = next((p for p in lists.former_prefixes if words[0].startswith(p)), "")
    words[0] = words[0].removeprefix(prefix)
    found = lists.offices.longest(words, 0)
    if found is None:
        return None
    listed = found[1][0]
    if words[0] in lists.homographs and not _stands_alone(tokens, at, at + found[0], lists, pack):
        return None
    complements = _Complements(tokens, hits, pack, listed)
    noun_end = at + found[0]
    last = complements.read(noun_end)
    if listed.bound and last == noun_end:
        return None
    first = _determiner(tokens, at, lists, pack)
    countries = tuple(dict.fromkeys([*complements.countries, *([listed.country] if listed.country else [])]))
    determiners = grammar(pack).words["determiners"]
    before = tokens[first:at]
    return Office(
        first=first,
        noun=at,
        last=last,
        kind=listed.kind,
        role=_role(listed, complements, countries, lists),
        rank=listed.rank,
        countries=countries,
        organization=complements.organization,
        plural=listed.plural,
        definite=any(token.low in determiners and token.low not in lists.indefinite for token in before) or _is_contracted(tokens, first, pack),
        relative=listed.relative,
        former=bool(prefix)
        or complements.former
        or any(token.low in lists.former for token in [*before, *tokens[noun_end:last]]),
        generic=listed.generic,
    )


def _is_contracted(tokens: Sequence[Token], first: int, pack: Pack) -> bool:
    """Whether the article of an office is hidden in a contraction (`du ministre`, `aux présidents`)."""
    return first > 0 and tokens[first - 1].low in grammar(pack).contractions and not tokens[first - 1].low.endswith("'")


def _stands_alone(tokens: Sequence[Token], at: int, end: int, lists: OfficeLists, pack: Pack) -> bool:
    """Whether a form that is an adjective too has a determiner, or a name right after it."""
    return _determiner(tokens, at, lists, pack) < at or (end < len(tokens) and tokens[end].is_capital and tokens[end].is_word)


def _role(listed: _Listed, complements: _Complements, countries: tuple[str, ...], lists: OfficeLists) -> str:
    """The code of the function that the words tell together."""
    if complements.portfolio and listed.ministerial:
        return complements.portfolio
    if listed.in_parliament and complements.subtype == "parliament":
        return listed.in_parliament
    if listed.kind == "head" and complements.organization in lists.heads:
        return lists.heads[complements.organization]
    if listed.in_organization is not None and complements.organization:
        return listed.in_organization
    return next((role for code, role in listed.by_country if code in countries), listed.role)


def _determiner(tokens: Sequence[Token], at: int, lists: OfficeLists, pack: Pack) -> int:
    """Where the determiner, or what stands between it and the noun, begins."""
    first = at
    while first and (tokens[first - 1].low in lists.before or tokens[first - 1].low in lists.former):
        first -= 1
    if first and tokens[first - 1].low in grammar(pack).words["determiners"]:
        first -= 1
    return first


class _Complements:
    """What follows the noun of an office: adjectives and complements, read until something does not belong."""

    def __init__(self, tokens: Sequence[Token], hits: Mapping[int, Hit], pack: Pack, listed: _Listed) -> None:
        self.tokens, self.hits, self.pack, self.listed = tokens, hits, pack, listed
        self.lists = office_lists(pack)
        self.countries: list[str] = []
        self.portfolio = ""
        self.organization = ""
        self.subtype = ""
        self.former = False

    def read(self, at: int) -> int:
        while at < len(self.tokens):
            following = self._adjective(at) or self._complement(at)
            if not following:
                return at
            at = following
        return at

    def _adjective(self, at: int) -> int:
        word = self.tokens[at].low
        if phrase := self.lists.after_phrases.longest([token.low for token in self.tokens[at : at + 6]], 0):
            self.former |= phrase[1][0]
            return at + phrase[0]
        if word in self.lists.after or (word in self.lists.former and not self.tokens[at].is_capital):
            return at + 1
        countries = demonym_countries(word, self.pack)
        if not countries or self.tokens[at].is_capital:
            return 0
        self.countries += countries
        if self.listed.plural and at + 2 < len(self.tokens) and self.tokens[at + 1].low in ("et", ","):
            return self._adjective(at + 2) or at + 1
        return at + 1

    def _complement(self, at: int) -> int:
        tokens = self.tokens
        if tokens[at].low not in _LINKS and grammar(self.pack).base(tokens[at].low) not in ("de", "à"):
            return 0
        ministry = read_portfolio(tokens, at, self.pack) if self.listed.ministerial or not self.portfolio else None
        if ministry and self.listed.ministerial:
            self.portfolio = ministry[1]
            return ministry[0]
        start = at + 1
        while start < len(tokens) and grammar(self.pack).base(tokens[start].low) in ("de", "à", "près") and start - at < 3:
            start += 1
        if start < len(tokens) and tokens[start].low in ("la", "le", "l'", "les", "son", "leur"):
            start += 1
        if start >= len(tokens):
            return 0
        return self._named(start, away=tokens[at].low in _AWAY) or self._nested(start)

    def _named(self, at: int, *, away: bool) -> int:
        hit = self.hits.get(at)
        if hit is None:
            return 0
        state = hit.of(*_STATE, "region")
        if away and (state or hit.of("city")) and self.listed.role not in _SENT:
            return 0
        body = hit.of("organization", "bloc")
        if state and state.country:
            self.countries.append(state.country)
        elif body:
            self.organization, self.subtype = self.organization or body.key, body.subtype
            if body.country:
                self.countries.append(body.country)
        elif not hit.of("city"):
            return 0
        return hit.last

    def _nested(self, at: int) -> int:
        office = read_office(self.tokens, at, self.hits, self.pack)
        if office and not office.relative:
            self.countries += office.countries
            return office.last
        body = read_institution(self.tokens, at, self.hits, self.pack)
        if body is None:
            return 0
        if body.country:
            self.countries.append(body.country)
        if body.kind != STATE:
            self.organization, self.subtype = body.key, body.key
        return body.last
