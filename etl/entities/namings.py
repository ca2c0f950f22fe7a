"""All noun groups of a text that name an actor, each with what it names, before anybody knows which are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from etl.entities.companies import Company, find_companies, find_expansions
from etl.entities.gazetteer import COUNTRY_KINDS, Entry, Hit, subtype_of
from etl.entities.institutions import Institution, read_institution
from etl.entities.lists import MINISTRY, STATE
from etl.entities.names import find_name_runs
from etl.entities.offices import Office, find_offices
from etl.entities.people import Person, find_people, find_repeated, index_offices, with_particles
from etl.entities.series import find_series
from etl.entities.words import Words, look
from etl.language.pack import Pack
from etl.language.tokens import Token

PERSON, ORGANIZATION, COUNTRY, BLOC, OFFICE, CITY = "person", "organization", "country", "bloc", "office", "city"
NAME, METONYM, DESCRIPTION = "name", "metonym", "description"
_LIKELIEST = (*COUNTRY_KINDS, "seat", "capital", "organization", "bloc", "region", "city")


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


def find_namings(
    tokens: tuple[Token, ...], hits: Sequence[Hit], starts: Set[int], pack: Pack
) -> tuple[list[Naming], list[Naming]]:
    """The namings of a text, in order and without overlap, and those inside the wording of others (`le chef du Pentagone`).

    Args:
        tokens: The tokens of the article.
        hits: The listed names.
        starts: Positions of tokens that begin a paragraph.
        pack: The language.
    """
    words = look(tokens, hits, starts, pack)
    offices = find_offices(words)
    nouns = {at for office in offices for at in range(office.noun, office.noun_end)}
    bodies = [body for body in _find_bodies(words, hits) if body.first not in nouns]
    people, companies = _find_named(words, offices, bodies)
    collected = _Collected()
    collected.take(_of_person(words, person) for person in people)
    collected.take(_of_office(office) for office in offices)
    collected.take(_of_company(words, company) for company in companies)
    collected.take((_of_institution(words, body) for body in bodies if body.proper), inner=True)
    collected.take(_of_institution(words, body) for body in bodies if not body.proper)
    collected.take((_of_hit(words, hit) for hit in words.hits.values()), inner=True)
    collected.take(_of_people_noun(words, at) for at in words.marked.get("people", ()))
    collected.take(_of_short(words, at) for at in words.marked.get("short", ()))
    common = {at for at in nouns if not words.capital(at)} | {person.start - 1 for person in people if person.country}
    return sorted(collected.namings, key=attrgetter("first")), collected.inside(common)


class _Collected:
    """Namings without overlap: what is taken first stays."""

    def __init__(self) -> None:
        self.namings: list[Naming] = []
        self._taken: set[int] = set()
        self._inner: list[Naming] = []

    def take(self, candidates: Iterable[Naming | None], *, inner: bool = False) -> None:
        """Adds the namings that lie where nothing is taken yet; `inner` ones are kept in mind where something is."""
        for naming in candidates:
            if naming is None:
                continue
            if self._taken.isdisjoint(range(naming.first, naming.last)):
                self.namings.append(naming)
                self._taken.update(range(naming.first, naming.last))
            elif inner and naming.kind != CITY and naming.start in self._taken:
                self._inner.append(naming)

    def inside(self, common: Set[int]) -> list[Naming]:
        """The inner namings, without those that are part of a name or of a common noun at one of the positions given."""
        named = {at for naming in self.namings if naming.kind != OFFICE for at in range(naming.start, naming.end)}
        named |= common
        found: list[Naming] = []
        for naming in self._inner:
            if naming.start not in named:
                found.append(naming)
                named.update(range(naming.start, naming.end))
        return found


def _find_bodies(words: Words, hits: Sequence[Hit]) -> list[Institution]:
    """The institutions that name an actor, without those inside a listed name (`État américain`, of the department)."""
    inside = {at for hit in hits if hit.of("organization", "bloc") for at in range(hit.first + 1, hit.last)}
    ministry: Institution | None = None
    bodies: list[Institution] = []
    for at in words.marked.get("body", ()):
        body = read_institution(words, at) if at not in inside else None
        if body is None or _is_longer(words, body) or _describes(words, body) or _is_counted(words, at):
            continue
        if not body.named:
            if ministry is None or body.subtype != "ministry" or not _is_told(words, body):
                continue
            body = ministry._replace(first=body.first, last=body.last)
        bodies.append(body)
        ministry = body if body.subtype.endswith("_ministry") else ministry
    return bodies


def _is_counted(words: Words, at: int) -> bool:
    """Whether a number stands before a noun: then it stands for so many people (`six garde-côtes`)."""
    return at > 0 and (words.low[at - 1].isdigit() or words.low[at - 1] in words.lists.bodies.words["pieces"])


def _describes(words: Words, body: Institution) -> bool:
    """Whether the words only describe an organization named right after them (`l'agence de presse russe Tass`)."""
    hit = words.hits.get(body.last)
    return hit is not None and hit.of("organization") is not None and body.kind != MINISTRY


def _is_told(words: Words, body: Institution) -> bool:
    """Whether a noun alone stands for an institution told before (`le ministère`)."""
    return words.is_in(body.first - 1, "determiners") and words.after_link(body.last) < 0


def _is_longer(words: Words, body: Institution) -> bool:
    """Whether a listed name begins where an institution does, and says more."""
    hit = words.hits.get(body.first)
    if hit is None or hit.last != body.last or body.country:
        return hit is not None and hit.last > body.last
    entry = hit.of("organization")
    return entry is not None and (entry.country is None or entry.country in words.states())


def _find_named(words: Words, offices: Sequence[Office], bodies: Sequence[Institution]) -> tuple[list[Person], list[Company]]:
    """The persons and the organizations that no list knows."""
    spans = [(office.first, office.last) for office in offices] + [(body.first, body.last) for body in bodies]
    worded = {at for span in spans for at in range(*span)}
    runs = find_name_runs(words, worded)
    series = find_series(words, runs, offices)
    shared = {person.start for person in series}
    spelled = list(find_expansions(words))
    companies = find_companies(words, [run for run in runs if run.first not in shared], worded)
    other = {at for company in [*companies, *spelled] for at in range(company.first, company.last)}
    index = index_offices(words, offices, runs)
    people, doubtful = find_people(words, [r for r in runs if r.first not in shared and r.first not in other], index)
    people += series
    people += find_repeated(words, people, doubtful, index)
    return with_particles(words, people), [*spelled, *companies]


def _of_person(words: Words, person: Person) -> Naming:
    countries = [country for office in person.offices for country in office.countries]
    private = words.lists.bodies.words["private"]
    bodies = [office.organization for office in person.offices if office.organization]
    stateless = any(subtype_of(body, words.pack) in private for body in bodies) or any(
        _is_international(words, office) for office in person.offices
    )
    country = countries[0] if countries else None if stateless else person.country
    return Naming(person.first, person.last, person.start, person.end, PERSON, "", country, NAME, person.offices)


def _is_international(words: Words, office: Office) -> bool:
    """Whether an office is of an organization of no state (`le patron de l'Otan, le Danois X`), as a secretary general's is."""
    if office.role == "secretary_general" and not office.countries:
        return True
    hits = (words.hits[at] for at in range(office.noun, office.last) if at in words.hits)
    return any((body := hit.of("organization")) is not None and body.country is None for hit in hits)


