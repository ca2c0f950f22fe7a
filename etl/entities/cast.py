"""The cast of an article: which namings are one actor."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from etl.entities.gazetteer import hyphenated_states, subtype_of
from etl.entities.holders import place_offices
from etl.entities.members import Member, Troupe, join_country, join_listed, join_person
from etl.entities.namings import BLOC, COUNTRY, ORGANIZATION, PERSON, Naming
from etl.language.pack import Pack
from etl.language.tokens import Token


@dataclass(frozen=True)
class Cast:
    """The actors of an article, its namings with the offices they give, and the actors of each naming and of each inner one."""

    members: tuple[Member, ...]
    namings: tuple[Naming, ...]
    of: tuple[tuple[int, ...], ...]
    of_inner: tuple[int, ...]


def make_cast(
    tokens: tuple[Token, ...], namings: Sequence[Naming], inner: Sequence[Naming], pack: Pack, openings: Set[int] = frozenset()
) -> Cast:
    """Joins the namings of an article into actors.

    Persons are joined by surname where their given names allow it, everything else by what the lists say. An office
    without a name goes to the person who holds it, or to its country where nobody is named. A state that only an adjective
    or a hyphen tells is there too, named nowhere (`la contribution japonaise`, `Pérou-Chili`).
    `openings` are the first tokens of paragraphs.
    """
    troupe = Troupe(tokens, namings, pack, openings)
    people = [at for at, naming in enumerate(namings) if naming.kind == PERSON]
    for at in sorted(people, key=lambda at: (namings[at].start - namings[at].end, at)):
        troupe.of[at] = join_person(troupe, at)
    of_inner = [-1] * len(inner)
    others = [(naming.start, at, True) for at, naming in enumerate(namings) if naming.kind != PERSON]
    for _, at, outer in sorted([*others, *((naming.start, at, False) for at, naming in enumerate(inner))]):
        if not outer:
            of_inner[at] = join_listed(troupe, inner[at])
        elif namings[at].kind in (COUNTRY, ORGANIZATION, BLOC) and not _is_channel(troupe, namings[at]):
            troupe.of[at] = (join_listed(troupe, namings[at]),)
        elif country := namings[at].country:
            join_country(troupe, country)
    lands = troupe.lists.gazetteer
    for token in [token for token in tokens if token.low in lands.demonyms or "-" in token.low]:
        for country in lands.countries(token.low) or (hyphenated_states(token.low, pack) if token.is_capital else ()):
            join_country(troupe, country)
    place_offices(troupe)
    return Cast(tuple(troupe.members), tuple(troupe.namings), tuple(troupe.of), tuple(of_inner))


def _is_channel(troupe: Troupe, naming: Naming) -> bool:
    """Whether a platform is but the way in which something is said (`sur Telegram`)."""
    if naming.kind != ORGANIZATION or not naming.first:
        return False
    before = troupe.tokens[naming.first - 1].low
    return before in troupe.lists.bodies.words["channel"] and subtype_of(naming.key, troupe.pack) == "platform"
