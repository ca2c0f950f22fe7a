"""A sentence seen from one side: who in it is of the other, whom its pronouns stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from etl.entities.gazetteer import demonym_countries, subtype_of
from etl.entities.members import Member
from etl.entities.namings import COUNTRY, DESCRIPTION, METONYM, ORGANIZATION, PERSON, Naming
from etl.entities.scene import Scene
from etl.entities.topics import topic_before
from etl.events.inserted import is_inserted
from etl.events.match import Taken, take
from etl.events.warning_words import says, warning_words
from etl.language.clauses import equals, is_finite, right_subject, subject_of
from etl.language.groups import MARK, QUOTE, Group
from etl.language.sentences import Sentence

ENVOYS = ("ambassador", "envoy")
_ARMED = "armed_group"
_MEDIA = "media"
_PLATFORM = "platform"
_EMBASSY = "embassy"
_PLACED = ("à", "en", "dans", "lors de", "chez", "depuis", "vers", "contre")


class Side(NamedTuple):
    """Whoever warns, and the countries and bodies that they are or speak for."""

    actors: frozenset[int]
    lands: frozenset[str]


def side_of(scene: Scene, taken: Sequence[Taken]) -> Side:
    """The side that some actors make."""
    members = scene.cast.members
    return Side(
        frozenset(t.actor for t in taken), frozenset(body for t in taken for body in bodies_of(scene, members[t.actor]))
    )


def is_medium(scene: Scene, taken: Taken) -> bool:
    """Whether an actor is a medium, which warns nobody but tells what others say."""
    return subtype_of(scene.cast.members[taken.actor].key, scene.pack) == _MEDIA


def bodies_of(scene: Scene, member: Member) -> Iterator[str]:
    """The state or the body that a member is, is part of or speaks for: codes of countries, keys of organizations."""
    speaks = warning_words(scene.pack).bodies
    if own := member.country or speaks.get(member.key, member.key):
        yield own
    for office in member.offices:
        if body := office.organization or speaks.get(office.kind, ""):
            yield speaks.get(body, body)


@dataclass(frozen=True, slots=True)
class View:
    """A sentence seen from the side of whoever warns in it."""

    scene: Scene
    sentence: Sentence
    groups: list[Group]
    side: Side

    def others(self, at: int) -> list[Taken]:
        """The actors of a group that are not of the side, nor of its countries unless they bear arms against them."""
        told = [t for t in self.named(at) if not self.is_hearer(t)]
        return [t for t in told if not self._is_ours(self.scene.cast.members[t.actor])]

    def _is_ours(self, member: Member) -> bool:
        """Whether a member is of the side, or only spreads what it says."""
        if subtype_of(member.key, self.scene.pack) == _MEDIA:
            return True
        entries = (e for hit in self.scene.hits for e in hit.entries if e.key == member.key)
        return not self.side.lands.isdisjoint((member.country, member.key)) and not any(e.subtype == _ARMED for e in entries)

    def is_hearer(self, taken: Taken) -> bool:
        """Whether an actor is a medium that something is said to (`a déclaré à X`), or where one writes (`la chaîne X`)."""
        naming = self.scene.namings[taken.naming] if taken.naming is not None else None
        if naming is None or naming.first == 0:
            return False
        subtype, before = (
            subtype_of(self.scene.cast.members[taken.actor].key, self.scene.pack),
            self.scene.keys[naming.first - 1],
        )
        channels = warning_words(self.scene.pack).tokens["channels"]
        return (subtype == _MEDIA and before == "à") or (subtype == _PLATFORM and before in channels)

    def named(self, at: int) -> list[Taken]:
        """The actors of a group that do not warn themselves; a capital that is only a place is none."""
        group = self.groups[at]
        if isinstance(group.ref, Naming) and group.ref.mention_type == METONYM and self._is_place(at, group.ref):
            return []
        taken = take(self.scene, self.sentence, self.groups, at) or self.government(group) or self.mission(at)
        return [t for t in taken if t.actor not in self.side.actors]

    def _is_place(self, at: int, capital: Naming) -> bool:
        """Whether a capital belongs to another name (`le mont Kigali`) or to a text (`la Convention de Vienne`)."""
        before = self.groups[max(at - 1, 0)]
        signed = self.groups[at].prep == "de" and before.ref is None and says(self.scene, before, "instruments")
        return self.groups[at].head < capital.first or signed

    def mission(self, at: int) -> list[Taken]:
        """The state of diplomats who are told by their adjective alone (`deux diplomates russes`)."""
        return self.by_adjective(at) if says(self.scene, self.groups[at], "diplomats") else []

    def government(self, group: Group) -> list[Taken]:
        """The state of whoever warns, told as `le gouvernement` alone."""
        members = self.scene.cast.members
        if group.ref is not None or len(self.side.lands) != 1 or not says(self.scene, group, "own_government"):
            return []
        return [Taken(i, None) for i, m in enumerate(members) if m.kind == COUNTRY and m.key in self.side.lands]

    def as_states(self, taken: Sequence[Taken]) -> list[Taken]:
        """The actors; a state's envoys, its embassy and a body told by a description (`des soldats russes`) as that state."""
        return [self._as_state(t) for t in taken]

    def _as_state(self, taken: Taken) -> Taken:
        members = self.scene.cast.members
        member = members[taken.actor]
        described = taken.naming is not None and self.scene.namings[taken.naming].mention_type == DESCRIPTION
        envoy = member.key == _EMBASSY or any(office.role in ENVOYS for office in member.offices)
        if not envoy and (member.kind != ORGANIZATION or not described):
            return taken
        states = (i for i, m in enumerate(members) if m.kind == COUNTRY and m.key == member.country)
        return Taken(next(states, taken.actor), taken.naming)

    def by_adjective(self, at: int) -> list[Taken]:
        """The country of an adjective in a group (`des tirs russes`), if it is not of the side."""
        group, members = self.groups[at], self.scene.cast.members
        for token in self.scene.tokens[group.first : group.last]:
            lands = [land for land in demonym_countries(token.low, self.scene.pack) if land not in self.side.lands]
            known = [i for i, member in enumerate(members) if member.kind == COUNTRY and member.key in lands]
            if known:
                return [Taken(known[0], None)]
        return []