def _of_office(office: Office) -> Naming | None:
    if not (office.definite or office.first < office.noun) or not (office.role or office.relative):
        return None
    country = office.countries[0] if office.countries else None
    return Naming(office.first, office.last, office.noun, office.last, OFFICE, office.kind, country, DESCRIPTION, (office,))


def _of_company(words: Words, company: Company) -> Naming:
    first = _with_determiner(words, company.first)
    return Naming(first, company.last, company.first, company.last, ORGANIZATION, "", company.country, NAME)


def _of_institution(words: Words, body: Institution) -> Naming | None:
    first = _with_determiner(words, body.first)
    if body.kind == STATE:
        if body.country is None:
            return None
        return Naming(first, body.last, body.first, body.last, COUNTRY, body.country, body.country, DESCRIPTION)
    kind = NAME if body.kind == MINISTRY else DESCRIPTION
    return Naming(first, body.last, body.first, body.last, ORGANIZATION, body.key, body.country, kind)


def _with_determiner(words: Words, at: int) -> int:
    return at - 1 if words.is_in(at - 1, "determiners") else at


def _of_hit(words: Words, hit: Hit) -> Naming | None:
    entry = _choose(hit)
    first = _with_determiner(words, hit.first)
    if entry.kind == "capital" and (metonym := hit.of("organization")) and not _is_place(words, first):
        return Naming(first, hit.last, hit.first, hit.last, ORGANIZATION, metonym.key, metonym.country, METONYM)
    if entry.kind in COUNTRY_KINDS:
        return Naming(first, hit.last, hit.first, hit.last, COUNTRY, entry.key, entry.country, NAME)
    if entry.kind in ("capital", "seat"):
        return Naming(first, hit.last, hit.first, hit.last, COUNTRY, entry.key, entry.country, METONYM)
    if entry.kind in ("city", "region"):
        return Naming(first, hit.last, hit.first, hit.last, CITY, entry.key, entry.country, NAME)
    if entry.subtype == "company" and words.low[hit.first - 1] in words.lists.bodies.words["pieces"] and hit.first:
        return None
    if entry.kind == BLOC and _is_no_bloc(words, first, hit.first):
        return None
    last, country = hit.last, entry.country or _told_before(words, hit.first)
    if not words.capital(last) and (named := words.countries(last)):
        last, country = last + 1, named[0]
    return Naming(first, last, hit.first, last, entry.kind, entry.key, country, NAME)


