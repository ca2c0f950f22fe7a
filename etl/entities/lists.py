"""What the language pack says of offices, institutions and names of people, compiled once for the finders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from etl.entities.gazetteer import Gazetteer, gazetteer
from etl.language.grammar import Grammar, grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize

STATE, ORGANIZATION, MINISTRY = "state", "organization", "ministry"


class ListedOffice(NamedTuple):
    """An office as the pack lists it; the comments of `offices.toml` tell what each key means."""

    kind: str
    role: str
    rank: int
    plural: bool
    ministerial: bool
    bound: bool
    relative: bool
    succession: bool
    generic: bool
    junior: bool
    country: str | None
    in_organization: str | None
    in_parliament: str | None
    alone: str | None
    of_state: str | None
    by_country: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OfficeLists:
    """The offices, and the words that go with them.

    Attributes:
        offices: The nouns.
        firsts: The words that a noun can begin with, with and without a prefix.
        fits: For an office that names its holder only in general (`le dirigeant`), the roles that its holder can have;
            the first is its own.
        words: The word classes of `[modifiers]` and `[people]`, by name.
        after: Phrases that may follow the noun, and whether they tell that its holder has left.
        prefixes: What is glued to the noun of an office that is held no more.
        heads: Role of whoever heads an institution.
    """

    offices: Phrases[ListedOffice]
    firsts: frozenset[str]
    fits: dict[str, tuple[str, ...]]
    words: dict[str, frozenset[str]]
    after: Phrases[bool]
    after_firsts: frozenset[str]
    prefixes: tuple[str, ...]
    heads: dict[str, str]


class ListedBody(NamedTuple):
    """An institution as the pack lists it: `state`, `organization` or `ministry`, its key, and what kind of organization it is.

    `bare` tells that it names an actor without a state, `capital` that it must be written with a capital letter.
    """

    kind: str
    key: str
    subtype: str
    bare: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class BodyLists:
    """The nouns of institutions.

    Attributes:
        nouns: The nouns.
        common: The same, as words.
        firsts: The words that a noun can begin with.
        military: Nouns that with a state alone stand for the ministry of defence.
        acronyms: Key of each acronym for a ministry.
        portfolios: What a ministry or a minister is in charge of, and the role of the minister.
        named: Words for an organization whose proper name follows.
        named_firsts: Their first words.
        shorts: For each listed organization, the words that can stand for it alone (`la Commission`).
        words: The other word classes, by name.
    """

    nouns: Phrases[ListedBody]
    common: frozenset[tuple[str, ...]]
    firsts: frozenset[str]
    military: Phrases[str]
    acronyms: dict[str, str]
    portfolios: Phrases[str]
    named: Phrases[bool]
    named_firsts: frozenset[str]
    shorts: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class NameLists:
    """Words that tell the names of people from other capitalised words, in lower case.

    Attributes:
        given: Given names.
        particles: Words inside a surname.
        common: Words that begin a sentence and are no name.
        demonyms: Adjectives of nationality.
        honorifics: Titles of courtesy.
        family_first: Family names that stand before the given name.
        given_of: Countries where a given name is usual, for names that tell where their bearer is from.
    """

    given: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    demonyms: frozenset[str]
    honorifics: frozenset[str]
    family_first: frozenset[str]
    given_of: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of a pack.

    Attributes:
        grammar: The function words and verbs.
        gazetteer: The listed names.
        offices: The offices.
        bodies: The institutions.
        names: The names of people.
        saying: The forms that are nothing but a verb of saying.
        doing: The forms that are nothing but a verb.
        marks: For each word that something can begin with, what: `office`, `body`, `named`, `short`, `people`, `courtesy`.
    """

    grammar: Grammar
    gazetteer: Gazetteer
    offices: OfficeLists
    bodies: BodyLists
    names: NameLists
    saying: frozenset[str]
    doing: frozenset[str]
    marks: dict[str, tuple[str, ...]]


@cache
def lists(pack: Pack) -> Lists:
    """The lists of a pack."""
    words, names, offices, bodies = grammar(pack), gazetteer(pack), _office_lists(pack), _body_lists(pack)
    say = frozenset(pack.data("verbs")["class"]["say"]["verbs"])
    sure = {form: [reading for reading in readings if not reading.ambiguous] for form, readings in words.verbs.items()}
    return Lists(
        grammar=words,
        gazetteer=names,
        offices=offices,
        bodies=bodies,
        names=_name_lists(pack),
        saying=frozenset(form for form, readings in sure.items() if any(reading.lemma in say for reading in readings)),
        doing=frozenset(form for form, readings in sure.items() if readings),
        marks=_marks(
            office=offices.firsts,
            body=bodies.firsts,
            named=bodies.named_firsts,
            short=bodies.words["shorts"],
            people=names.demonyms,
            courtesy=offices.words["courtesies"],
        ),
    )


