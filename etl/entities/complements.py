"""What follows the noun of an office: adjectives and complements, up to what does not belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.entities.institutions import read_institution, read_portfolio
from etl.entities.lists import STATE, ListedOffice
from etl.entities.words import TERRITORY, Words

if TYPE_CHECKING:
    from etl.entities.offices import Office

_SENT = frozenset({"ambassador", "envoy"})
_WINDOW = 6
_PUBLIC_BODY, _PRIVATE_BODY = "public", "private"


@dataclass
class Complements:
    """What the words after the noun of an office tell.

    Attributes:
        last: One past the last of them.
        countries: The countries of the office.
        portfolio: Role code of whoever is in charge of the portfolio told, or ''.
        organization: Key of the organization it belongs to, or ''.
        subtype: What kind of organization that is; `public` or `private` for a common noun (`le patron du groupe`).
        former: Whether they tell that the holder has left.
        borrowed: What tells that the country is one told before: `country` (`du pays`), `owner` (`de sa diplomatie`), or ''.
        of_state: Whether a state or its office is told as what the holder stands for.
        inner: The office that they tell (`du président russe`), or None.
    """

    last: int
    countries: tuple[str, ...] = ()
    portfolio: str = ""
    organization: str = ""
    subtype: str = ""
    former: bool = False
    borrowed: str = ""
    of_state: bool = False
    inner: Office | None = None

    def add(self, *countries: str | None) -> None:
        """Adds the countries that are not there yet."""
        self.countries += tuple(country for country in countries if country and country not in self.countries)


def read_complements(
    words: Words, at: int, listed: ListedOffice, read_office: Callable[[Words, int], Office | None]
) -> Complements:
    """Everything that belongs to an office after its noun.

    Args:
        words: The article.
        at: One past the noun.
        listed: What the pack says of the office.
        read_office: Reads an office inside the wording (`du président russe`).
    """
    rest = Complements(at)
    while rest.last < len(words.low) and rest.last not in words.starts:
        following = (
            _portfolio(words, rest, listed) or _adjective(words, rest, listed) or _complement(words, rest, listed, read_office)
        )
        if not following:
            break
        rest.last = following
    return rest


def _portfolio(words: Words, rest: Complements, listed: ListedOffice) -> int:
    if not listed.ministerial or rest.portfolio or (found := read_portfolio(words, rest.last)) is None:
        return 0
    last, rest.portfolio, topic = found
    if rest.portfolio == "minister":
        rest.organization = f"{topic}_ministry"
    return last


def _adjective(words: Words, rest: Complements, listed: ListedOffice) -> int:
    at, known = rest.last, words.lists.offices
    word = words.low[at]
    if word in known.after_firsts and (phrase := known.after.longest(words.low[at : at + _WINDOW], 0)):
        rest.former |= phrase[1][0]
        return at + phrase[0]
    if words.capital(at) and (word in words.lists.names.given or not words.countries(at)):
        return 0
    if word in known.words["after"]:
        return at + 1
    if word in known.words["former"]:
        rest.former = True
        return at + 1
    countries = words.countries(at)
    if not countries:
        return 0
    if rest.subtype == _PRIVATE_BODY:
        return at + 1  # the nationality is that of the body (`le patron du groupe français`)
    rest.add(*countries)
    rest.of_state = True
    end = at + 1
    while listed.plural and (linked := _linked(words, end)) and (more := words.countries(linked)):
        rest.add(*more)
        end = linked + 1
    return end


def _linked(words: Words, at: int) -> int:
    """The position after a link or a comma, 0 if none is there."""
    if at < len(words.low) and (words.low[at] == "," or words.is_in(at, "linkers")):
        return at + 1
    return 0


def _complement(
    words: Words, rest: Complements, listed: ListedOffice, read_office: Callable[[Words, int], Office | None]
) -> int:
    at, known = rest.last, words.lists.offices
    link = words.low[at]
    if link not in known.words["links"] and words.after_link(at) < 0:
        return 0
    start = _start(words, at)
    if start >= len(words.low):
        return 0
    if link in known.words["away"] or link in known.words["aims"]:
        return _place(words, start, listed, aim=link in known.words["aims"])
    if link in known.words["beside"]:
        return _place(words, start, listed, aim=True) or _office(words, rest, start, read_office)
    return (
        _named(words, rest, start, listed)
        or _told_before(words, rest, start)
        or _office(words, rest, start, read_office)
        or _body(words, rest, start)
    )


def _start(words: Words, at: int) -> int:
    """Where the noun after a preposition, of several words perhaps, begins."""
    start = at + 1
    while (
        start < len(words.low)
        and start - at < 3
        and words.lists.grammar.base(words.low[start]) in words.lists.offices.words["links"]
    ):
        start += 1
    if start < len(words.low) and (
        words.low[start] in words.lists.bodies.words["articles"] or words.is_in(start, "possessives")
    ):
        start += 1
    return start


def _place(words: Words, at: int, listed: ListedOffice, *, aim: bool) -> int:
    """Where somebody is sent (`en France`, `pour le Soudan`): that country is not the one that he acts for."""
    hit = words.hits.get(at)
    if hit is None or (listed.role not in _SENT and not aim):
        return 0
    return hit.last


def _named(words: Words, rest: Complements, at: int, listed: ListedOffice) -> int:
    hit = words.hits.get(at)
    if hit is None:
        return 0
    state = hit.of(*TERRITORY, "region")
    body = hit.of("organization", "bloc")
    if body and (body.kind == "bloc" or not state):
        private = body.subtype in words.lists.bodies.words["private"]
        rest.organization, rest.subtype = rest.organization or body.key, body.subtype or body.kind
        rest.add(None if private else body.country)
    elif state:
        rest.add(state.country)
        rest.of_state = True
    elif not hit.of("city"):
        return 0
    last = hit.last
    if state and listed.plural and words.word(last) == "(" and words.word(last + 2) == ")":
        last += 3  # `de la République démocratique du Congo (RDC) et du Rwanda`
    if state and listed.plural and (linked := _linked(words, last)) and (start := words.after_link(linked)) >= 0:
        return _named(words, rest, start, listed) or last
    return last


def _told_before(words: Words, rest: Complements, at: int) -> int:
    """A noun for a country told before (`du pays`, `des deux pays`)."""
    known = words.lists.offices.words
    if words.is_in(at - 1, "possessives") and words.low[at - 1] not in known["owners"]:
        return 0
    end = at + 1 if words.low[at] in known["before"] else at
    if end >= len(words.low) or words.low[end] not in known["territories"] or words.capital(end):
        return 0
    rest.borrowed = "" if rest.countries else "country"
    return end + 1


def _office(words: Words, rest: Complements, at: int, read_office: Callable[[Words, int], Office | None]) -> int:
    if words.low[at] not in words.lists.offices.firsts:
        return 0
    office = read_office(words, at)
    if office is None or office.relative:
        return 0
    if office.last == office.noun_end and words.capital(office.last) and office.last not in words.hits:
        rest.of_state = True
        return 0  # the name that follows is that of the inner office (`l'envoyé du président X`)
    rest.add(*office.countries)
    rest.of_state = True
    rest.inner = office
    rest.borrowed = rest.borrowed or office.borrowed
    rest.organization = rest.organization or office.organization
    return office.last


def _body(words: Words, rest: Complements, at: int) -> int:
    known = words.lists.bodies
    if words.low[at] in known.firsts and (body := read_institution(words, at)):
        rest.add(body.country)
        if body.country is None and words.is_in(at - 1, "possessives"):
            rest.borrowed = "owner"
        if body.kind != STATE:
            rest.organization, rest.subtype = body.key, body.subtype
        return body.last
    if words.low[at] in known.named_firsts and (noun := known.named.longest(words.low[at : at + _WINDOW], 0)):
        rest.subtype = rest.subtype or (_PUBLIC_BODY if words.low[at] in known.words["public"] else _PRIVATE_BODY)
        return at + noun[0]
    return 0