def _told_before(words: Words, at: int) -> str | None:
    """The country that an adjective before the name of an organization tells (`la société française KNDS`), or None."""
    if at < 2 or words.low[at - 2] not in words.lists.bodies.named_firsts:
        return None
    countries = words.countries(at - 1)
    return countries[0] if len(countries) == 1 else None


def _is_no_bloc(words: Words, first: int, start: int) -> bool:
    """Whether a group of states is a place (`en Europe`), only somebody's (`nos alliés`), or nobody in particular."""
    if first < start:
        return words.is_in(first, "possessives")
    if not first:
        return False
    before = words.low[first - 1]
    return before in words.lists.offices.words["inside"] or (
        before in words.lists.bodies.words["of"] and not words.capital(start)
    )


def _of_short(words: Words, at: int) -> Naming | None:
    """The organization told before by its full name that its first word stands for (`la Commission`)."""
    grammar, word = words.lists.grammar, words.low[at]
    alone = (
        words.capital(at)
        and at > 0
        and not words.capital(at + 1)
        and words.after_link(at + 1) < 0
        and not words.countries(at + 1)
    )
    if not alone or not (words.is_in(at - 1, "determiners") or words.low[at - 1] in grammar.contractions):
        return None
    shorts = words.lists.bodies.shorts
    told = [entry for hit in words.hits.values() if hit.last <= at and (entry := hit.of("organization"))]
    full = next((entry for entry in reversed(told) if word in shorts.get(entry.key, ())), None)
    if full is None:
        return None
    return Naming(_with_determiner(words, at), at + 1, at, at + 1, ORGANIZATION, full.key, full.country, NAME)


def _is_place(words: Words, first: int) -> bool:
    """Whether a preposition of place stands before a position."""
    return bool(first) and words.lists.grammar.base(words.low[first - 1]) in words.lists.grammar.words["place_prepositions"]


def _choose(hit: Hit) -> Entry:
    """The likeliest of the things a listed name stands for."""
    if len(hit.entries) == 1:
        return hit.entries[0]
    return min(hit.entries, key=lambda entry: _LIKELIEST.index(entry.kind))


def _of_people_noun(words: Words, at: int) -> Naming | None:
    """`les Russes`: the people of a country acting for it; `l'Américain`: somebody of that country, named elsewhere."""
    if not at or not words.capital(at):
        return None
    known = words.lists.offices.words
    article = words.low[at - 1]
    if article not in known["article"] and article not in known["contracted"]:
        return None
    countries = words.countries(at)
    if len(countries) != 1 or (words.capital(at + 1) and words.tokens[at + 1].is_word):
        return None
    if article in known["one"] or article in known["contracted"]:
        first = at - 1 if article in known["one"] else at
        office = Office(first, at, at + 1, "national", "", 99, countries, "", False, True, False, False, True)
        return Naming(first, at + 1, at, at + 1, OFFICE, "national", countries[0], DESCRIPTION, (office,))
    if not words.low[at].endswith(("s", "x")):
        return None
    first = at - 1 if article in known["several"] else at
    return Naming(first, at + 1, at, at + 1, COUNTRY, countries[0], countries[0], DESCRIPTION)
