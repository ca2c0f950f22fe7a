"""Persons: which runs of capitalised words are people, and which offices go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.gazetteer import Hit, demonym_countries
from etl.entities.names import NameRun, is_honorific, lone_names, name_lists
from etl.entities.offices import Office
from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.tokens import Token

_SET_OFF = frozenset(',;:.)»”"?!…–—-')


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
    offices: tuple[Office, ...]
    courteous: bool
    country: str | None = None


def find_people(
    tokens: Sequence[Token], runs: Sequence[NameRun], offices: Sequence[Office], hits: Mapping[int, Hit], pack: Pack
) -> list[Person]:
    """The persons of a text, in order.

    A run is a person where an office or a title of courtesy goes with it, where it begins with a given name, where it
    stands as the subject of a verb of saying, or where it repeats the surname of such a person.
    """
    ends = {office.last: office for office in offices}
    starts = {office.first: office for office in offices} | {office.noun: office for office in offices}
    people: list[Person] = []
    doubtful: list[NameRun] = []
    for run in runs:
        person = _with_offices(tokens, run, ends, starts, pack)
        if (
            person.offices
            or person.courteous
            or person.country
            or _is_full_name(tokens, run, pack)
            or _speaks(tokens, run, pack)
        ):
            people.append(person)
        else:
            doubtful.append(run)
    people += _plural_holders(tokens, people, doubtful, pack)
    surnames = {
        tokens[person.end - 1].low for person in people if person.end - person.start > 1 or person.courteous or person.offices
    }
    taken = {at for person in people for at in range(person.first, person.last)}
    for run in [*doubtful, *lone_names(tuple(hits.values()))]:
        if run.first not in taken and _repeats(tokens, run, surnames, pack):
            people.append(_with_offices(tokens, run, ends, starts, pack))
    return sorted(people)


def _with_offices(
    tokens: Sequence[Token], run: NameRun, ends: Mapping[int, Office], starts: Mapping[int, Office], pack: Pack
) -> Person:
    lists = name_lists(pack)
    first, last = run.first, run.last
    courteous = False
    while first and (
        is_honorific(tokens[first - 1], lists)
        or (tokens[first - 1].text == "." and first > 1 and is_honorific(tokens[first - 2], lists))
    ):
        courteous, first = True, first - 1
    held: list[Office] = []
    before = ends.get(first)
    if before is None and first and tokens[first - 1].text == ",":
        before = ends.get(first - 1)
        if before is not None and not (before.definite and _is_set_off(tokens, run.last)):
            before = None
    country = None
    if before is not None:
        held.append(before)
        first = before.first
        earlier = ends.get(first - 1) if first and tokens[first - 1].text == "," else None
        if (
            earlier is not None
            and earlier.definite
            and before.definite
            and _is_set_off(tokens, run.last)
            and earlier.role not in ("", before.role)
        ):
            held.append(earlier)
            first = earlier.first
    elif (
        first > 1
        and tokens[first - 1].is_capital
        and (named := demonym_countries(tokens[first - 1].low, pack))
        and tokens[first - 2].low in ("le", "la", "l'")
    ):
        first, country = first - 2, named[0]
    after = _apposition(tokens, run.last, starts)
    if after is not None:
        held.append(after)
        last = after.last
    return Person(first, last, run.first, run.last, tuple(held), courteous, country)


def _is_set_off(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in _SET_OFF or tokens[at].low in ("et", "ou")


def _apposition(tokens: Sequence[Token], at: int, starts: Mapping[int, Office]) -> Office | None:
    """The office in apposition after a name: set off by a comma or in brackets, and not the office of another name."""
    if at + 1 >= len(tokens) or tokens[at].text not in (",", "("):
        return None
    office = starts.get(at + 1)
    if office is None or office.plural:
        return None
    return office if _is_set_off(tokens, office.last) else None


def _is_full_name(tokens: Sequence[Token], run: NameRun, pack: Pack) -> bool:
    if not run.given or run.last - run.first < 2:
        return False
    return not any(token.low in _organization_cues(pack) for token in tokens[run.first : run.last])


@cache
def _organization_cues(pack: Pack) -> frozenset[str]:
    return frozenset(cue.lower() for cue in pack.data("institutions")["named"]["cues"])


@cache
def _saying(pack: Pack) -> frozenset[str]:
    return frozenset(pack.data("verbs")["class"]["say"]["verbs"])


def _speaks(tokens: Sequence[Token], run: NameRun, pack: Pack) -> bool:
    """Whether a verb of saying stands right before or after the run, and nothing tells an organization."""
    if any(token.low in _organization_cues(pack) for token in tokens[run.first : run.last]):
        return False
    words = grammar(pack)
    if run.first and tokens[run.first - 1].low in words.words["determiners"]:
        return False
    before = tokens[run.first - 1].low if run.first else ""
    after = [token.low for token in tokens[run.last : run.last + 3]]
    forms = [f for word in ([before, *after] if len(after) else [before]) for f in words.verbs.get(word, ())]
    return any(form.lemma in _saying(pack) and not form.ambiguous for form in forms)


def _plural_holders(tokens: Sequence[Token], people: Sequence[Person], doubtful: Sequence[NameRun], pack: Pack) -> list[Person]:
    """The second and further names after a plural (`MM. Barrot et Wadephul`, `les présidents Macron et Zelensky`)."""
    following = {run.first: run for run in doubtful}
    found: list[Person] = []
    for person in people:
        plural = [office for office in person.offices if office.plural and office.last <= person.start]
        titled = person.courteous and tokens[person.start - 2].low in ("mm", "mmes")
        at = person.end
        while (plural or titled) and at + 1 < len(tokens) and tokens[at].low in (",", "et") and (run := following.get(at + 1)):
            found.append(Person(run.first, run.last, run.first, run.last, tuple(plural), person.courteous))
            at = run.last
    return found


def _repeats(tokens: Sequence[Token], run: NameRun, surnames: set[str], pack: Pack) -> bool:
    return tokens[run.last - 1].low in surnames
