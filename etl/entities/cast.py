"""The cast of an article: which namings are one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.entities.lists import lists
from etl.entities.namings import BLOC, COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.offices import Office
from etl.entities.spelling import plain, same_given_name, same_surname
from etl.language.pack import Pack
from etl.language.tokens import Token

_SLIPS = 2
_SHORTEST_MISSPELT = 5
_LONGEST_FAMILY_NAME_FIRST = 4


@dataclass
class Member:
    """An actor of the article; `words` are the words of a person's fullest name, `aliases` the other names of an organization."""

    kind: str
    key: str
    country: str | None
    name: str
    offices: list[Office] = field(default_factory=list)
    words: tuple[str, ...] = ()
    aliases: set[str] = field(default_factory=set)


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
    from etl.entities.holders import place_offices

    troupe = Troupe(tokens, list(namings), pack)
    for at in sorted(range(len(namings)), key=lambda i: (namings[i].kind != PERSON, namings[i].start - namings[i].end, i)):
        naming = namings[at]
        if naming.kind == PERSON:
            troupe.of[at] = troupe.join_person(naming, at)
        elif naming.kind in (COUNTRY, ORGANIZATION, BLOC):
            troupe.of[at] = (troupe.join_listed(naming),)
        elif naming.country:
            troupe.join_country(naming.country)
    place_offices(troupe)
    of_inner = tuple(troupe.join_listed(naming) for naming in inner)
    return Cast(tuple(troupe.members), tuple(troupe.namings), tuple(troupe.of), of_inner)


class Troupe:
    """A cast in the making.

    Args:
        tokens: The tokens of the article.
        namings: Its namings, in order.
        pack: The language.

    Attributes:
        members: The actors so far.
        of: The actors of each naming.
    """

    def __init__(self, tokens: Sequence[Token], namings: list[Naming], pack: Pack) -> None:
        self.tokens, self.namings, self.pack = tokens, namings, pack
        self.members: list[Member] = []
        self.of: list[tuple[int, ...]] = [()] * len(namings)

    def surface(self, naming: Naming) -> str:
        """The words of a naming, with single spaces."""
        words = self.tokens[naming.start : naming.end]
        spaced = [word.text + " " * (after.start > word.end) for word, after in zip(words, [*words[1:], words[-1]], strict=True)]
        return "".join(spaced)

    def join_country(self, country: str) -> int:
        """The actor that is a country, new where it is not there yet."""
        return self._known_country(country) or self._add(Member(COUNTRY, country, country, country))

    def _known_country(self, country: str) -> int:
        raise NotImplementedError

    def _add(self, member: Member) -> int:
        self.members.append(member)
        return len(self.members) - 1
