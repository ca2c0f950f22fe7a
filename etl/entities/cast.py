"""The cast of an article: which namings are one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.entities.gazetteer import subtype_of
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


def make_cast(tokens: Sequence[Token], namings: Sequence[Naming], inner: Sequence[Naming], pack: Pack) -> Cast:
    """Joins the namings of an article into actors.

    Persons are joined by surname where their given names allow it, everything else by what the lists say. An office
    without a name goes to the person who holds it, or to its country where nobody is named.
    """
    troupe = Troupe(tokens, namings, pack)
    fullest_first = sorted(
        range(len(namings)), key=lambda i: (0, n.start - n.end, i) if (n := namings[i]).kind == PERSON else (1, 0, i)
    )
    for at in fullest_first:
        naming = namings[at]
        if naming.kind == PERSON:
            troupe.of[at] = join_person(troupe, at)
        elif naming.kind in (COUNTRY, ORGANIZATION, BLOC) and not _is_channel(troupe, naming):
            troupe.of[at] = (join_listed(troupe, naming),)
        elif naming.country:
            join_country(troupe, naming.country)
    place_offices(troupe)
    of_inner = tuple(join_listed(troupe, naming) for naming in inner)
    return Cast(tuple(troupe.members), tuple(troupe.namings), tuple(troupe.of), of_inner)


def _is_channel(troupe: Troupe, naming: Naming) -> bool:
    """Whether a platform is but the way in which something is said (`sur Telegram`)."""
    if naming.kind != ORGANIZATION or not naming.first:
        return False
    before = troupe.tokens[naming.first - 1].low
    return before in troupe.lists.bodies.words["channel"] and subtype_of(naming.key, troupe.pack) == "platform"
