"""Whether a frame of warning tells of a warning: said and not denied, by somebody public, with a content that makes it one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from etl.entities.gazetteer import subtype_of
from etl.entities.members import Member
from etl.entities.namings import BLOC, COUNTRY, ORGANIZATION, PERSON
from etl.entities.scene import Scene
from etl.events.certainty import is_only_thought, opens_condition
from etl.events.circumstance_words import circumstance_words
from etl.events.inserted import is_inserted
from etl.events.match import Match, Taken
from etl.events.warning_places import object_at, tail, that_after
from etl.events.warning_words import says, warning_words
from etl.language.clauses import clause_end, clause_start, is_finite, objects_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, MARK, NOUN, OTHER, QUOTE, RELATIVE, THAT, TIME, VERB, Group
from etl.language.verbs import VerbGroup

_PRIVATE = frozenset({"company", "media", "platform"})
_OFFICIAL = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "ambassador", "military_chief"}
)
_GOVERNING = frozenset({"", "government", "military"})  # kinds of bodies that speak for their state
_AHEAD = ("future", "future_perfect", "conditional", "conditional_past")
_ENOUGH = 2  # officials in an article about public affairs


def is_told(scene: Scene, match: Match) -> bool:
    """Whether the frame tells of something said: not denied, not left undone, not a mere possibility."""
    verb, words = match.verb_group, warning_words(scene.pack)
    first = scene.tokens[match.groups[match.at].first].low
    if first in grammar(scene.pack).words["negations"]:
        return False
    if verb is None:
        return True
    auxiliaries = set(grammar(scene.pack).auxiliaries.values())
    if match.at == match.verb and auxiliaries & set(verb.lemmas) and auxiliaries & set(verb.lemmas[1:]):
        return False
    if (
        match.at != match.verb
        and match.at in subject_of(match.groups, match.verb)
        and not set(verb.lemmas) & words.verbs["giving"]
    ):
        return True
    if verb.negated or (verb.modal in words.verbs["possible"] and verb.tense == "conditional") or _is_asked(scene, match):
        return False
    if match.at == match.verb and (_is_of_another(scene, match) or _is_wished(scene, match)):
        return False
    return not is_only_thought(scene, match)


def _is_asked(scene: Scene, match: Match) -> bool:
    """Whether a gerund goes with what others are asked to do or blamed for (`appelle X à agir en condamnant Y`)."""
    groups, at = match.groups, match.verb
    if groups[at].prep != "en" or groups[at].verb is None or at == 0 or groups[at - 1].kind == COMMA:
        return False
    before = next((g.verb for g in groups[:at][::-1] if is_finite(g)), None)
    others = circumstance_words(scene.pack).directing | warning_words(scene.pack).verbs["blaming"]
    return before is not None and before.is_one_of(others)


def _is_of_another(scene: Scene, match: Match) -> bool:
    """Whether an infinitive tells what another does: whoever is accused, asked or kept from it (`accuse X de menacer Y`)."""
    groups, at = match.groups, match.verb
    verb, blaming = groups[at].verb, warning_words(scene.pack).verbs["blaming"]
    if verb is None or verb.tense not in ("infinitive", "past_infinitive") or not groups[at].prep:
        return False
    for i in range(at - 1, -1, -1):
        before = groups[i].verb
        if groups[i].kind in (COMMA, MARK, THAT, RELATIVE):
            return False
        if before is not None and before.is_one_of(blaming | circumstance_words(scene.pack).directing):
            return bool(objects_of(groups, i)) or before.passive or bool(before.clitics)
        if before is not None and before.finite:
            return False
    return False


def _is_wished(scene: Scene, match: Match) -> bool:
    """Whether a verb stands in the clause of what somebody hopes or waits for (`attend de X qu'il condamne Y`)."""
    groups, opener = match.groups, clause_start(match.groups, match.verb) - 1
    if opener < 1 or groups[opener].kind != THAT:
        return False
    before = next((g.verb for g in groups[:opener][::-1] if g.verb), None)
    return before is not None and before.is_one_of(warning_words(scene.pack).verbs["hoping"])


def is_to_own_people(scene: Scene, match: Match) -> bool:
    """Whether a verb is addressed to those who live or serve under the speaker (`demande à ses ressortissants de partir`)."""
    if match.at != match.verb or match.frame.options.get("envoy"):
        return False
    possessives = grammar(scene.pack).words["possessives"]
    for group in match.groups[match.at + 1 : clause_end(match.groups, match.at)]:
        if group.verb is not None:
            return False
        if group.kind == NOUN and group.prep in ("", "à"):
            own = any(token.low in possessives for token in scene.tokens[group.first : group.head + 1])
            return own and says(scene, group, "own_people")
    return False


def goes_on_about(match: Match) -> bool:
    """Whether a participle says more of whom the clause before it names, told by a pronoun (`menace X, les jugeant …`)."""
    verb = match.verb_group
    return match.at == match.verb and verb is not None and verb.tense == "present_participle" and bool(verb.clitics)


def is_own_state(scene: Scene, issuers: Sequence[Taken], target: Taken) -> bool:
    """Whether a target is the state, told by its name or its people's, of those who speak for it."""
    members = scene.cast.members
    state = members[target.actor]
    return state.kind == COUNTRY and any(
        issuer.country == state.key
        and (issuer.kind == COUNTRY or not _OFFICIAL.isdisjoint(issuer.roles) or _is_of_government(scene, issuer))
        for issuer in (members[t.actor] for t in issuers)
    )


