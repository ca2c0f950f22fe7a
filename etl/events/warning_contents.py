"""Whether a frame of warning tells of a warning: said and not denied, by somebody public, with a content that makes it one."""

from __future__ import annotations

from collections.abc import Sequence

from etl.entities.namings import BLOC, COUNTRY, ORGANIZATION, PERSON
from etl.entities.scene import Scene
from etl.events.match import Match, Taken
from etl.events.warning_places import object_at, tail, that_after
from etl.events.warning_words import says, warning_words
from etl.language.clauses import clause_end, is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import MARK, QUOTE, RELATIVE, SUBORDINATOR, THAT, TIME, VERB
from etl.language.verbs import VerbGroup

_PRIVATE = frozenset({"company", "media", "platform"})
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
    if verb.negated or (verb.modal in words.verbs["possible"] and verb.tense == "conditional"):
        return False
    before = match.groups[: match.verb]
    clause = next((g for g in reversed(before) if g.kind == SUBORDINATOR or g.verb), None)
    if clause is not None and clause.kind == SUBORDINATOR and scene.tokens[clause.first].low in words.tokens["conditional"]:
        return False
    return verb.finite or not _is_undone(scene, match, clause.verb if clause else None)


def _is_undone(scene: Scene, match: Match, governor: VerbGroup | None) -> bool:
    """Whether an infinitive is what somebody refrains from or denies (`sans accuser`, `refuse de condamner`)."""
    words = warning_words(scene.pack)
    if match.groups[match.verb].prep == "sans":
        return True
    if governor is None or (governor.tense == "past_participle" and not match.groups[match.verb].prep):
        return False
    return bool(set(governor.lemmas) & words.verbs["refraining"]) != governor.negated


def is_public(scene: Scene, taken: Sequence[Taken]) -> bool:
    """Whether somebody acts for a state, a people or an institution, or else the article is about those who do.

    So athletes, firms and private persons warn nobody in an article of their own.
    """
    members = scene.cast.members
    private = {e.key for hit in scene.hits for e in hit.entries if e.subtype in _PRIVATE}
    no_office = warning_words(scene.pack).tokens["private_offices"]
    officials = {i for i, m in enumerate(members) if any(o.role and o.kind not in no_office for o in m.offices)}
    told = {t.actor for t in taken}
    return (
        bool(told & officials)
        or any(
            m.kind in (COUNTRY, BLOC) or (m.kind == ORGANIZATION and m.key and m.key not in private)
            for m in (members[i] for i in told)
        )
        or (len(officials) >= _ENOUGH and 2 * len(officials) >= sum(m.kind == PERSON for m in members))
    )


def has_content(scene: Scene, match: Match, targets: Sequence[Taken], quote: int) -> bool:
    """Whether the frame has one of the contents that make it a warning, and what is asked for is no help."""
    options = match.frame.options
    if "target" in match.frame.needs and not targets:
        return False
    asked = _infinitive(match, ("de", "à", "pour"))
    lemmas = set(asked.lemmas) if asked else set()
    words = warning_words(scene.pack).verbs
    if options.get("asks") and lemmas & words["helping"]:
        return False
    thing, verb = object_at(scene, match), match.verb_group
    if thing >= 0 and says(scene, match.groups[thing], *options.get("not_of", ())):
        return False
    if any(_after(scene, match, nouns) for nouns in options.get("without", ())):
        return False
    has = {
        "target": bool(targets),
        "that": that_after(match) >= 0,
        "quote": quote >= 0,
        "infinitive": _infinitive(match, ("de", "à")) is not None,
        "stop": bool(lemmas & words["stopping"]),
        "restraint": _after(scene, match, "restraint"),
        "act": thing >= 0 and says(scene, match.groups[thing], "acts", "upon"),
        "act_after": _after(scene, match, "acts") or _after(scene, match, "upon"),
        "wrong": _after(scene, match, "wrongs") and (bool(targets) or not options.get("quoted")),
        "quoted_wrong": _after(scene, match, "wrongs", only=QUOTE),
        "of_it": verb is not None and bool(set(verb.clitics) & warning_words(scene.pack).tokens["of_it"]),
        "harm": _after(scene, match, "harms"),
        "deadline": any(g.kind == TIME and g.ref.kind == "duration" for g in match.groups[match.at :]),
        "about": any(g.prep in options.get("about", ()) for g in match.groups[match.at + 1 :]),
    }
    content = options.get("content", ())
    return not content or any(has[name] for name in content)


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
