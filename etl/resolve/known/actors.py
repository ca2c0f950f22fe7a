"""Reading the registry: people and their offices, organizations, countries."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.entities.dates import edtf
from etl.entities.dates.calendar import Extent
from etl.language.pack import Pack, load_pack
from schemas.codes import code_list

_HERE = Path(__file__).parent
_LETTERS = str.maketrans("łŁøØıđĐəƏðÐ", "lLoOidDeEdD") | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("Þ"): "Th"}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody held.

    Attributes:
        role: Code of the list `role`.
        title: Title in French.
        country: State it belongs to, ISO 3166-1 alpha-3; None for an international organization.
        start: When it was taken up, EDTF; None if unknown.
        end: When it was left, EDTF; None if unknown, and for an office that is still held.
    """

    role: str
    title: str
    country: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person, an organization, a bloc or a country of the registry.

    Attributes:
        key: Of a person, the name without accents, its words joined by hyphens; of an organization, the id in the language
            pack; of a country, ISO 3166-1 alpha-3. Unique within an actor type.
        name: Name that the French press uses.
        actor_type: `person`, `organization`, `bloc` or `country`.
        variants: Other spellings and acronyms, in French, English and official transliteration, with and without accents.
        country: State that the actor acts for, ISO 3166-1 alpha-3; None for an international one.
        offices: Offices of a person, the earliest first.
        wikidata_id: Id in Wikidata; None where it is not certain.
    """

    key: str
    name: str
    actor_type: str
    variants: tuple[str, ...]
    country: str | None
    offices: tuple[Office, ...] = ()
    wikidata_id: str | None = None


@cache
def known_actors() -> tuple[KnownActor, ...]:
    """All actors of the registry: people, organizations and blocs, countries.

    Raises:
        ValueError: An entry has a role, a country or a date that cannot be, an office belongs to nobody, or an
            organization is not in the language pack.
    """
    pack = load_pack("fr")
    actors = (*_people(pack), *_organizations(pack), *_countries(pack))
    counts = Counter((actor.actor_type, actor.key) for actor in actors)
    if twice := [f"{kind} {key}" for (kind, key), n in counts.items() if n > 1]:
        raise ValueError(f"known twice: {', '.join(twice)}")
    return actors


def _people(pack: Pack) -> Iterator[KnownActor]:
    codes = {row["iso3"] for row in pack.rows("countries")}
    offices: dict[str, list[Office]] = defaultdict(list)
    for row in _rows("offices"):
        offices[row["key"]].append(_office(row, codes))
    for row in _rows("people"):
        if row["country"] and row["country"] not in codes:
            raise ValueError(f"{row['key']}: no country {row['country']!r}")
        spellings = _spellings(row["name"], row["variants"].split("|"))
        held = tuple(offices.pop(row["key"], ()))
        yield KnownActor(row["key"], row["name"], "person", spellings, row["country"] or None, held, row["wikidata_id"] or None)
    if offices:
        raise ValueError(f"offices of people who are not in the registry: {', '.join(offices)}")


def _office(row: Row, countries: set[str]) -> Office:
    if row["role"] not in code_list("role") or row["country"] not in countries | {""}:
        raise ValueError(f"{row['key']}: no such role or country: {row}")
    start, end = (_extent(row[column], row["key"]) for column in ("from", "to"))
    if start and end and start.first > end.last:
        raise ValueError(f"{row['key']}: an office that ends before it begins: {row}")
    return Office(row["role"], row["title"], row["country"] or None, row["from"] or None, row["to"] or None)


def _extent(date: str, key: str) -> Extent | None:
    read = edtf.read(date) if date else None
    if date and (not read or edtf.write(*read) != date):
        raise ValueError(f"{key}: no date {date!r}")
    return read and read[0]


def _organizations(pack: Pack) -> Iterator[KnownActor]:
    listed: dict[str, list[Row]] = defaultdict(list)
    for row in pack.rows("organizations"):
        listed[row["org_id"]].append(row)
    for row in _rows("organizations"):
        if row["key"] not in listed:
            raise ValueError(f"no organization {row['key']!r} in the language pack")
        first, *_ = forms = listed[row["key"]]
        names = [form["form"] for form in forms if form["kind"] != "metonym"] + row["variants"].split("|")
        variants = _distinct(first["form"], names)
        yield KnownActor(
            row["key"], first["form"], first["type"], variants, first["iso3"] or None, (), row["wikidata_id"] or None
        )


def _countries(pack: Pack) -> Iterator[KnownActor]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in pack.rows("countries"):
        if row["kind"] in ("name", "official"):
            names[row["iso3"]].append(row["form"])
    for row in _rows("countries"):
        code = row["iso3"]
        name = names[code][0]
        yield KnownActor(code, name, "country", _distinct(name, names[code]), code, (), row["wikidata_id"])


def _rows(name: str) -> Iterator[Row]:
    with (_HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _spellings(name: str, others: Iterable[str]) -> tuple[str, ...]:
    forms = [name, *others]
    return _distinct(name, [*forms, *map(_without_accents, forms)])


def _distinct(name: str, forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form and form != name))


def _without_accents(form: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", form.translate(_LETTERS)) if not unicodedata.combining(c))
