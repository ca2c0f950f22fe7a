"""Whom a warning is meant for: whoever should change what they do, told as object, as owner of a wrong, or in a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, DESCRIPTION, METONYM, ORGANIZATION, PERSON, Naming
from etl.entities.references import topic_before
from etl.entities.scene import Scene
from etl.events.match import Match, Taken, take
from etl.events.warning_words import says, warning_words
from etl.language.clauses import clause_end, complements_of, equals, is_finite, relative_antecedent, right_subject, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, PRONOUN, QUOTE, SUBORDINATOR, THAT, TIME, Group
from etl.language.sentences import Sentence
from etl.language.verbs import VerbGroup

ENVOYS = ("ambassador", "envoy")
_LONG = 1  # a preposition of more tokens (`à l'adresse de`) tells no place


class Side(NamedTuple):
    """Whoever warns, and their countries."""

    actors: frozenset[int]
    lands: frozenset[str]


def side_of(scene: Scene, taken: Sequence[Taken]) -> Side:
    """The side that some actors make."""
    members = scene.cast.members
    return Side(
        frozenset(t.actor for t in taken), frozenset(land for t in taken if (land := members[t.actor].country) is not None)
    )


class View(NamedTuple):
    """A sentence seen from the side of whoever warns in it."""

    scene: Scene
    sentence: Sentence
    groups: Sequence[Group]
    side: Side

    def others(self, at: int) -> list[Taken]:
        """The actors of a group that are not of the side, its country's included."""
        members = self.scene.cast.members
        return [t for t in self.named(at) if members[t.actor].country not in self.side.lands]

    def named(self, at: int) -> list[Taken]:
        """The actors of a group that do not warn themselves; a capital in apposition (`le mont Kigali`) is none."""
        group = self.groups[at]
        if isinstance(group.ref, Naming) and group.ref.mention_type == METONYM and group.head < group.ref.first:
            return []
        taken = take(self.scene, self.sentence, self.groups, at) or self.government(group)
        return [t for t in taken if t.actor not in self.side.actors]

    def government(self, group: Group) -> list[Taken]:
        """The state of whoever warns, told as `le gouvernement` alone."""
        members = self.scene.cast.members
        if group.ref is not None or len(self.side.lands) != 1 or not says(self.scene, group, "own_government"):
            return []
        return [Taken(i, None) for i, m in enumerate(members) if m.kind == COUNTRY and m.key in self.side.lands]

    def as_states(self, taken: Sequence[Taken]) -> list[Taken]:
        """The actors, its envoys and a body of it told by a description (`des soldats russes`) as their state."""
        members = self.scene.cast.members

        def state(t: Taken) -> Taken:
            member = members[t.actor]
            described = t.naming is not None and self.scene.namings[t.naming].mention_type == DESCRIPTION
            envoy = any(office.role in ENVOYS for office in member.offices)
            if not envoy and (member.kind != ORGANIZATION or not described):
                return t
            return next((Taken(i, t.naming) for i, m in enumerate(members) if m.kind == COUNTRY and m.key == member.country), t)

        return [state(t) for t in taken]

    def by_adjective(self, at: int) -> list[Taken]:
        """The country of an adjective in a group (`des tirs russes`), if it is not of the side."""
        group, members = self.groups[at], self.scene.cast.members
        for token in self.scene.tokens[group.first : group.last]:
            lands = [land for land in demonym_countries(token.low, self.scene.pack) if land not in self.side.lands]
            known = [i for i, member in enumerate(members) if member.kind == COUNTRY and member.key in lands]
            if known:
                return [Taken(known[0], None)]
        return []


def targets_of(scene: Scene, match: Match, side: Side, quote: int) -> list[Taken]:
    """The targets of a frame.

    Args:
        scene: The article.
        match: The frame.
        side: Whoever warns.
        quote: Position of the quotation that the verb introduces, or -1.

    Returns:
        Who is told as object or addressee; else whom a pronoun stands for; else the owner of what is blamed or asked
        for; else who acts in the clause or in the quotation; empty where nobody is told.
    """
    view = View(scene, match.sentence, match.groups, side)
    for found in _ways(view, match, quote):
        if found:
            return list(dict.fromkeys(found))
    return []


def _ways(view: View, match: Match, quote: int) -> Iterator[list[Taken]]:
    yield _addressee(view, match)
    yield _told(view, match)
    yield _sufferer(view, match)
    yield _pronoun(view, match)
    yield from (view.as_states(found) for found in _inferred(view, match, quote))


def _inferred(view: View, match: Match, quote: int) -> Iterator[list[Taken]]:
    options, undergone = match.frame.options, match.frame.values["kind"] in ("warning", "threat")
    thing = object_at(view.scene, match) if options.get("owner") else -1
    if thing >= 0:
        yield owner(view, thing)
    for prep in options.get("about", ()):
        for i in _under(match, prep):
            yield owner(view, i)
    if (that := that_after(match)) >= 0:
        yield blamed(view, that + 1, len(match.groups), undergone=undergone)
    if is_inserted(match.groups, match.at):
        around = (i for i in range(match.at - 1, -1, -1) if is_finite(match.groups[i]))
        yield actor_of(view, next(around, match.at), 0, undergone=undergone)
        yield blamed(view, match.at + 1, len(match.groups), undergone=undergone)
    if quote >= 0:
        yield quoted_target(view, quote, undergone=undergone)
    yield topic(view)
    if thing >= 0 and (
        QUOTE in [g.kind for g in match.groups[thing : thing + 2]] or says(view.scene, match.groups[thing], "wrongs")
    ):
        yield _in_sentence_before(view)


