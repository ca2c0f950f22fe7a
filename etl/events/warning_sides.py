"""A sentence seen from one side: who in it is of the other, who does the wrong that a group or a clause tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from etl.entities.gazetteer import demonym_countries, subtype_of
from etl.entities.members import Member
from etl.entities.namings import COUNTRY, DESCRIPTION, METONYM, ORGANIZATION, PERSON, Naming
from etl.entities.references import topic_before
from etl.entities.scene import Scene
from etl.events.certainty import opens_condition
from etl.events.inserted import is_inserted
from etl.events.match import Taken, take
from etl.events.warning_words import says, warning_words
from etl.language.clauses import complements_of, equals, is_finite, objects_of, right_subject, subject_of
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, QUOTE, SUBORDINATOR, TIME, Group
from etl.language.sentences import Sentence
from etl.language.verbs import VerbGroup

ENVOYS = ("ambassador", "envoy")
_ARMED = "armed_group"
_MEDIA = "media"
_PLATFORM = "platform"
_EMBASSY = "embassy"
_PLACED = ("à", "en", "dans", "lors de", "chez", "depuis", "vers", "contre")
_OWNING = ("", "de", "par")
_WITHIN = ("à", "en", "dans")
_APART = ("sur", "entre", "contre", "avec")


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
        subtype, before = subtype_of(self.scene.cast.members[taken.actor].key, self.scene.pack), self.scene.keys[naming.first - 1]
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
        """Whether a capital belongs to another name (`le mont Kigali`) or to a text signed there (`la Convention de Vienne`)."""
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
        """The actors; a state's envoys, and a body of it told by a description (`des soldats russes`), as that state."""
        return [self._as_state(t) for t in taken]

    def _as_state(self, taken: Taken) -> Taken:
        members = self.scene.cast.members
        member = members[taken.actor]
        described = taken.naming is not None and self.scene.namings[taken.naming].mention_type == DESCRIPTION
        envoy = any(office.role in ENVOYS for office in member.offices)
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


def owner(view: View, at: int) -> list[Taken]:
    """Whose the wrong or the act is that a noun group tells: its agent, its owner, the state of its adjective.

    Who suffers it is passed over (`les frappes contre X`, `l'invasion de X`, `la violation du territoire de X`, `la famine`).
    """
    groups, scene = view.groups, view.scene
    if says(scene, groups[at], "sufferings"):
        return []
    upon = warning_words(scene.pack).nouns["upon"].first(scene.keys, groups[at].first, groups[at].last)
    sufferer = next((i for i in range(at + 1, len(groups)) if groups[i].first >= upon[1]), -1) if upon else -1
    harmed = len(groups)
    found: list[Taken] = []
    for i in range(at, len(groups)):
        group = groups[i]
        if i > at and group.kind in (NOUN, QUOTE) and group.ref is None and says(scene, group, "rights"):
            harmed = i
        if group.kind not in (NOUN, QUOTE, OTHER, TIME, LINK) and not _describes(group):
            break
        if i > at and _leads_away(group):
            harmed = min(harmed, i)  # what follows belongs to that (`un texte sur les liens entre X et Y`)
        if group.kind not in (NOUN, QUOTE) or (i > at and group.prep not in _OWNING):
            continue
        if i >= harmed and group.prep != "par":
            continue
        here = [t for j in equals(groups, i) for t in view.others(j)] if group.prep == "par" or i != sufferer else []
        if group.prep == "par" and here:
            return here
        if i > at and not group.prep and group.ref is not None and here:
            break
        found = found or here or ([] if i == sufferer else view.by_adjective(i))
    return found or _holder(view, at)


def _holder(view: View, at: int) -> list[Taken]:
    """Whose land it is where somebody is held (`la détention de X en Y`), else whose people those are who are held."""
    groups, words = view.groups, warning_words(view.scene.pack)
    holds = says(view.scene, groups[at], "custody")
    for i in range(at + 1, len(groups)):
        group, held = groups[i], groups[i].verb
        if group.kind == COMMA and i + 1 < len(groups) and _describes(groups[i + 1]):
            continue
        if held is not None and _describes(group):
            holds = holds or held.is_one_of(words.verbs["held"])
        elif group.kind not in (NOUN, OTHER, TIME, LINK):
            break
        elif holds and group.prep in _WITHIN and (found := view.others(i)):
            return found
    taken_away = at + 1 < len(groups) and groups[at + 1].prep == "de" and says(view.scene, groups[at], "custody")
    return view.by_adjective(at + 1) if taken_away and not says(view.scene, groups[at], "acts") else []