def _is_of_government(scene: Scene, member: Member) -> bool:
    """Whether an actor is a ministry or an armed force."""
    return member.kind == ORGANIZATION and bool(member.key) and subtype_of(member.key, scene.pack) in _GOVERNING


def is_comment(scene: Scene, issuers: Sequence[Taken]) -> bool:
    """Whether only those speak who comment on what others do: journalists and experts."""
    told = [scene.cast.members[t.actor] for t in issuers]
    offices, commenting = [o.kind for m in told for o in m.offices], warning_words(scene.pack).tokens["commentators"]
    return all(m.kind == PERSON for m in told) and bool(offices) and commenting.issuperset(offices)


def is_public(scene: Scene, taken: Sequence[Taken]) -> bool:
    """Whether somebody acts for a state, a people or an institution, or else the article is about those who do.

    So athletes, firms and private persons warn nobody in an article of their own.
    """
    members = scene.cast.members
    private = {e.key for hit in scene.hits for e in hit.entries if e.subtype in _PRIVATE}
    told = [members[t.actor] for t in taken]
    if any(m.kind in (COUNTRY, BLOC) or _is_official(scene, m, private) for m in told):
        return True
    if any(m.kind == ORGANIZATION and m.key and m.key not in private for m in told):
        return True
    officials = sum(_is_official(scene, m, private) for m in members)
    return officials >= _ENOUGH and 2 * officials >= sum(m.kind == PERSON for m in members)


def _is_official(scene: Scene, member: Member, private: set[str]) -> bool:
    """Whether somebody holds an office that is no private one, or holds it in an institution."""
    no_office = warning_words(scene.pack).tokens["private_offices"]
    return any(
        o.role and (o.kind not in no_office or (o.organization and o.organization not in private)) for o in member.offices
    )


def has_content(scene: Scene, match: Match, targets: Sequence[Taken], quote: int) -> bool:
    """Whether the frame has one of the contents that make it a warning, and what is asked for is no help."""
    options = match.frame.options
    if "target" in match.frame.needs and not targets:
        return False
    if not targets and (_is_of_own_work(scene, match) or (options.get("dire") and not _is_dire(scene, match, quote))):
        return False
    asked, thing = _infinitive(match, ("de", "à", "pour")), object_at(scene, match)
    lemmas = frozenset(asked.lemmas) if asked else frozenset()
    if asked and asked.reflexive and lemmas & warning_words(scene.pack).verbs["going"]:
        return False
    if options.get("asks") and lemmas & warning_words(scene.pack).verbs["helping"]:
        return False
    if thing >= 0 and says(scene, match.groups[thing], *options.get("not_of", ())):
        return False
    if any(_after(scene, match, nouns) for nouns in options.get("without", ())):
        return False
    if options.get("informs") and _only_informs(scene, match, options["informs"]):
        return False
    told = _Told(scene, match, bool(targets), quote >= 0, lemmas, thing)
    content = options.get("content", ())
    return not content or any(_CONTENTS[name](told) for name in content)


def _is_of_own_work(scene: Scene, match: Match) -> bool:
    """Whether what a body of several states cautions of befalls what is its own (`avertit que ses stocks seront épuisés`)."""
    that, possessives = that_after(match), grammar(scene.pack).words["possessives"]
    if not 0 <= that < len(match.groups) - 1 or scene.tokens[match.groups[that + 1].first].low not in possessives:
        return False
    told = [scene.cast.members[t.actor] for t in match.parts.get("issuer", ())]
    return all(m.kind == ORGANIZATION and m.country is None for m in told)