def topic(view: View) -> list[Taken]:
    """Whom a sentence is about by its own first words (`Concernant X, …`)."""
    return view.others(0) if view.groups[0].prep == "sur" else []


def _told(view: View, match: Match) -> list[Taken]:
    found = [t for t in match.parts.get("target", []) if t.actor not in view.side.actors]
    if not found and "target" in match.frame.roles.values() and (thing := object_at(view.scene, match)) >= 0:
        found = [t for i in equals(match.groups, thing) for t in view.named(i)]
    return found if match.frame.values["kind"] != "protest" else view.as_states(found)


def _sufferer(view: View, match: Match) -> list[Taken]:
    """The subject of a verb of suffering with a noun as its object (`X a essuyé les critiques de Y`)."""
    verb = match.verb_group
    if verb is None or match.at == match.verb or not set(verb.lemmas) & warning_words(view.scene.pack).verbs["suffering"]:
        return []
    return [t for i in subject_of(match.groups, match.verb) for t in view.named(i)]


def _addressee(view: View, match: Match) -> list[Taken]:
    """Whoever is spoken to: the first actor after the verb under one of the frame's prepositions, or under a long one."""
    preps = match.frame.options.get("addressee", ())
    groups = view.groups
    for i in complements(match):
        group = groups[i]
        if group.verb is not None and not group.verb.finite and group.verb.tense != "past_participle":
            break
        if group.kind != NOUN or not (group.prep in preps or _is_long(group)):
            continue
        if group.prep == "de" and any(g.kind not in (OTHER, TIME) for g in groups[match.at + 1 : i]):
            continue
        if view.scene.tokens[group.head].low in warning_words(view.scene.pack).tokens["strong"]:
            return view.as_states(antecedent(view, group.first))
        if found := [t for j in equals(groups, i) for t in view.named(j)]:
            return found
    return []


def complements(match: Match) -> list[int]:
    """The groups that may tell more of a frame: of a verb those after it, of a noun those of its verb too."""
    groups, at = match.groups, tail(match)
    start = match.verb if 0 <= match.verb < match.at else at
    found = list(range(start + 1, clause_end(groups, at)))
    return found + list(range(match.verb + 1, clause_end(groups, match.verb))) if match.verb > at else found


def tail(match: Match) -> int:
    """The group that the trigger ends in."""
    return next((i for i, group in enumerate(match.groups) if group.last >= match.trigger[1]), match.at)


def _is_long(group: Group) -> bool:
    return group.prep == "à" and isinstance(group.ref, Naming) and group.ref.first - group.first > _LONG


def _pronoun(view: View, match: Match) -> list[Taken]:
    """Whom the object pronoun of the verb stands for."""
    verb, scene = match.verb_group, view.scene
    if verb is None:
        return []
    words = warning_words(scene.pack).tokens
    if match.frame.options.get("seen"):
        return antecedent(view, match.groups[match.verb].first) if set(verb.clitics) & words["there"] else []
    direct = "target" in match.frame.roles.values() and set(verb.clitics) & grammar(scene.pack).words["direct_clitics"]
    indirect = "à" in match.frame.options.get("addressee", ()) and set(verb.clitics) & words["indirect"]
    found = antecedent(view, match.groups[match.verb].first) if direct or indirect else []
    return found if match.frame.values["kind"] != "protest" else view.as_states(found)


def antecedent(view: View, token: int) -> list[Taken]:
    """Whom a pronoun stands for: the last other side named before it in its clause, else in the text."""
    scene = view.scene
    for i in range(len(view.groups) - 1, -1, -1):
        if view.groups[i].last > token:
            continue
        if view.groups[i].kind == MARK and scene.tokens[view.groups[i].first].text == ";":
            break
        if found := view.others(i):
            return found[:1]
    topic = topic_before(scene, view.sentence.first, PERSON, besides=view.side.actors)
    return _in_sentence_before(view) if topic is None else [Taken(topic, None)]


def _in_sentence_before(view: View) -> list[Taken]:
    """The last other side named in the sentence before."""
    before = [s for s in view.scene.sentences if not s.quoted and s.last <= view.sentence.first]
    if not before:
        return []
    earlier = view._replace(sentence=before[-1], groups=view.scene.groups(before[-1]))
    return next((found[:1] for i in range(len(earlier.groups) - 1, -1, -1) if (found := earlier.others(i))), [])