def antecedent(view: View, token: int, *, several: bool = False) -> list[Taken]:
    """Whom a pronoun stands for: the last other side named before it in its clause, else in the text.

    Args:
        view: The sentence.
        token: The pronoun.
        several: Whether it is a plural, so that all who are told as equals are meant.
    """
    scene = view.scene
    for i in range(len(view.groups) - 1, -1, -1):
        if view.groups[i].last > token or view.groups[i].prep == "selon":
            continue
        if view.groups[i].kind == MARK and scene.tokens[view.groups[i].first].text == ";":
            break
        if found := view.others(i):
            rows = (equals(view.groups, k) for k in range(i + 1))
            joined = next((row for row in rows if i in row and len(row) > 1), (i,)) if several else ()
            return [t for j in joined for t in view.others(j)] or found[:1]
    topic = topic_before(scene, view.sentence.first, PERSON, besides=view.side.actors)
    return in_sentence_before(view) if topic is None else [Taken(topic, None)]


def in_sentence_before(view: View, *, acting: bool = False) -> list[Taken]:
    """The last other side named in the sentence before; if asked for rather the one that acts in it."""
    before = [s for s in view.scene.sentences if not s.quoted and s.last <= view.sentence.first]
    if not before or not view.side.lands:
        return []  # the state of whoever warns may be the very one
    earlier = replace(view, sentence=before[-1], groups=view.scene.groups(before[-1]))
    row = earlier.groups
    quoted = next((i for i, group in enumerate(row) if group.kind == QUOTE), len(row))
    telling = (i for i, group in enumerate(row) if is_finite(group) and (i > quoted or is_inserted(row, i)))
    tellers = {j for i in telling for j in right_subject(row, i)}
    told = (i for i in range(len(row) - 1, -1, -1) if i not in tellers and row[i].prep not in _PLACED)
    if acting:
        first = next((j for i, group in enumerate(row[:quoted]) if is_finite(group) for j in subject_of(row, i)), -1)
        return [t for i in equals(row, first) for t in earlier.others(i)][:1] if first >= 0 else []
    return next((found[:1] for i in told if (found := earlier.others(i))), [])


def topic(view: View) -> list[Taken]:
    """Whom a sentence is about by its own first words (`Concernant X, …`)."""
    return view.others(0) if view.groups[0].prep == "sur" else []
