"""The actors of an article, joined from its namings: persons by their names, everything else by what the lists say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set

from etl.entities.fullnames import FullName, full_name, one_person
from etl.entities.gender import genders
from etl.entities.institutions import listed_key
from etl.entities.lists import Lists, lists
from etl.entities.namings import COUNTRY, ORGANIZATION, PERSON, Naming
from etl.entities.offices import Office
from etl.entities.spelling import plain
from etl.language.pack import Pack
from etl.language.tokens import Token

_SLIPS = (0, 1, 2)
_TERMINATORS = frozenset({".", "!", "?", "…", "..."})
_MINISTRY = "_ministry"


class Member:
    """An actor of the article.

    Attributes:
        kind: What it is, as in `Naming`.
        key: Id in the lists, or ''.
        country: ISO 3166-1 alpha-3, or None.
        name: Its name.
        words: The words of a person's fullest name.
        names: What an organization is called besides.
        roles: What is told beside a person's name.
        offices: The offices that it holds.
    """

    def __init__(
        self,
        kind: str,
        key: str,
        country: str | None,
        name: str,
        words: tuple[str, ...] = (),
        names: Iterable[str] = (),
        roles: Iterable[str] = (),
    ) -> None:
        self.kind, self.key, self.country, self.name, self.words = kind, key, country, name, words
        self.names, self.roles = set(names), set(roles)
        self.offices: list[Office] = []


class Troupe:
    """A cast in the making.

    Args:
        tokens: The tokens of the article.
        namings: Its namings, in order.
        pack: The language.
        openings: The first tokens of its paragraphs, its title among them.

    Attributes:
        members: The actors so far.
        of: The actors of each naming.
        known: The listed actors, by kind, key and country.
        people: The names of the people among them.
        alike: People by a word of their name, by the sound of their surname, and by the first letter of that.
    """

    def __init__(self, tokens: tuple[Token, ...], namings: Sequence[Naming], pack: Pack, openings: Set[int]) -> None:
        self.tokens, self.namings, self.pack = tokens, list(namings), pack
        self.lists: Lists = lists(pack)
        self.members: list[Member] = []
        self.of: list[tuple[int, ...]] = [()] * len(namings)
        self.known: dict[tuple[str, str, str | None], int] = {}
        self.people: dict[int, FullName] = {}
        self.alike: dict[str, list[int]] = {}
        self._openings = openings
        self._marks: list[int] = []
        self._genders: tuple[str, ...] = ()
        self._title_end = min((first for first in openings if first), default=0)

    def genders(self) -> tuple[str, ...]:
        """The gender of each actor, as the namings of persons by name tell it; found once, when all of them are there."""
        if not self._genders:
            self._genders = genders(self.tokens, self.namings, self.of, len(self.members), self.pack)
        return self._genders

    def sentence(self, naming: Naming) -> int:
        """The number of the sentence that a naming stands in, roughly: by the marks and the ends of paragraphs before it."""
        if not self._marks:
            ends = [i for i, token in enumerate(self.tokens) if token.text in _TERMINATORS]
            self._marks = sorted({*ends, *(first - 1 for first in self._openings), len(self.tokens)})
        return bisect_left(self._marks, naming.start)

    def is_in_title(self, naming: Naming) -> bool:
        """Whether a naming stands in the first of several paragraphs."""
        return naming.start < self._title_end

    def opening(self, naming: Naming) -> int:
        """The first token of the sentence of a naming, as far as `sentence` tells."""
        sentence = self.sentence(naming)
        return self._marks[sentence - 1] + 1 if self._marks and sentence else 0

    def opens_with_participle(self, naming: Naming) -> bool:
        """Whether the sentence of a naming begins with a participle, whose subject comes later (`Recevant …`)."""
        forms = self.lists.grammar.verbs.get(self.tokens[self.opening(naming)].low, ())
        return any(form.tense == "present_participle" for form in forms)

    def surface(self, naming: Naming) -> str:
        """The words of a naming, with single spaces."""
        words = self.tokens[naming.start : naming.end]
        pairs = zip(words, [*words[1:], words[-1]], strict=True)
        return "".join(word.text + " " * (after.start > word.end) for word, after in pairs)

    def add(self, member: Member) -> int:
        """Adds an actor and gives its position."""
        self.members.append(member)
        if member.key:
            self.known[member.kind, member.key, member.country] = len(self.members) - 1
        return len(self.members) - 1

    def nearest(self, candidates: Sequence[int], at: int) -> int:
        """Of some actors, the one told last before a naming, else first after it."""
        if len(candidates) == 1:
            return candidates[0]
        order = [*range(at - 1, -1, -1), *range(at + 1, len(self.of))]
        return next((actor for i in order for actor in self.of[i] if actor in candidates), candidates[0])


def join_country(troupe: Troupe, country: str) -> int:
    """The actor that is a country, new where it is not there yet."""
    known = troupe.known.get((COUNTRY, country, country))
    return troupe.add(Member(COUNTRY, country, country, country)) if known is None else known


def join_listed(troupe: Troupe, naming: Naming) -> int:
    """The actor of a naming that is no person's, new where it is not there yet."""
    if naming.kind == COUNTRY:
        return join_country(troupe, naming.key)
    known = troupe.known.get((naming.kind, naming.key, naming.country))
    if known is not None:
        return known
    surface = plain(troupe.surface(naming))
    full = _expanded(troupe, naming)
    for i, member in enumerate(troupe.members):
        if member.kind == naming.kind and (i == full or _one_body(troupe, member, naming, surface)):
            member.country = member.country or naming.country
            member.names |= {naming.key or surface, surface}
            return i
    return troupe.add(Member(naming.kind, naming.key, naming.country, troupe.surface(naming), names={surface}))