def object_at(scene: Scene, match: Match) -> int:
    """The group that tells what a verb is about: its object, its subject in the passive, the noun of a relative; or -1."""
    groups, verb = match.groups, match.groups[match.at].verb
    if verb is None:
        return match.at
    if verb.passive:
        return next(iter(subject_of(groups, match.at)), -1)
    if (found := relative_antecedent(groups, match.at)) >= 0:
        return found
    for i in range(match.at + 1, clause_end(groups, tail(match))):
        if groups[i].kind in (NOUN, QUOTE) and not (
            groups[i].prep or groups[i].last == match.trigger[1] or _is_manner(scene, groups[i])
        ):
            return i
        if groups[i].verb is not None:
            return -1
    return -1


def _is_manner(scene: Scene, group: Group) -> bool:
    """Whether a group is nothing but an adverb (`condamne fermement X`)."""
    ending = grammar(scene.pack).adverb_endings
    return group.last == group.first + 1 and group.ref is None and scene.tokens[group.first].low.endswith(ending)


def that_after(match: Match) -> int:
    """The word that opens the clause which a verb governs, or -1."""
    for i in range(tail(match) + 1, len(match.groups)):
        if match.groups[i].kind == THAT:
            return i
        if is_finite(match.groups[i]) or match.groups[i].kind in (QUOTE, SUBORDINATOR):
            return -1
    return -1


def _under(match: Match, prep: str) -> list[int]:
    """The groups under a preposition after a verb; of an infinitive (`inquiet de voir X agir`) its object."""
    groups, at = match.groups, tail(match)
    found = [i for under, i in complements_of(groups, at) if under == prep and i > at]
    last = min(clause_end(groups, at), len(groups) - 1)
    seen = [i for i in range(at + 1, last) if groups[i].verb and groups[i].prep == prep]
    return found + [i + 1 for i in seen if groups[i + 1].kind == NOUN and not groups[i + 1].prep]


def owner(view: View, at: int) -> list[Taken]:
    """Whose the wrong or the act is that a noun group tells: its agent, its owner, the state of its adjective.

    Who suffers it is passed over (`les frappes contre X`, `l'invasion de X`, `la famine`).
    """
    groups, scene = view.groups, view.scene
    if says(scene, groups[at], "sufferings"):
        return []
    sufferer = at + 1 if says(scene, groups[at], "upon") else -1
    found: list[Taken] = []
    for i in range(at, len(groups)):
        group = groups[i]
        if group.kind not in (NOUN, QUOTE, OTHER, TIME, LINK) and not _describes(group):
            break
        if group.kind not in (NOUN, QUOTE) or (i > at and group.prep not in ("", "de", "par")):
            continue
        here = view.others(i) if group.prep == "par" or i != sufferer else []
        if group.prep == "par" and here:
            return here
        if i > at and not group.prep and group.ref is not None and here:
            break
        found = found or here or view.by_adjective(i)
    return found


def _describes(group: Group) -> bool:
    return group.verb is not None and group.verb.tense == "past_participle"


def blamed(view: View, first: int, last: int, *, undergone: bool = False) -> list[Taken]:
    """Whoever acts in a clause, of a condition first: the subject or the agent of each verb.

    Args:
        view: The sentence.
        first: The first group of the clause.
        last: One past its last.
        undergone: Whether the subject of a passive will do too.
    """
    groups, openers = view.groups, warning_words(view.scene.pack).tokens["conditional"]

    def under_condition(at: int) -> bool:
        before = next((g for g in reversed(groups[:at]) if g.kind in (SUBORDINATOR, MARK) or g.verb), None)
        return before is not None and before.kind == SUBORDINATOR and view.scene.tokens[before.first].low in openers

    verbs = [i for i in range(first, last) if is_finite(groups[i])]
    for i in sorted(verbs, key=lambda i: not under_condition(i)):
        if found := actor_of(view, i, first, undergone=undergone):
            return found
    return []


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
        for i, g in enumerate(inside.groups):
            if (
                g.kind == NOUN
                and g.prep in ("", "de", "à", "par", "contre")
                and (found := inside.others(i) or inside.by_adjective(i))
            ):
                return found[:1]
    return []


def quote_of(match: Match) -> int:
    """The quotation that a verb introduces: right before it, or after it in its clause; -1 if there is none."""
    groups = match.groups
    i = match.at - 1
    while i >= 0 and groups[i].kind in (COMMA, OTHER, MARK):
        i -= 1
    if 0 <= i < match.at and groups[i].kind == QUOTE:
        return i
    for i in range(match.at + 1, len(groups)):
        if groups[i].kind == QUOTE:
            return i
        if is_finite(groups[i]) or groups[i].kind in (SUBORDINATOR, PRONOUN):
            return -1
    return -1


def is_inserted(groups: Sequence[Group], at: int) -> bool:
    """Whether a verb stands between commas with its subject behind it (`la paix, prévient X, est loin`)."""
    verb = groups[at].verb
    if verb is None or not verb.finite or at == 0 or groups[at - 1].kind != COMMA:
        return False
    if verb.subject > verb.head:
        return True
    after = () if verb.subject >= 0 else right_subject(groups, at)
    end = after[-1] + 1 if after else len(groups)
    return bool(after) and after[0] == at + 1 and (end == len(groups) or groups[end].kind == COMMA)
