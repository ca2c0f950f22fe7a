"""All noun groups of a text that name an actor, each with what it names, before anybody knows which are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from etl.entities.gazetteer import COUNTRY_KINDS, Entry, Hit, demonym_countries
from etl.entities.institutions import MINISTRY, STATE, Institution, read_institution
from etl.entities.names import find_name_runs
from etl.entities.offices import Office, office_lists, read_office
from etl.entities.people import Person, find_people
from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.tokens import Token

PERSON, ORGANIZATION, COUNTRY, BLOC, OFFICE, CITY = "person", "organization", "country", "bloc", "office", "city"
NAME, METONYM, DESCRIPTION = "name", "metonym", "description"


class Naming(NamedTuple):
    """A noun group that names an actor.

    Attributes:
        first: Position of the first token of the group, its determiner included.
        last: One past the last token of the group.
        start: Position of the first token of the naming words.
        end: One past their last token.
        kind: `person`, `organization`, `country`, `bloc`, `office` (somebody told by office alone) or `city`.
        key: Id in the lists (`UKR`, `nato`), the kind of institution (`armed_forces`), or ''.
        country: ISO 3166-1 alpha-3, or None.
        mention_type: Code of the list `mention_type`.
        offices: The offices given to a person, or the office that stands for one.
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    key: str
    country: str | None
    mention_type: str
    offices: tuple[Office, ...] = ()


def find_offices(tokens: Sequence[Token], hits: Mapping[int, Hit], pack: Pack) -> list[Office]:
    """The offices of a text, in order, without those that belong to the wording of another."""
    offices: list[Office] = []
    at = 0
    while at < len(tokens):
        office = read_office(tokens, at, hits, pack) if tokens[at].is_word else None
        if office is None:
            at += 1
            continue
        offices.append(office)
        at = max(office.last, at + 1)
    return offices


def find_namings(
    tokens: Sequence[Token], hits: Sequence[Hit], starts: Set[int], pack: Pack
) -> tuple[list[Naming], list[Naming]]:
    """The namings of a text, in order and without overlap, and those inside the wording of others (`le chef du Pentagone`).

    Args:
        tokens: The tokens of the article.
        hits: The listed names.
        starts: Positions of tokens that begin a paragraph.
        pack: The language.
    """
    by_start = {hit.first: hit for hit in hits}
    offices = find_offices(tokens, by_start, pack)
    bodies = [
        body for at in range(len(tokens)) if tokens[at].is_word and (body := read_institution(tokens, at, by_start, pack))
    ]
    worded = {at for piece in (*offices, *bodies) for at in range(piece.first, piece.last)}
    people = find_people(tokens, find_name_runs(tokens, hits, worded, starts, pack), offices, by_start, pack)
    taken: set[int] = set()
    found: list[Naming] = []

    def take(candidates: Iterable[Naming | None]) -> None:
        for naming in candidates:
            if naming is not None and not any(at in taken for at in range(naming.first, naming.last)):
                found.append(naming)
                taken.update(range(naming.first, naming.last))

    take(_of_person(person, tokens) for person in people)
    take(_of_office(office) for office in offices)
    take(_of_institution(tokens, body, pack) for body in bodies)
    take(naming for hit in hits if (naming := _of_hit(tokens, hit, pack)))
    take(_of_people_noun(tokens, at, pack) for at in range(1, len(tokens)))
    inside = [
        n
        for hit in hits
        if hit.first in taken
        and (n := _of_hit(tokens, hit, pack))
        and not any(f.start <= n.start < f.end and f.kind != OFFICE for f in found)
    ]
    return sorted(found), [naming for naming in inside if naming.kind != CITY]


def _of_person(person: Person, tokens: Sequence[Token]) -> Naming:
    countries = [country for office in person.offices for country in office.countries]
    return Naming(
        person.first,
        person.last,
        person.start,
        person.end,
        PERSON,
        "",
        countries[0] if countries else person.country,
        NAME,
        person.offices,
    )


def _of_office(office: Office) -> Naming | None:
    if not (office.definite or office.first < office.noun) or not (office.role or office.relative):
        return None
    country = office.countries[0] if office.countries else None
    return Naming(office.first, office.last, office.noun, office.last, OFFICE, office.kind, country, DESCRIPTION, (office,))


def _of_institution(tokens: Sequence[Token], body: Institution, pack: Pack) -> Naming | None:
    first = _with_determiner(tokens, body.first, pack)
    if body.kind == STATE:
        if body.country is None:
            return None
        return Naming(first, body.last, body.first, body.last, COUNTRY, body.country, body.country, DESCRIPTION)
    kind = NAME if body.kind == MINISTRY else DESCRIPTION
    return Naming(first, body.last, body.first, body.last, ORGANIZATION, body.key, body.country, kind)


def _with_determiner(tokens: Sequence[Token], at: int, pack: Pack) -> int:
    return at - 1 if at and tokens[at - 1].low in grammar(pack).words["determiners"] else at


def _of_hit(tokens: Sequence[Token], hit: Hit, pack: Pack) -> Naming | None:
    entry = _choose(hit)
    first = _with_determiner(tokens, hit.first, pack)
    metonym = hit.of("organization")
    if (
        entry.kind == "capital"
        and metonym
        and not (first and grammar(pack).base(tokens[first - 1].low) in grammar(pack).words["place_prepositions"])
    ):
        return Naming(first, hit.last, hit.first, hit.last, ORGANIZATION, metonym.key, metonym.country, METONYM)
    if entry.kind in COUNTRY_KINDS:
        return Naming(first, hit.last, hit.first, hit.last, COUNTRY, entry.key, entry.country, NAME)
    if entry.kind in ("capital", "seat"):
        return Naming(first, hit.last, hit.first, hit.last, COUNTRY, entry.key, entry.country, METONYM)
    if entry.kind in ("city", "region"):
        return Naming(first, hit.last, hit.first, hit.last, CITY, entry.key, entry.country, NAME)
    last, country = hit.last, entry.country
    if last < len(tokens) and not tokens[last].is_capital and (named := demonym_countries(tokens[last].low, pack)):
        last, country = last + 1, country or named[0]
    return Naming(first, last, hit.first, last, entry.kind, entry.key, country, NAME)


def _choose(hit: Hit) -> Entry:
    """The likeliest of the things a listed name stands for."""
    order = (*COUNTRY_KINDS, "seat", "capital", "organization", "bloc", "region", "city")
    return min(hit.entries, key=lambda entry: order.index(entry.kind))


def _of_people_noun(tokens: Sequence[Token], at: int, pack: Pack) -> Naming | None:
    """`les Russes`: the people of a country acting for it; `l'Américain`: somebody of that country, named elsewhere."""
    token, article = tokens[at], tokens[at - 1].low
    if not token.is_capital or article not in ("les", "des", "aux", "le", "la", "l'"):
        return None
    countries = demonym_countries(token.low, pack)
    if len(countries) != 1 or (at + 1 < len(tokens) and tokens[at + 1].is_capital and tokens[at + 1].is_word):
        return None
    if article in ("le", "la", "l'"):
        office = Office(at - 1, at, at + 1, "national", "", 99, countries, "", False, True, False, False, True)
        return Naming(at - 1, at + 1, at, at + 1, OFFICE, "national", countries[0], DESCRIPTION, (office,))
    if not token.low.endswith(("s", "x")):
        return None
    first = at - 1 if tokens[at - 1].low == "les" else at
    return Naming(first, at + 1, at, at + 1, COUNTRY, countries[0], countries[0], DESCRIPTION)