def _one_body(troupe: Troupe, member: Member, naming: Naming, surface: str) -> bool:
    """Whether a naming tells a known organization again; `le Sénat` is that of the state told (`le Sénat américain`)."""
    name = naming.key or surface
    if naming.country == member.country or not (naming.country or member.country):
        return name == member.key or name in member.names
    if naming.country and member.country:
        return False
    bare, full = (member.key, name) if naming.country else (name, member.key)
    country = naming.country or member.country or ""
    if bare.endswith(_MINISTRY) and naming.country:
        return False  # a ministry told first without its state may be that of another
    if full not in (bare, listed_key(bare, country, troupe.pack)):
        return name in member.names
    noun = surface.split(" ", 1)[0]
    if not any(known.split(" ", 1)[0] == noun for known in member.names):
        return False
    member.key = full
    return True


def _expanded(troupe: Troupe, naming: Naming) -> int:
    """The organization whose other name stands right before this one in brackets (`la Mission d'appui (MA)`), or -1."""
    tokens, at = troupe.tokens, naming.first
    if naming.kind != ORGANIZATION or at < 2 or tokens[at - 1].text != "(" or naming.last >= len(tokens):
        return -1
    if tokens[naming.last].text != ")":
        return -1
    before = (i for i, other in enumerate(troupe.namings) if other.last == at - 1 and other.kind == ORGANIZATION)
    return next((actor for i in before for actor in troupe.of[i]), -1)


def join_person(troupe: Troupe, at: int) -> tuple[int, ...]:
    """The person of a naming, new where he is not there yet; two where a hyphen joins two surnames (`le duel Roy-Blanc`)."""
    naming = troupe.namings[at]
    name = full_name(tuple(token.text for token in troupe.tokens[naming.start : naming.end]), troupe.lists, troupe.pack)
    roles = {office.role for office in naming.offices if office.role}
    for slips in _SLIPS:
        people = troupe.alike.get(name.sound[:1] if slips else name.sound, []) + (
            [] if slips else troupe.alike.get(name.parts[-1], [])
        )
        if slips == _SLIPS[-1]:
            people = [i for i in people if roles & troupe.members[i].roles]
        fitting = [i for i in people if one_person(troupe.people[i], name, slips, troupe.lists, troupe.pack)]
        if fitting:
            member = troupe.members[person := troupe.nearest(fitting, at)]
            member.roles |= roles
            member.country = member.country or naming.country
            return (person,)
        if not slips and "-" in name.words[0] and len(name.words) == 1 and (pair := _pair(troupe, name.words[0], at)):
            return pair
    return (_add_person(troupe, name, naming.country, troupe.surface(naming), roles),)


def _add_person(troupe: Troupe, name: FullName, country: str | None, surface: str, roles: set[str]) -> int:
    person = troupe.add(Member(PERSON, "", country, surface, words=name.words, roles=roles))
    troupe.people[person] = name
    for key in {*name.parts, name.sound, name.sound[:1]}:
        troupe.alike.setdefault(key, []).append(person)
    return person


def _pair(troupe: Troupe, word: str, at: int) -> tuple[int, ...]:
    """The people whose surnames a hyphen joins; one at least must be known otherwise."""
    parts = word.split("-")
    names = [full_name((part,), troupe.lists, troupe.pack) for part in parts if part]
    found = [[i for i, full in troupe.people.items() if one_person(full, name, 0, troupe.lists, troupe.pack)] for name in names]
    told = list(zip(names, found, strict=True))
    if (
        not any(found)
        or len(names) < len(parts)
        or any(_is_no_surname(troupe, n.words[0]) for n, fitting in told if not fitting)
    ):
        return ()
    return tuple(
        troupe.nearest(fitting, at) if fitting else _add_person(troupe, name, None, name.words[0], set())
        for name, fitting in told
    )


def _is_no_surname(troupe: Troupe, word: str) -> bool:
    return word.isupper() or not word[:1].isupper() or word.lower() in troupe.lists.gazetteer.firsts
