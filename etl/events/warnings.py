"""Warnings: from frames of cautioning, demanding, accusing, protesting, and from hostile claims, to rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from etl.entities.namings import COUNTRY
from etl.entities.quotations import Speech, speaking_verbs
from etl.entities.scene import Scene
from etl.events.certainty import modality
from etl.events.inserted import is_inserted
from etl.events.match import Match, Taken
from etl.events.warning_claims import find_claims, threatens
from etl.events.warning_contents import has_content, is_public, is_to_own_people, is_told
from etl.events.warning_issuers import issuers_of
from etl.events.warning_places import quote_of
from etl.events.warning_sides import side_of
from etl.events.warning_summons import read_summons
from etl.events.warning_targets import targets_of
from etl.language.grammar import grammar
from etl.language.groups import QUOTE, THAT

_NEAR = 120  # tokens between two tellings of one warning
_LONG, _WORDS, _SHARE = 3, 3, 0.6  # letters of a word that counts, such words in a message, part of them told again


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
    judged = (judge(scene, match) for match in matches if match.frame.table == "warnings")
    found = [warning for warning in judged if isinstance(warning, Warning)]
    found += [
        Warning(claim.match, claim.match.frame.values["kind"], "attributed", claim.issuers, claim.targets, claim.message)
        for claim in find_claims(scene, speeches)
        if is_public(scene, (*claim.issuers, *claim.targets))
    ]
    kept: list[Warning] = []
    for warning in sorted(found, key=lambda w: _order(scene, w)):
        if not any(_same(scene, warning, other) for other in kept):
            kept.append(warning)
    return sorted(kept, key=lambda w: w.match.trigger)


def _order(scene: Scene, warning: Warning) -> tuple[bool, bool, int, tuple[int, int]]:
    """The title after the sentences, claims after frames, then the fullest first."""
    return scene.is_title(warning.match.sentence), _is_claim(warning), -len(warning.targets), warning.match.trigger


def _is_claim(warning: Warning) -> bool:
    return "claim" in warning.match.frame.options


def _same(scene: Scene, one: Warning, other: Warning) -> bool:
    """Whether two warnings are one: two frames or a claim in one sentence, or a sentence and the title."""
    if one.match.trigger == other.match.trigger:
        return True
    if one.match.frame == other.match.frame and one.match.frame.options.get("envoy") and not (one.issuers and other.issuers):
        return True
    if {t.actor for t in one.issuers} & {t.actor for t in other.issuers} and _overlap(one, other):
        if _is_claim(one) and not _is_claim(other):
            return _reports(scene, other, one)
        told, known = {t.actor for t in one.targets}, {t.actor for t in other.targets}
        if one.kind == other.kind and (_goes_on(scene, one) or _goes_on(scene, other)):
            return True
        return one.kind == other.kind and (not told or not known or bool(told & known))
    if one.kind == other.kind and _is_claim(one) and not one.targets and _is_near(one, other):
        return {t.actor for t in one.issuers} == {t.actor for t in other.issuers}
    return one.kind == other.kind and (_again(scene, one, other) or _repeats(scene, one, other))


def _is_near(one: Warning, other: Warning) -> bool:
    return abs(one.match.sentence.first - other.match.sentence.first) < _NEAR


def _repeats(scene: Scene, one: Warning, other: Warning) -> bool:
    """Whether the same side says the same again soon: most words of the shorter message stand in the longer one."""
    mine, theirs = side_of(scene, one.issuers), side_of(scene, other.issuers)
    if not _is_near(one, other) or not (mine.actors & theirs.actors or mine.lands & theirs.lands):
        return False
    short, long = sorted((_content(scene, one), _content(scene, other)), key=len)
    return len(short) >= _WORDS and len(short & long) >= _SHARE * len(short)


def _content(scene: Scene, warning: Warning) -> frozenset[str]:
    """The longer words of a message."""
    first, last = warning.message or (0, 0)
    return frozenset(token.low for token in scene.tokens[first:last] if token.is_word and len(token.low) > _LONG)


def _goes_on(scene: Scene, warning: Warning) -> bool:
    """Whether a participle goes on about the thing before it (`dénonce une décision, la qualifiant de …`)."""
    verb = warning.match.verb_group
    clitics = grammar(scene.pack).words["direct_clitics"] - grammar(scene.pack).words["plural_clitics"]
    return verb is not None and verb.tense == "present_participle" and bool(set(verb.clitics) & clitics)


def _reports(scene: Scene, frame: Warning, claim: Warning) -> bool:
    """Whether a claim is what the verb or the noun of a frame reports: no other verb of saying stands between them."""
    first, last = sorted((frame.match.trigger[0], claim.match.trigger[0]))
    groups = frame.match.groups
    between = (i for i, g in enumerate(groups) if first < g.first and g.last <= last and g.verb and g.verb.finite)
    saying = (i for i in between if (verb := groups[i].verb) and verb.is_one_of(speaking_verbs(scene.pack)))
    return not any(groups[i + 1].kind in (THAT, QUOTE) or is_inserted(groups, i) for i in saying if i + 1 < len(groups))


def _again(scene: Scene, one: Warning, other: Warning) -> bool:
    """Whether an article returns to a warning: the same sides, of which one sentence may tell only the state.

    A title and a protest may leave a side out.
    """
    loose = one.kind == "protest" or scene.is_title(one.match.sentence)
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


def judge(scene: Scene, match: Match) -> Warning | str:
    """The warning that a frame tells, or in a few words why it tells none."""
    if not is_told(scene, match):
        return "denied, left undone or only possible"
    if is_to_own_people(scene, match):
        return "said to one's own people"
    quote = quote_of(match) if match.at == match.verb else -1
    issuers, targets = _sides(scene, match, quote)
    if not issuers and not (match.frame.options.get("envoy") and targets):
        return "nobody is known to say it"
    if not has_content(scene, match, targets, quote):
        return "without a target or a content that makes it a warning"
    if not is_public(scene, (*issuers, *targets)):
        return "of no public affair"
    kind = match.frame.values["kind"]
    if kind == "warning" and threatens(scene, match.sentence):
        kind = "threat"
    return Warning(match, kind, modality(scene, match), tuple(issuers), tuple(targets), _message(scene, match, quote))


def _sides(scene: Scene, match: Match, quote: int) -> tuple[list[Taken], list[Taken]]:
    """Issuers and targets of a frame; several who do it to each other are both."""
    if match.frame.options.get("envoy"):
        return read_summons(scene, match)
    if match.frame.options.get("mutual"):
        told = match.parts.get("issuer", [])
        return (told, told) if len(told) > 1 else ([], [])
    issuers = issuers_of(scene, match)
    return issuers, targets_of(scene, match, side_of(scene, issuers), quote) if issuers else []


def _message(scene: Scene, match: Match, quote: int) -> tuple[int, int] | None:
    """What is warned of: the quotation, else the rest of the sentence after the trigger, without its full stop."""
    if quote >= 0 and match.groups[quote].last <= match.trigger[0]:
        first, last = match.groups[quote].head, match.groups[quote].last
    else:
        first, last = match.trigger[1], match.sentence.last
    while last > first and not scene.tokens[last - 1].is_word and scene.tokens[last - 1].text not in "»”)":
        last -= 1
    return (first, last) if last > first else None
