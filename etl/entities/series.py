"""Several names under one plural: `les ministres turc, X, et grec, Y`, `MM. Roy et Blanc`, `X et Y, les deux sénateurs`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.entities.names import NameRun, honorifics_before, is_honorific
from etl.entities.offices import Office
from etl.entities.people import Person, after_brackets, in_brackets
from etl.entities.words import TERRITORY, Words

_LONGEST_OPENING = 4


class _Item(NamedTuple):
    """A name of a series: where its group begins, the run, and the country that an adjective before it tells."""

    first: int
    run: NameRun
    country: str | None


def find_series(words: Words, runs: Sequence[NameRun], offices: Sequence[Office]) -> list[Person]:
    """The persons who share a plural office, a plural title of courtesy or a plural noun of nationality."""
    by_first = {run.first: run for run in runs}
    by_last = {run.last: run for run in runs}
    people: list[Person] = []
    for office in offices:
        if office.plural:
            people += _under_office(words, office, by_first, by_last)
        elif office.countries and (run := by_first.get(_opening(words, office.last))) is not None:
            people += _of_other_countries(words, office, run, by_first)
    for at in words.marked.get("courtesy", ()):
        people += _under_courtesy(words, at, by_first)
    for at in words.marked.get("people", ()):
        if at and words.capital(at) and words.low[at - 1] in words.lists.offices.words["several"]:
            items = list(_following(words, at + 1, by_first))
            people += [_person(item, (), words.countries(at)[0]) for item in items if len(items) > 1]
    return people


def _under_office(words: Words, office: Office, by_first: dict[int, NameRun], by_last: dict[int, NameRun]) -> list[Person]:
    items = list(_following(words, _opening(words, office.last), by_first))
    if len(items) > 1 or (items and items[0].first == office.last):
        shared = _shared(office, items)
        first = _person(items[0], (shared[0],))._replace(first=office.first)
        return [first, *(_person(item, (part,)) for item, part in zip(items[1:], shared[1:], strict=True))]
    runs = _preceding(words, office, by_last)
    if len(runs) < 2:
        return []
    shared = _shared(office, [_Item(run.first, run, None) for run in runs])
    people = [Person(run.first, run.last, run.first, run.last, (part,)) for run, part in zip(runs, shared, strict=True)]
    return [*people[:-1], people[-1]._replace(last=office.last)]


def _of_other_countries(words: Words, office: Office, run: NameRun, by_first: dict[int, NameRun]) -> Iterator[Person]:
    """Those who hold the office of the person before them elsewhere (`son homologue turc, X, grec, Y et italien, Z`)."""
    at = _separator(words, after_brackets(words, run.last))
    if not at or words.capital(at) or not words.countries(at):
        return
    for item in _following(words, at, by_first):
        if item.country is None:
            return
        yield _person(item, (office._replace(countries=(item.country,)),))


def _under_courtesy(words: Words, at: int, by_first: dict[int, NameRun]) -> Iterator[Person]:
    start = at + 2 if words.low[at + 1 : at + 2] == (".",) else at + 1
    for number, item in enumerate(_following(words, start, by_first)):
        yield _person(item, ())._replace(courteous=True, first=item.first if number else at)


def _person(item: _Item, offices: tuple[Office, ...], country: str | None = None) -> Person:
    return Person(item.first, item.run.last, item.run.first, item.run.last, offices, False, country)


def _opening(words: Words, at: int) -> int:
    """Where the first name can begin after a plural office: after a comma, a colon, `à savoir`."""
    known = words.lists.offices.words["announcing"]
    for end in range(at, min(at + _LONGEST_OPENING, len(words.low))):
        if words.low[end] not in (",", ":", "(") and words.low[end] not in known:
            return end
    return at


def _following(words: Words, at: int, by_first: dict[int, NameRun]) -> Iterator[_Item]:
    """The names of a series from a position on."""
    while at < len(words.low) and at not in words.starts:
        first, country = at, None
        if not words.capital(at) and (named := words.countries(at)):
            country = named[0]
            at += 2 if words.low[at + 1 : at + 2] == (",",) else 1
        elif (state := words.hits.get(words.after_link(at))) and (entry := state.of(*TERRITORY)):  # `et du Burundi, X`
            country, at = entry.country, state.last + (words.word(state.last) == ",")
        while is_honorific(words, at) or (words.word(at) == "." and is_honorific(words, at - 1)):
            at += 1
        run = by_first.get(at)
        if run is None:
            return
        yield _Item(first, run, country or in_brackets(words, run.last))
        at = _separator(words, after_brackets(words, run.last))
        if not at:
            return


def _separator(words: Words, at: int) -> int:
    """The position after what stands between two names of a series; 0 if nothing that links does."""
    start = at
    if words.word(at) == ",":
        at += 1
    if words.is_in(at, "linkers"):
        at += 1
    return at if at > start else 0


def _preceding(words: Words, office: Office, by_last: dict[int, NameRun]) -> list[NameRun]:
    """The names before a plural office in apposition, in order."""
    at = office.first - 1
    if at <= 0 or words.low[at] != "," or not office.definite or not words.set_off(office.last):
        return []
    runs: list[NameRun] = []
    while run := by_last.get(at):
        runs.insert(0, run)
        at = honorifics_before(words, run.first) - 1
        if at > 0 and words.is_in(at, "linkers") and words.low[at - 1] == ",":
            at -= 1
        elif at <= 0 or not (words.is_in(at, "linkers") or words.low[at] == ","):
            break
    several = len(office.countries) > 1
    return runs if not several or len(runs) == len(office.countries) else runs[-len(office.countries) :]


def _shared(office: Office, items: Sequence[_Item]) -> list[Office]:
    """The office of each of its holders, with the country that falls to each."""
    told = office.countries
    if any(item.country for item in items):
        countries: list[str | None] = [item.country or (told[0] if told else None) for item in items]
    elif len(told) == len(items):
        countries = list(told)
    else:
        countries = [told[0] if len(told) == 1 else None] * len(items)
    return [office._replace(countries=(country,) if country else ()) for country in countries]
