"""Persons: which runs of capitalised words are people, and which offices go with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.entities.evidence import is_named, is_of_thing
from etl.entities.gazetteer import COUNTRY_KINDS
from etl.entities.names import NameRun, honorifics_before, is_honorific, lone_names
from etl.entities.offices import Office
from etl.entities.words import TERRITORY, Words

_FURTHEST_MARK = 12
_LONGEST_ASIDE = 6
_LONGEST_ADVERB = 3


class Person(NamedTuple):
    """A person named in a text.

    Attributes:
        first: Position of the first token of the whole group, the office included.
        last: One past the last token of the group.
        start: Position of the first token of the name.
        end: One past the last token of the name.
        offices: The offices that the group gives the person.
        courteous: Whether a title of courtesy stands before the name.
        country: The country that a noun of nationality before the name tells (`l'Iranien X`), or None.
    """

    first: int
    last: int
    start: int
    end: int
    offices: tuple[Office, ...] = ()
    courteous: bool = False
    country: str | None = None


@dataclass
class Offices:
    """The offices of a text, by where they begin and end.

    Attributes:
        starts: By their first token and by their noun.
        ends: By where they end, in full and with all that stands before the next mark.
        used: Positions of the nouns of those that stand after somebody's name.
        names: Where the runs begin that may be names.
    """

    starts: dict[int, Office]
    ends: dict[int, Office]
    names: frozenset[int]
    used: set[int] = field(default_factory=set)


def index_offices(words: Words, offices: Sequence[Office], runs: Sequence[NameRun]) -> Offices:
    """The offices of a text, ready to be found beside a name."""
    starts = {office.first: office for office in offices} | {office.noun: office for office in offices}
    ends = {office_end(words, office, through=False): office for office in offices} | {
        office.last: office for office in offices
    }
    return Offices(starts, ends, frozenset(run.first for run in runs))


def office_end(words: Words, office: Office, *, through: bool = True) -> int:
    """Where an office ends with complements that nobody understands (`directeur du musée de la ville`): at the next mark.

    Args:
        words: The article.
        office: The office.
        through: Whether another office may stand in between.
    """
    at = after_brackets(words, office.last)
    if words.set_off(at) or words.lists.grammar.base(words.low[at]) not in words.lists.offices.words["links"]:
        return at
    verbs = words.lists.grammar.verbs
    for end in range(at, min(at + _FURTHEST_MARK, len(words.low))):
        if words.low[end] in (",", ";", ")", ".", "»"):
            return end
        token = words.tokens[end]
        if (
            not token.is_word
            or words.is_in(end, "relatives")
            or any(f.person and not f.ambiguous for f in verbs.get(token.low, ()))
        ):
            return at
        if not through and words.low[end] in words.lists.offices.firsts:
            return at
    return at


def find_people(words: Words, runs: Sequence[NameRun], offices: Offices) -> tuple[list[Person], list[NameRun]]:
    """The persons of a text in order, and the runs that are none.

    A run is a person where an office or a title of courtesy goes with it, where it begins with a given name, where it
    stands where only somebody who acts can stand, or where it repeats the surname of such a person.
    """
    people: list[Person] = []
    doubtful: list[NameRun] = []
    for run in runs:
        person = None if is_of_thing(words, run) else with_offices(words, run, offices)
        if person and (person.offices or person.courteous or person.country or is_named(words, run)):
            people.append(person)
        else:
            doubtful.append(run)
    return people, doubtful


def find_repeated(words: Words, people: Sequence[Person], runs: Sequence[NameRun], offices: Offices) -> list[Person]:
    """The persons among doubtful runs and listed names who bear the surname of somebody known (`Austin`)."""
    surnames = _surnames(words, people)
    taken = {at for person in people for at in range(person.first, person.last)}
    return [
        with_offices(words, run, offices)
        for run in [*runs, *lone_names(words, surnames)]
        if run.first not in taken and _bears(words, run, surnames) and not is_of_thing(words, run, personal=True)
    ]


def _surnames(words: Words, people: Sequence[Person]) -> set[str]:
    """The surnames of people: the last word of a name, and the first where the family name stands first (`Zhang Wei`)."""
    told = [person for person in people if person.end - person.start > 1 or person.courteous or person.offices]
    firsts = {words.low[person.start] for person in told if person.end - person.start > 1}
    generations = words.lists.offices.words["generations"]
    older = {
        words.low[person.end - 2]
        for person in told
        if person.end - person.start > 2 and words.low[person.end - 1] in generations
    }
    return {words.low[person.end - 1] for person in told} | older | (firsts & words.lists.names.family_first)


def _bears(words: Words, run: NameRun, surnames: set[str]) -> bool:
    """Whether a run ends with a known surname, or joins several (`le duel Roy-Blanc`)."""
    word = words.low[run.last - 1]
    return word in surnames or ("-" in word and any(part in surnames for part in word.split("-")))


def with_particles(words: Words, people: Sequence[Person]) -> list[Person]:
    """The persons, with the particles before a surname that the fullest name has too (`De la Vega`)."""
    full = {words.low[at : p.end] for p in people for at in range(p.start + 1, p.end - 1)}
    found: list[Person] = []
    for person in people:
        start = person.start
        while start and words.joined(start) and words.low[start - 1 : person.end] in full:
            start -= 1
        found.append(person._replace(start=start, first=min(start, person.first)))
    return found


def with_offices(words: Words, run: NameRun, offices: Offices) -> Person:
    """A run as a person, with the offices and the titles beside it."""
    titled = offices.ends.get(run.first)
    named = run.first if titled and titled.definite else honorifics_before(words, run.first)
    closed = named < run.first or words.set_off(after_brackets(words, run.last))
    held, country, first = _offices_before(words, named, closed, offices)
    held, last = _realm(words, run.last, held)
    if first < named and words.word(named - 1) == "[" and words.word(last) == "]":
        last += 1  # `le président [Roy]`
    after: list[Office] = []
    if held or named < run.first or country or not _is_behind_article(words, run.first):
        after, last = _offices_after(words, last, offices, titled=bool(held))
    return Person(first, last, run.first, run.last, (*held, *after), named < run.first, country or in_brackets(words, run.last))


def _is_behind_article(words: Words, at: int) -> bool:
    """Whether an article stands right before a name: that of a feast or a palace (`à la veille de l'Aïd, le ministre`)."""
    known, before = words.lists.offices.words, words.tokens[at - 1].text if at else ""
    return before in known["one"] or before in known["contracted"]


def _realm(words: Words, at: int, held: list[Office]) -> tuple[list[Office], int]:
    """The office before a name with the state after it (`le roi Philippe de Belgique`), and where that ends."""
    if not held or held[0].countries or held[0].organization or words.word(at) not in words.lists.grammar.words["owners"]:
        return held, at
    hit = words.hits.get(words.after_link(at))
    state = hit.of(*TERRITORY) if hit else None
    if not hit or not state or not state.country:
        return held, at
    return [held[0]._replace(countries=(state.country,)), *held[1:]], hit.last


def in_brackets(words: Words, at: int) -> str | None:
    """The state in brackets after a name (`Mme Roy (France)`), or None."""
    hit = words.hits.get(at + 1) if words.word(at) == "(" else None
    state = hit.of(*COUNTRY_KINDS) if hit and words.word(hit.last) == ")" else None
    return state.country if state else None


def _offices_before(words: Words, first: int, closed: bool, offices: Offices) -> tuple[list[Office], str | None, int]:
    """The offices before a name, the country of a noun of nationality, and where they begin."""
    held: list[Office] = []
    country = None
    while first not in words.starts:
        office = offices.ends.get(first - 1 if words.word(first - 1) == "[" else first)
        if office is None and first and words.low[first - 1] == "," and (office := offices.ends.get(first - 1)):
            told = _opens(words, office) or (closed and _is_told(words, office, offices, first))
            if not told or not _goes_with(office, held):
                break
        elif office is None and held and held[-1].first == held[-1].noun and words.is_in(first - 1, "linkers"):
            office = offices.ends.get(first - 1)
        if office is not None:
            if office.noun in offices.used:
                if not office.inner or office.inner.last != first:
                    break
                office = office.inner
            held.append(office)
            first = office.first
        elif not held and country is None and (named := _nationality(words, first)):
            country, first = named, first - 2 + (words.low[first - 2] in words.lists.offices.words["contracted"])
        elif not held and _is_partisan(words, first):
            first -= 2
        else:
            break
    return held, country, first


def _goes_with(office: Office, held: Sequence[Office]) -> bool:
    """Whether an office before a comma can be held together with the ones behind it."""
    if office.plural:
        return False
    return not held or (held[-1].definite and office.role != held[-1].role and bool(office.role or office.relative))


def _opens(words: Words, office: Office) -> bool:
    """Whether an office without article and with all it belongs to opens a sentence (`Émissaire du roi, le général X`)."""
    return office.first == office.noun and office.last > office.noun_end and words.opens(office.first)


def _is_told(words: Words, office: Office, offices: Offices, at: int) -> bool:
    """Whether an office can be that of the name at a position.

    It is definite, or so is the one that it is linked to (`le député et ministre`), or a title of courtesy begins the name
    (`en qualité de ministre, M. Roy`).
    """
    if office.definite or office.first < office.noun:
        return office.definite
    if not words.is_in(office.first - 1, "linkers"):
        return (
            is_honorific(words, at) and words.lists.grammar.base(words.low[office.first - 1]) in words.lists.bodies.words["of"]
        )
    linked = offices.ends.get(office.first - 1)
    return linked is not None and linked.definite


def _is_partisan(words: Words, at: int) -> bool:
    """Whether a noun for a member of a party stands before a name (`le républicain`)."""
    known = words.lists.offices.words
    return at > 1 and words.low[at - 1] in known["partisans"] and words.low[at - 2] in known["one"]


def _nationality(words: Words, at: int) -> str | None:
    """The country of a noun of nationality before a name (`l'Iranien`), or None."""
    known = words.lists.offices.words
    if (
        at < 2
        or not words.capital(at - 1)
        or not (words.low[at - 2] in known["one"] or words.low[at - 2] in known["contracted"])
    ):
        return None
    countries = words.countries(at - 1)
    return countries[0] if countries else None


def after_brackets(words: Words, at: int) -> int:
    """The position after a short aside in brackets, such as a party (`Anna Roy (PS), ministre`)."""
    if at >= len(words.low) or words.low[at] != "(":
        return at
    for end in range(at + 1, min(at + _LONGEST_ASIDE, len(words.low))):
        if words.low[end] == ")":
            return end + 1
    return at


def _offices_after(words: Words, at: int, offices: Offices, *, titled: bool) -> tuple[list[Office], int]:
    """The offices in apposition after a name, and where they end: set off, and not the office of another name.

    Behind a name that is `titled` a definite office and one more name between commas are somebody else.
    """
    held: list[Office] = []
    last = at
    start = _apposition(words, at, offices)
    while office := offices.starts.get(start):
        end = office_end(words, office)
        chained = office.inner is not None and office.last in offices.names
        if office.plural or not (chained or start == at or words.set_off(end)):
            break
        if titled and office.definite and office.role and words.word(end) == "," and end + 1 in offices.names:
            break
        held.append(office)
        offices.used.add(office.noun)
        last = office.noun_end if chained else office.last
        if chained:
            break  # the name that follows is that of the inner office (`Roy, conseiller du président russe X`)
        chained = words.is_in(end, "linkers") or (end < len(words.low) and words.low[end] == ",")
        following = offices.starts.get(end + 1) if chained else None
        start = end + 1 if following and following.first >= following.noun - 1 and not following.definite else -1
    return held, last


def _apposition(words: Words, at: int, offices: Offices) -> int:
    """Where an office after a name begins: after a comma, a bracket, or `[qui] est`; -1 if there is none."""
    copulas = words.lists.offices.words["copulas"]
    if at < len(words.low) and words.low[at] == "(" and at + 1 in offices.starts:
        return at + 1
    at = after_brackets(words, at)
    if at + 1 >= len(words.low):
        return -1
    if words.low[at] in copulas:
        return at + 1 if _is_bare(offices, at + 1) else -1
    if _is_bare(offices, at) and offices.starts[at].last > offices.starts[at].noun_end and not words.capital(at):
        return at  # `Roy chef de la junte`
    if words.low[at] != ",":
        return -1
    at += 1
    if words.is_in(at, "subject_relatives") and at + 1 < len(words.low) and words.low[at + 1] in copulas:
        return at + 2
    for start in range(at, min(at + _LONGEST_ADVERB, len(words.low))):
        if words.low[start] not in words.lists.offices.words["asides"]:
            return start
    return at


def _is_bare(offices: Offices, at: int) -> bool:
    return at in offices.starts and offices.starts[at].first == offices.starts[at].noun
