"""The cast of an article: which namings are one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.entities.namings import BLOC, COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.offices import Office
from etl.entities.spelling import plain, same_given_name, same_surname
from etl.language.pack import Pack
from etl.language.tokens import Token

_SLIPS = 2
_NEAR = 6
_GENERAL = frozenset({"", "other", "minister"})


@dataclass
class Member:
    """An actor of the article; `words` are the words of a person's fullest name."""

    kind: str
    key: str
    country: str | None
    name: str
    offices: list[Office] = field(default_factory=list)
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cast:
    """The actors of an article; its namings, with the offices they give; the actors of each naming (one, none or several) and of each inner one."""

    members: tuple[Member, ...]
    namings: tuple[Naming, ...]
    of: tuple[tuple[int, ...], ...]
    of_inner: tuple[int, ...]


def make_cast(tokens: Sequence[Token], namings: Sequence[Naming], inner: Sequence[Naming], pack: Pack) -> Cast:
    """Joins the namings of an article into actors.

    Persons are joined by surname where their given names allow it, everything else by what the lists say. An office
    without a name goes to the person who holds it, or to its country where nobody is named.
    """
    namings = _with_relative_roles(namings)
    members: list[Member] = []
    of: list[tuple[int, ...]] = [()] * len(namings)
    fullest_first = sorted(
        range(len(namings)), key=lambda i: (namings[i].kind != PERSON, -(namings[i].end - namings[i].start), i)
    )
    for i in fullest_first:
        naming = namings[i]
        if naming.kind == PERSON:
            of[i] = (_join_person(members, tokens, naming, pack),)
        elif naming.kind in (COUNTRY, ORGANIZATION, BLOC):
            of[i] = (_join_listed(members, tokens, naming),)
        elif naming.country:
            _join_country(members, naming.country)
        for member in of[i]:
            members[member].offices += naming.offices
    for i, naming in enumerate(namings):
        if naming.kind == OFFICE:
            of[i] = _of_office(members, of, namings, i)
    for member in members:
        if member.kind == PERSON and member.country is None:
            member.country = next((office.countries[0] for office in member.offices if office.countries), None)
    of_inner = tuple(_join_listed(members, tokens, naming) for naming in inner)
    return Cast(tuple(members), tuple(namings), tuple(of), of_inner)


def _of_office(members: list[Member], of: Sequence[tuple[int, ...]], namings: Sequence[Naming], at: int) -> tuple[int, ...]:
    """Whom an office told without a name stands for."""
    office = namings[at].offices[0]
    if office.former or not office.definite:
        return ()
    if not office.plural:
        holder = _holder(members, of, namings, at, office)
        if holder is None and (holder := _unplaced(members, namings, of, at)) is not None:
            members[holder].offices.append(office)
        if holder is not None:
            return (holder,)
        if office.generic:
            return ()
    found: list[int] = []
    for country in office.countries if office.plural else office.countries[:1]:
        holder = _holder(members, of, namings, at, office._replace(countries=(country,))) if office.plural else None
        found.append(holder if holder is not None else _join_country(members, country))
    return tuple(dict.fromkeys(found))


def _join_country(members: list[Member], country: str) -> int:
    known = next((i for i, member in enumerate(members) if member.kind == COUNTRY and member.key == country), None)
    if known is None:
        members.append(Member(COUNTRY, country, country, country))
        known = len(members) - 1
    return known


def _with_relative_roles(namings: Sequence[Naming]) -> list[Naming]:
    """The namings, with the role of the last office told before it for an office that means the same (`son homologue`)."""
    done: list[Naming] = []
    role = ""
    for naming in namings:
        offices = tuple(office._replace(role=role or office.role) if office.relative else office for office in naming.offices)
        role = next((office.role for office in naming.offices if office.role and not office.relative), role)
        done.append(naming._replace(offices=offices))
    return done


def _surface(tokens: Sequence[Token], naming: Naming) -> str:
    words = tokens[naming.start : naming.end]
    return "".join(
        word.text + (" " if nxt.start > word.end else "") for word, nxt in zip(words, [*words[1:], words[-1]], strict=True)
    )


def _join_person(members: list[Member], tokens: Sequence[Token], naming: Naming, pack: Pack) -> int:
    words = tuple(token.text for token in tokens[naming.start : naming.end])
    candidates = [i for i, member in enumerate(members) if member.kind == PERSON]
    for slips in (0, _SLIPS):
        for i in candidates:
            if _one_person(members[i].words, words, slips, pack):
                return i
    members.append(Member(PERSON, "", naming.country, _surface(tokens, naming), words=words))
    return len(members) - 1


def _one_person(full: tuple[str, ...], words: tuple[str, ...], slips: int, pack: Pack) -> bool:
    """Whether a name can be another way to write the (fuller) name of a person."""
    if len(words) == 1:
        if slips:
            return False
        return same_surname(full[-1], words[0], pack) or (
            len(full) > 1 and plain(full[0]) == plain(words[0]) and len(words[0]) <= 4
        )
    if plain(" ".join(words)) == plain(" ".join(full)[-len(" ".join(words)) :]):
        return True
    if not same_given_name(full[0], words[0], pack):
        return False
    return same_surname(full[-1], words[-1], pack, slips=slips if len(full) > 1 else 0)


def _join_listed(members: list[Member], tokens: Sequence[Token], naming: Naming) -> int:
    key, country = naming.key, naming.country
    for i, member in enumerate(members):
        if member.kind != naming.kind or member.key != key:
            continue
        if naming.kind == COUNTRY or member.country == country or country is None or member.country is None:
            member.country = member.country or country
            return i
    members.append(Member(naming.kind, key, country, _surface(tokens, naming)))
    return len(members) - 1


def _holder(
    members: Sequence[Member], of: Sequence[tuple[int, ...]], namings: Sequence[Naming], at: int, office: Office
) -> int | None:
    """The person who holds an office: the last one named before a place, else the first after it."""
    fitting = {
        i
        for i, member in enumerate(members)
        if member.kind == PERSON
        and (
            any(_one_office(h, office, member) for h in member.offices)
            or (office.generic and member.country in office.countries)
        )
    }
    before = [of[i][0] for i in range(at) if of[i] and of[i][0] in fitting]
    if before:
        vague = office.generic or (not office.countries and office.role in _GENERAL)
        return max(before, key=before.count) if vague else before[-1]
    return next((of[i][0] for i in range(at + 1, len(namings)) if of[i] and of[i][0] in fitting), None)


def _unplaced(members: Sequence[Member], namings: Sequence[Naming], of: Sequence[tuple[int, ...]], at: int) -> int | None:
    """The person told shortly before a place without any office, for an office told there that nobody else holds."""
    office = namings[at].offices[0]
    if office.relative or office.generic or office.role in ("", "other"):
        return None
    near = dict.fromkeys(of[i][0] for i in range(max(0, at - _NEAR), at) if namings[i].kind == PERSON and of[i])
    return next((i for i in near if not members[i].offices and members[i].country is None), None)


def _one_office(held: Office, told: Office, member: Member) -> bool:
    """Whether an office told without a name can be the office that a person holds."""
    if held.former:
        return False
    countries = held.countries or ((member.country,) if member.country else ())
    if told.countries and countries and told.countries[0] not in countries:
        return False
    if told.countries and not countries:
        return False
    if held.role == told.role and told.role not in _GENERAL:
        return True
    if told.generic:
        return bool(told.countries)
    if told.role == "minister":
        return held.role in ("minister", "foreign_minister", "defence_minister")
    return told.kind == held.kind and (not told.organization or not held.organization or told.organization == held.organization)