def _marks(**groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    marks: dict[str, tuple[str, ...]] = {}
    for name, group in groups.items():
        for word in group:
            marks[word] = (*marks.get(word, ()), name)
    return marks


def _split(phrase: str, pack: Pack) -> tuple[str, ...]:
    return tuple(token.low for token in tokenize(phrase, pack))


def _firsts(phrases: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(words[0] for words in phrases)


def _classes(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(word.lower() for word in words) for name, words in table.items()}


def _office_lists(pack: Pack) -> OfficeLists:
    data = pack.data("offices")
    demonyms = gazetteer(pack).demonyms
    entries = [(_split(form, pack), _listed(group, form, demonyms)) for group in data["office"] for form in group["forms"]]
    table = data["modifiers"]
    after = [(_split(phrase, pack), False) for phrase in table["after_phrases"]]
    after += [(_split(phrase, pack), True) for phrase in table["former_phrases"]]
    prefixes = tuple(table["former_prefixes"])
    nouns = _firsts(words for words, _ in entries)
    return OfficeLists(
        offices=Phrases(entries),
        firsts=nouns | {prefix + noun for prefix in prefixes for noun in nouns},
        fits={group["id"]: tuple(group["fits"]) for group in data["office"] if "fits" in group},
        words=_classes(table | data["people"]),
        after=Phrases(after),
        after_firsts=_firsts(words for words, _ in after),
        prefixes=prefixes,
        heads=pack.data("institutions")["heads"],
    )


def _listed(group: dict[str, Any], form: str, demonyms: Mapping[str, str]) -> ListedOffice:
    first = form.split()[0]
    singulars = (first[:-1], first[:-1] + "l", first[:-2] + "l")
    return ListedOffice(
        kind=group["id"],
        role=group["role"],
        rank=group["rank"],
        plural=first.endswith(("s", "x")) and any(other.split()[0] in singulars for other in group["forms"]),
        ministerial=group.get("ministerial", False),
        bound=group.get("bound", False),
        relative=group.get("relative", False),
        succession=group.get("succession", False),
        generic=group.get("generic", False),
        junior=group.get("junior", False),
        country=group.get("country") or next((demonyms[word] for word in form.split() if word in demonyms), None),
        in_organization=group.get("in_organization"),
        in_parliament=group.get("in_parliament"),
        alone=group.get("alone"),
        of_state=group.get("of_state"),
        by_country=tuple((code, group[name]) for name, code in (("usa", "USA"), ("vat", "VAT")) if name in group),
    )


def _body_lists(pack: Pack) -> BodyLists:
    data = pack.data("institutions")
    nouns = [(noun, ListedBody(STATE, "state", "")) for noun in data["state"]["nouns"]]
    for kind in (ORGANIZATION, MINISTRY):
        for group in data[kind]:
            key = group["key"]
            body = ListedBody(kind, key, group.get("subtype", key), group.get("bare", False), group.get("capital", False))
            nouns += [(noun, body) for noun in group["nouns"]]
    entries = [(_split(noun, pack), body) for noun, body in nouns]
    named = [_split(noun, pack) for noun in data["named"]["nouns"]]
    return BodyLists(
        nouns=Phrases(entries),
        common=frozenset(words for words, _ in entries),
        firsts=_firsts(words for words, _ in entries) | {name.lower() for names in data["acronyms"].values() for name in names},
        military=Phrases((_split(noun, pack), "defence_ministry") for noun in data["military"]["nouns"]),
        acronyms={name.lower(): key for key, names in data["acronyms"].items() for name in names},
        portfolios=Phrases(
            (_split(form, pack), group["role"]) for group in pack.data("offices")["portfolio"] for form in group["forms"]
        ),
        named=Phrases((words, True) for words in named),
        named_firsts=_firsts(named),
        shorts=_shorts(pack, frozenset(data["words"]["shorts"])),
        words=_classes(data["named"] | data["things"] | data["words"] | data["state"]),
    )


def _shorts(pack: Pack, words: frozenset[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in pack.rows("organizations"):
        word = row["form"].split(" ", 1)[0].lower()
        if word in words and row["subtype"]:
            found[row["org_id"]] = found.get(row["org_id"], frozenset()) | {word}
    return found


def _name_lists(pack: Pack) -> NameLists:
    given, particles, common = (
        frozenset(line.lower() for line in pack.lines(name)) for name in ("given_names", "surname_particles", "common_words")
    )
    honorifics = frozenset(form.lower().rstrip(".") for form in pack.data("offices")["honorifics"]["forms"])
    data = pack.data("transliteration")
    given_of: dict[str, frozenset[str]] = {}
    for group in data["given_of"]:
        for name in group["names"]:
            given_of[name] = given_of.get(name, frozenset()) | frozenset(group["countries"])
    family_first = frozenset(data["family_first"])
    return NameLists(given, particles, common, frozenset(gazetteer(pack).demonyms), honorifics, family_first, given_of)
