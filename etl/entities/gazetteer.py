"""Names that the language pack lists: countries, seats of power, demonyms, organizations, cities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import Token, tokenize

_SHORTEST_NAME = 3  # a shorter acronym in small letters is a word
_PAIR = 2
COUNTRY_KINDS = frozenset({"name", "official", "former"})
_STATES = COUNTRY_KINDS | {"capital"}


class Entry(NamedTuple):
    """What a listed name stands for.

    Attributes:
        kind: `name`, `official`, `former`, `capital`, `seat` or `region` of a country; `organization`, `bloc` or `city`.
        key: Id in the list: ISO 3166-1 alpha-3, id of the organization, GeoNames id.
        country: ISO 3166-1 alpha-3, or None.
        subtype: What kind of organization it is.
        capitals: For each word, whether it must be written with a capital.
        upper: Whether it must be written in capitals throughout.
    """

    kind: str
    key: str
    country: str | None
    subtype: str
    capitals: tuple[bool, ...]
    upper: bool


class Hit(NamedTuple):
    """A listed name in a text: positions of its tokens, end exclusive, and what it can stand for."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    def of(self, *kinds: str) -> Entry | None:
        """The first entry of one of these kinds, or None."""
        return next((entry for entry in self.entries if entry.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The lists, ready for look-up.

    Attributes:
        names: All listed names.
        firsts: The words that a name can begin with.
        small_firsts: Of these, the ones that need no capital.
        demonyms: Country of each adjective.
        prefixes: Country of the first part of a compound adjective (`franco`, `sud-coréano`).
    """

    names: Phrases[Entry]
    firsts: frozenset[str]
    small_firsts: frozenset[str]
    demonyms: dict[str, str]
    prefixes: dict[str, str]

    def countries(self, word: str) -> tuple[str, ...]:
        """The countries of an adjective in lower case: one, several for a compound (`franco-allemand`), or none."""
        if word in self.demonyms:
            return (self.demonyms[word],)
        if "-" not in word:
            return ()
        found: list[str] = []
        while word not in self.demonyms:
            cut = next((i for i in range(len(word) - 1, 0, -1) if word[i] == "-" and word[:i] in self.prefixes), 0)
            if not cut:
                return ()
            found.append(self.prefixes[word[:cut]])
            word = word[cut + 1 :]
        return (*found, self.demonyms[word])


def hyphenated_states(word: str, pack: Pack) -> tuple[str, ...]:
    """The two states that a hyphen joins in a word in lower case (`pérou-équateur`), or none."""
    parts = word.split("-")
    found = [gazetteer(pack).names.longest((part,), 0) for part in parts] if len(parts) == _PAIR else []
    states = [entry.key for hit in found if hit for entry in hit[1] if entry.kind in _STATES]
    return tuple(states) if len(states) == _PAIR and states[0] != states[1] else ()


def _entries(pack: Pack) -> Iterator[tuple[tuple[str, ...], Entry]]:
    common = frozenset(line.lower() for name in ("common_words", "given_names") for line in pack.lines(name))

    def entry(form: str, kind: str, key: str, country: str | None, subtype: str = "") -> tuple[tuple[str, ...], Entry]:
        words = tokenize(form, pack)
        capitals = tuple(word.is_capital for word in words)
        upper = form.isupper() and (len(form) < _SHORTEST_NAME or form.lower() in common)
        return tuple(word.low for word in words), Entry(kind, key, country, subtype, capitals, upper)

    for row in pack.rows("countries"):
        if not row["kind"].startswith("demonym"):
            yield entry(row["form"], row["kind"], row["iso3"], row["iso3"])
    for row in pack.rows("organizations"):
        yield entry(row["form"], row["type"], row["org_id"], row["iso3"] or None, row["subtype"])
    for row in pack.rows("cities"):
        yield entry(row["name"], "city", row["geonameid"], row["iso3"], row["ambiguous"])


@cache
def gazetteer(pack: Pack) -> Gazetteer:
    """The gazetteer of a pack."""
    countries = pack.rows("countries")
    entries = list(_entries(pack))
    return Gazetteer(
        names=Phrases(entries),
        firsts=frozenset(words[0] for words, _ in entries),
        small_firsts=frozenset(words[0] for words, entry in entries if not entry.capitals[0]),
        demonyms={row["form"]: row["iso3"] for row in countries if row["kind"] == "demonym"},
        prefixes={row["form"].rstrip("-"): row["iso3"] for row in countries if row["kind"] == "demonym_prefix"},
    )


def scan(tokens: tuple[Token, ...], pack: Pack) -> list[Hit]:
    """The listed names in a text, the longest at each place, in order and without overlap."""
    known = gazetteer(pack)
    names, firsts, small = known.names, known.firsts, known.small_firsts
    words = tuple([token.low for token in tokens])
    hits: list[Hit] = []
    last = 0
    for at, low in enumerate(words):
        if low not in firsts or at < last or (low not in small and tokens[at].text == low):
            continue
        found = names.longest(words, at)
        if found and (entries := tuple([entry for entry in found[1] if _written_so(tokens, at, entry)])):
            last = found[0]
            hits.append(Hit(at, last, entries))
    return hits


def _written_so(tokens: tuple[Token, ...], at: int, entry: Entry) -> bool:
    if len(entry.capitals) == 1 and not entry.upper:
        return not entry.capitals[0] or tokens[at].text[0].isupper()
    written = tokens[at : at + len(entry.capitals)]
    if entry.upper and not all(token.text.isupper() for token in written):
        return False
    return all(token.is_capital for token, capital in zip(written, entry.capitals, strict=True) if capital)


def demonym_countries(word: str, pack: Pack) -> tuple[str, ...]:
    """The countries of an adjective in lower case; see `Gazetteer.countries`."""
    return gazetteer(pack).countries(word)


class City(NamedTuple):
    """A town of the list, by its GeoNames id; coordinates in degrees, WGS 84."""

    place_id: str
    name: str
    country: str
    latitude: float
    longitude: float
    feature: str


@cache
def cities(pack: Pack) -> dict[str, City]:
    """The towns of a pack that have a GeoNames id, under the first of their spellings."""
    towns: dict[str, City] = {}
    for row in pack.rows("cities"):
        if row["geonameid"].isdigit():
            town = City(
                row["geonameid"], row["name"], row["iso3"], float(row["latitude"]), float(row["longitude"]), row["feature"]
            )
            towns.setdefault(town.place_id, town)
    return towns


@cache
def _subtypes(pack: Pack) -> dict[str, str]:
    return {row["org_id"]: row["subtype"] for row in pack.rows("organizations")}


def subtype_of(key: str, pack: Pack) -> str:
    """What kind of organization a listed one is (`company`, `igo`, …); '' for one that is not listed."""
    return _subtypes(pack).get(key, "")


@cache
def first_names(pack: Pack) -> dict[str, str]:
    """The first name that the lists give a country (by ISO 3166-1 alpha-3), an organization or a bloc (by its id)."""
    names: dict[str, str] = {}
    for row in pack.rows("organizations"):
        names.setdefault(row["org_id"], row["form"])
    for row in pack.rows("countries"):
        if row["kind"] == "name":
            names.setdefault(row["iso3"], row["form"])
    return names