def _is_dire(scene: Scene, match: Match, quote: int) -> bool:
    """Whether what is said to nobody known has an addressee, looks ahead, sets a condition or names a danger."""
    thing = object_at(scene, match)
    if thing >= 0 and match.groups[thing].kind == NOUN:
        return True
    groups = [g for i, g in enumerate(match.groups) if i != match.verb]
    if quote >= 0:
        first, last = match.groups[quote].first, match.groups[quote].last
        groups += [g for s in scene.sentences if s.quoted and first <= s.first < last for g in scene.groups(s)]
    return any(
        (g.verb is not None and (g.verb.tense in _AHEAD or bool(g.verb.modal)))
        or opens_condition(scene, g)
        or (g.verb is None and says(scene, g, "dangers", "harms", "wrongs"))
        for g in groups
    )


def _only_informs(scene: Scene, match: Match, lists: Sequence[str]) -> bool:
    """Whether somebody is only told of a thing (`a prévenu X de sa venue`): the noun after `de` is of none of some lists."""
    for group in match.groups[match.at + 1 : clause_end(match.groups, match.at)]:
        if group.verb is not None or group.kind not in (NOUN, TIME, OTHER):
            return False
        if group.kind == NOUN and group.prep == "de" and group.ref is None:
            return not says(scene, group, *lists)
    return False


class _Told(NamedTuple):
    """What a frame tells: whether it has a target and a quotation, the infinitive it asks for, its object or -1."""

    scene: Scene
    match: Match
    target: bool
    quote: bool
    lemmas: frozenset[str]
    thing: int

    def asks(self, verbs: str) -> bool:
        """Whether the infinitive is of a list of verbs."""
        return bool(self.lemmas & warning_words(self.scene.pack).verbs[verbs])

    def holds(self, *nouns: str) -> bool:
        """Whether a noun of some lists stands in the clause."""
        return any(_after(self.scene, self.match, name) for name in nouns)

    def later(self) -> list[Group]:
        """The groups behind the verb or the noun."""
        return self.match.groups[self.match.at + 1 :]

    def of_it(self) -> bool:
        """Whether the verb has the pronoun that stands for what was told before."""
        verb = self.match.verb_group
        return verb is not None and bool(set(verb.clitics) & warning_words(self.scene.pack).tokens["of_it"])


_CONTENTS: dict[str, Callable[[_Told], bool]] = {
    "target": lambda told: told.target,
    "that": lambda told: that_after(told.match) >= 0,
    "quote": lambda told: told.quote or is_inserted(told.match.groups, told.match.at),
    "infinitive": lambda told: _infinitive(told.match, ("de", "à")) is not None,
    "stop": lambda told: told.asks("stopping"),
    "harming": lambda told: told.asks("harming"),
    "restraint": lambda told: told.holds("restraint"),
    "act": lambda told: told.thing >= 0 and says(told.scene, told.match.groups[told.thing], "acts", "upon"),
    "act_after": lambda told: told.holds("acts", "upon"),
    "wrong": lambda told: (told.target or not told.match.frame.options.get("quoted")) and told.holds("wrongs"),
    "deed": lambda told: told.holds("wrongs") and not told.holds("conditions"),
    "quoted_wrong": lambda told: _after(told.scene, told.match, "wrongs", only=QUOTE),
    "called": lambda told: any(g.kind == QUOTE and g.prep == "de" for g in told.later()),
    "of_it": _Told.of_it,
    "asked_quote": lambda told: any(g.kind == QUOTE and g.prep == "à" for g in told.later()),
    "harm": lambda told: told.holds("harms"),
    "deadline": lambda told: any(g.kind == TIME and g.ref.kind == "duration" for g in told.later()),
    "about": lambda told: any(g.prep in told.match.frame.options.get("about", ()) for g in told.later()),
}


def _infinitive(match: Match, preps: Sequence[str]) -> VerbGroup | None:
    """The infinitive that a verb governs through one of some prepositions."""
    groups, at = match.groups, tail(match)
    found = (g for g in groups[at + 1 : clause_end(groups, at)] if g.verb and g.prep in preps)
    return next((g.verb for g in found if g.verb and g.verb.tense in ("infinitive", "past_infinitive")), None)


def _after(scene: Scene, match: Match, nouns: str, only: str = "") -> bool:
    """Whether a noun of a list stands between the trigger and the next clause, if asked for in a group of one kind only."""
    for group in match.groups[tail(match) + 1 :]:
        if is_finite(group) or group.kind in (THAT, RELATIVE) or (group.kind == MARK and not group.ref):
            return False
        if group.kind == (only or group.kind) != VERB and says(scene, group, nouns):
            return True
    return False
