"""Offices: `le ministre ukrainien de la Défense`, `l'attaché de presse du président russe`, `son homologue turc`."""

from __future__ import annotations

from typing import NamedTuple

from etl.entities.complements import Complements, read_complements
from etl.entities.lists import ListedOffice
from etl.entities.words import TERRITORY, Words

_WINDOW = 12


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
        borrowed: What tells that its country was told before: `owner` (`son ministre`), `country` (`le roi du pays`), or ''.
        succession: Whether it is the office of whoever came before or after (`son prédécesseur`).
        noun_end: One past the noun, without what follows it.
        inner: The office that ends its wording (`le conseiller du président russe`), or None.
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
    borrowed: str = ""
    succession: bool = False
    noun_end: int = 0
    inner: Office | None = None


def find_offices(words: Words) -> list[Office]:
    """The offices of a text, in order, without those that belong to the wording of another."""
    found: list[Office] = []
    last = 0
    for at in words.marked.get("office", ()):
        if at >= last and (office := read_office(words, at)) and not _is_name(words, office, last):
            found.append(office)
            last = office.last
    return found


def _is_name(words: Words, office: Office, free: int) -> bool:
    """Whether the word is but a piece of a name (`Ould Cheikh`); `free` is where the office before it ends."""
    at = office.noun
    if office.last > at + 1 or at <= free or not words.capital(at) or not words.joined(at):
        return False
    before = at - 1
    if office.first == before and words.low[before] in words.lists.names.particles and not words.capital(before):
        # `Bruno Le Maire`
        return before > free and words.capital(before - 1) and words.low[before - 1] in words.lists.names.given
    return office.first == at and words.tokens[before].is_word and words.capital(before) and not words.opens(before)


def read_office(words: Words, at: int) -> Office | None:
    """The office whose noun begins at a position, with everything that belongs to it; None if there is none."""
    known = words.lists.offices
    low = words.low[at : at + _WINDOW]
    prefix = next(prefix for prefix in known.prefixes if low[0].startswith(prefix)) if low[0].startswith(known.prefixes) else ""
    low = (low[0].removeprefix(prefix), *low[1:]) if prefix else low
    found = known.offices.longest(low, 0)
    if found is None:
        return None
    state = words.hits.get(at + found[0] - 1)
    if found[0] > 1 and state and state.last > at + found[0] and state.of(*TERRITORY):
        # `le président de la République du Bénin`: the state's own name, not the office without it
        found = known.offices.longest(low[: found[0] - 1], 0) or found
    listed, noun_end = found[1][0], at + found[0]
    first = _determiner(words, at)
    if low[0] in known.words["homographs"] and first == at and not _stands_alone(words, at, noun_end, listed):
        return None
    rest = read_complements(words, noun_end, listed, read_office)
    if listed.bound and rest.last == noun_end:
        return None
    countries = rest.countries + ((listed.country,) if listed.country and listed.country not in rest.countries else ())
    former = known.words["former"]
    return Office(
        first=first,
        noun=at,
        last=rest.last,
        kind=listed.kind,
        role=_role(words, listed, rest, countries),
        rank=listed.rank,
        countries=countries,
        organization=rest.organization,
        plural=listed.plural,
        definite=_is_definite(words, first, at, listed.plural and len(countries) > 1),
        relative=listed.relative,
        former=bool(prefix) or rest.former or any(word in former for word in words.low[first:at]),
        generic=listed.generic,
        borrowed=rest.borrowed or ("owner" if not countries and first < at and words.is_in(first, "possessives") else ""),
        succession=listed.succession,
        noun_end=noun_end,
        inner=rest.inner if rest.inner and rest.inner.last == rest.last else None,
    )


def _stands_alone(words: Words, at: int, end: int, listed: ListedOffice) -> bool:
    """Whether a form that is an adjective too is a noun by what stands round it.

    It is before a name, at the head of a sentence with a complement, or after a mark with an office's words behind it.
    """
    if _opens(words, at, end):
        return not listed.generic or bool(listed.of_state)
    if words.capital(end):
        return words.tokens[end].is_word
    if not at or words.low[at - 1] not in (",", "("):
        return False
    known = words.lists.offices.words
    return words.set_off(end) or words.low[end] in known["after"] or words.lists.grammar.base(words.low[end]) in known["links"]


def _opens(words: Words, at: int, end: int) -> bool:
    """Whether a form opens a sentence as a noun with a complement (`Envoyée spéciale du roi`, not `Envoyé à Rome`)."""
    if not words.opens(at) or end >= len(words.low):
        return False
    end += words.low[end] in words.lists.offices.words["after"]
    return words.lists.grammar.base(words.word(end)) in words.lists.bodies.words["of"]


def _is_definite(words: Words, first: int, at: int, distributed: bool) -> bool:
    """Whether the determiner is definite; so is the one hidden in a contraction (`du ministre`)."""
    grammar = words.lists.grammar
    if first < at:
        determiners = [word for word in words.low[first:at] if word in grammar.words["determiners"]]
        return bool(determiners) and determiners[0] not in grammar.words["indefinites"]
    if not first or (before := words.low[first - 1]) not in grammar.contractions:
        return False
    return distributed or before not in words.lists.offices.words["vague_contractions"]


def _role(words: Words, listed: ListedOffice, rest: Complements, countries: tuple[str, ...]) -> str:
    """The code of the function that the words tell together."""
    if rest.portfolio and listed.ministerial:
        return listed.role if listed.junior else rest.portfolio
    if listed.in_parliament and rest.subtype == "parliament":
        return listed.in_parliament
    if listed.kind == "head" and rest.organization in words.lists.offices.heads:
        return words.lists.offices.heads[rest.organization]
    if listed.in_organization is not None and (rest.subtype or _goes_on(words, rest.last)):
        return listed.in_organization
    if listed.alone and not countries and not rest.subtype:
        return listed.alone
    if listed.of_state and rest.of_state:
        return listed.of_state
    return next((role for code, role in listed.by_country if code in countries), listed.role)


def _goes_on(words: Words, at: int) -> bool:
    """Whether a complement follows that nobody understands (`le président de sa Commission`)."""
    return at < len(words.low) and words.lists.grammar.base(words.low[at]) in words.lists.bodies.words["of"]


def _determiner(words: Words, at: int) -> int:
    """Where the determiner, or what stands between it and the noun, begins."""
    known = words.lists.offices.words
    first = at
    while first and (words.low[first - 1] in known["before"] or words.low[first - 1] in known["former"]):
        first -= 1
    return first - 1 if words.is_in(first - 1, "determiners") else first
