"""Warnings: from frames of cautioning, demanding, accusing, protesting, and from hostile claims, to rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from etl.entities.namings import BLOC, COUNTRY, ORGANIZATION, PERSON
from etl.entities.quotations import Speech, speaking_verbs
from etl.entities.scene import Scene
from etl.events.circumstances import modality
from etl.events.match import Match, Taken
from etl.events.warning_claims import find_claims, threatens
from etl.events.warning_issuers import issuers_of
from etl.events.warning_summons import read_summons
from etl.events.warning_targets import object_at, quote_of, side_of, tail, targets_of, that_after
from etl.events.warning_words import says, warning_words
from etl.language.clauses import clause_end, is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import MARK, QUOTE, RELATIVE, SUBORDINATOR, THAT, TIME, VERB
from etl.language.verbs import VerbGroup

_PRIVATE = frozenset({"company", "media", "platform"})
_ENOUGH = 2  # officials in an article about public affairs


class Warning(NamedTuple):
    """A warning: who, whom, what kind, and the tokens of the message."""

    match: Match
    kind: str
    modality: str
    issuers: tuple[Taken, ...]
    targets: tuple[Taken, ...]
    message: tuple[int, int] | None


def read_warnings(scene: Scene, matches: Sequence[Match], speeches: Sequence[Speech]) -> list[Warning]:
    """The warnings of an article, each once.

    Args:
        scene: The article.
        matches: The frames that it opens; those of other tables are passed over.
        speeches: Its direct speech.
    """
    found = [warning for match in matches if match.frame.table == "warnings" and (warning := read_warning(scene, match))]
    found += [
        Warning(claim.match, claim.match.frame.values["kind"], "attributed", claim.issuers, claim.targets, claim.message)
        for claim in find_claims(scene, speeches)
        if _is_public(scene, (*claim.issuers, *claim.targets))
    ]
    kept: list[Warning] = []
    for warning in sorted(found, key=lambda w: _order(scene, w)):
        if not any(_same(scene, warning, other) for other in kept):
            kept.append(warning)
    return sorted(kept, key=lambda w: w.match.trigger)


def _order(scene: Scene, warning: Warning) -> tuple[bool, bool, int, tuple[int, int]]:
    """The title after the sentences, claims after frames, then the fullest first."""
    return warning.match.sentence == scene.sentences[0], _is_claim(warning), -len(warning.targets), warning.match.trigger


def _is_claim(warning: Warning) -> bool:
    return "claim" in warning.match.frame.options


def _same(scene: Scene, one: Warning, other: Warning) -> bool:
    """Whether two warnings are one: two frames or a claim in one sentence, or a sentence and the title."""
    if one.match.trigger == other.match.trigger:
        return True
    if {t.actor for t in one.issuers} & {t.actor for t in other.issuers} and _overlap(one, other):
        if _is_claim(one) and not _is_claim(other):
            return _reports(scene, other, one)
        told, known = {t.actor for t in one.targets}, {t.actor for t in other.targets}
        return one.kind == other.kind and (not told or not known or bool(told & known))
    return one.kind == other.kind and _again(scene, one, other)


def _reports(scene: Scene, frame: Warning, claim: Warning) -> bool:
    """Whether a claim is what the verb or the noun of a frame reports: no other verb of saying stands between them."""
    first, last = sorted((frame.match.trigger[0], claim.match.trigger[0]))
    between = (g for g in frame.match.groups if first < g.first and g.last <= last)
    return not any(g.verb and g.verb.finite and set(g.verb.lemmas) & speaking_verbs(scene.pack) for g in between)


def _again(scene: Scene, one: Warning, other: Warning) -> bool:
    """Whether an article returns to a warning: the same sides, of which one sentence may tell only the state.

    A title and a protest may leave a side out.
    """
    loose = one.kind == "protest" or one.match.sentence == scene.sentences[0]
    return all(_alike(scene, *sides, loose) for sides in ((one.issuers, other.issuers), (one.targets, other.targets)))


def _alike(scene: Scene, one: Sequence[Taken], other: Sequence[Taken], loose: bool) -> bool:
    mine, theirs = side_of(scene, one), side_of(scene, other)
    if mine.actors == theirs.actors:
        return bool(mine.actors) or loose
    if not mine.actors or not theirs.actors:
        return loose
    states = all(any(scene.cast.members[actor].kind == COUNTRY for actor in side.actors) for side in (mine, theirs))
    one_state = any(scene.cast.members[actor].kind == COUNTRY for actor in mine.actors | theirs.actors) and not states
    return bool(mine.lands & theirs.lands) and (one_state or loose)


def _overlap(one: Warning, other: Warning) -> bool:
    return one.match.sentence.first < other.match.sentence.last and other.match.sentence.first < one.match.sentence.last


def read_warning(scene: Scene, match: Match) -> Warning | None:
    """The warning that a frame tells, or None where it tells none."""
    if not _is_told(scene, match):
        return None
    if match.frame.options.get("envoy"):
        sides = read_summons(scene, match)
        issuers, targets = sides if sides else ([], [])
        quote = -1
    else:
        issuers = issuers_of(scene, match)
        quote = quote_of(match) if match.at == match.verb else -1
        targets = targets_of(scene, match, side_of(scene, issuers), quote) if issuers else []
    unsaid = bool(match.frame.options.get("envoy") and targets)
    if not (issuers or unsaid) or not _is_public(scene, (*issuers, *targets)) or not _has_content(scene, match, targets, quote):
        return None
    kind = match.frame.values["kind"]
    message = _message(scene, match, quote)
    if kind == "warning" and threatens(scene, match.sentence):
        kind = "threat"
    return Warning(match, kind, modality(scene, match), tuple(issuers), tuple(targets), message)


def _is_told(scene: Scene, match: Match) -> bool:
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


def _is_public(scene: Scene, taken: Sequence[Taken]) -> bool:
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
            m.kind in (COUNTRY, BLOC) or (m.kind == ORGANIZATION and m.key and m.key not in private) for m in (members[i] for i in told)
        )
        or (len(officials) >= _ENOUGH and 2 * len(officials) >= sum(m.kind == PERSON for m in members))
    )


def _has_content(scene: Scene, match: Match, targets: Sequence[Taken], quote: int) -> bool:
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


def _message(scene: Scene, match: Match, quote: int) -> tuple[int, int] | None:
    """What is warned of: the quotation, else the rest of the sentence after the trigger, without its full stop."""
    if quote >= 0 and match.groups[quote].last <= match.trigger[0]:
        first, last = match.groups[quote].head, match.groups[quote].last
    else:
        first, last = match.trigger[1], match.sentence.last
    while last > first and not scene.tokens[last - 1].is_word and scene.tokens[last - 1].text not in "»”)":
        last -= 1
    return (first, last) if last > first else None