def struck(view: View) -> list[Taken]:
    """Whom a verb of harm to come has as its object (`nous frapperons X`)."""
    strikes = (i for i, group in enumerate(view.groups) if _strikes(view.scene, group))
    return next((found for i in strikes if (found := [t for j in objects_of(view.groups, i) for t in view.others(j)])), [])


def _leads_away(group: Group) -> bool:
    """Whether a group opens something else than what it stands behind (`les tirs sur X`, `les actes dans le dossier de X`)."""
    return group.prep in _APART or (group.kind == NOUN and group.ref is None and group.prep not in _OWNING)


def _describes(group: Group) -> bool:
    return group.verb is not None and group.verb.tense == "past_participle"


def blamed(view: View, first: int, last: int, *, undergone: bool = False) -> list[Taken]:
    """Whoever acts in a clause, of a condition first: the subject or the agent of each verb, else the owner of a wrong.

    Args:
        view: The sentence.
        first: The first group of the clause.
        last: One past its last.
        undergone: Whether the subject of a passive will do too.
    """
    groups = view.groups
    verbs = [i for i in range(first, last) if is_finite(groups[i])]
    striking = {j for i in verbs if _strikes(view.scene, groups[i]) for j in subject_of(groups, i)}
    conditions = [i for i in verbs if _is_under_condition(view, i)]
    for i in [*conditions, *(i for i in verbs if i not in conditions)]:
        if striking.isdisjoint(subject_of(groups, i)) and (found := actor_of(view, i, first, undergone=undergone)):
            return found
    wrongs = (i for i in range(first, last) if groups[i].kind == NOUN and says(view.scene, groups[i], "wrongs"))
    return next((found for i in wrongs if (found := owner(view, i))), [])


def _is_under_condition(view: View, at: int) -> bool:
    before = next((g for g in view.groups[:at][::-1] if g.kind in (SUBORDINATOR, MARK) or g.verb), None)
    return before is not None and opens_condition(view.scene, before)


def _strikes(scene: Scene, group: Group) -> bool:
    """Whether a verb tells what the speaker's side means to do (`nous punirons X`, `X se réserve le droit d'agir`)."""
    words = warning_words(scene.pack).verbs
    if group.verb is None or group.verb.passive:
        return False
    if group.verb.tense == "future" and group.verb.is_one_of(words["retaliating"] | words["harming"] | words["resolve"]):
        return True
    return group.verb.reflexive and group.verb.is_one_of(words["reserving"])


def actor_of(view: View, at: int, first: int, *, undergone: bool = False) -> list[Taken]:
    """Who does what a verb tells, if it is another side: its subject or the owner of its subject, in the passive its agent."""
    verb = view.groups[at].verb
    subjects = [i for i in subject_of(view.groups, at) if i >= first and not (i == at and _is_impersonal(view.scene, verb))]
    if verb is not None and verb.passive:
        agents = [i for prep, i in complements_of(view.groups, at) if prep == "par" and i > at]
        if agents or not undergone:
            return [t for i in agents for t in view.others(i)]
    found = [t for i in subjects for t in view.others(i)]
    return found or [t for i in subjects if view.groups[i].kind == NOUN for t in owner(view, i)]


def _is_impersonal(scene: Scene, verb: VerbGroup | None) -> bool:
    """Whether the pronoun before a verb can stand for nobody (`il faut`, `il est temps`)."""
    return verb is not None and verb.number == "s" and bool(set(verb.lemmas) & warning_words(scene.pack).verbs["impersonal"])


def quoted_target(view: View, quote: int, *, undergone: bool = False) -> list[Taken]:
    """Whom a quotation is meant for: who acts in it, else the first other side that it names."""
    group = view.groups[quote]
    inner = [s for s in view.scene.sentences if s.quoted and group.first <= s.first < group.last]
    views = [View(view.scene, s, view.scene.groups(s), view.side) for s in inner]
    for inside in views:
        if found := blamed(inside, 0, len(inside.groups), undergone=undergone):
            return found
    for inside in views:
        striking = {j for i, g in enumerate(inside.groups) if _strikes(view.scene, g) for j in subject_of(inside.groups, i)}
        for i, g in enumerate(inside.groups):
            suffers = g.prep == "de" and i > 0 and says(view.scene, inside.groups[i - 1], "rights")
            if (
                g.kind == NOUN
                and not suffers
                and i not in striking
                and g.prep in ("", "de", "à", "par")
                and (found := inside.others(i) or inside.by_adjective(i))
            ):
                return found[:1]
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
