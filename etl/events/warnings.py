"""Warnings: from frames of cautioning, demanding, accusing, protesting, and from hostile claims, to rows."""

from __future__ import annotations

from collections.abc import Sequence, Set

from etl.entities.namings import Naming
from etl.entities.quotations import Speech
from etl.entities.scene import Scene
from etl.events.certainty import modality
from etl.events.inserted import is_inserted
from etl.events.match import Match, Taken, take
from etl.events.warning_claims import find_claims, threatens
from etl.events.warning_contents import (
    goes_on_about,
    has_content,
    is_comment,
    is_own_state,
    is_public,
    is_to_own_people,
    is_told,
)
from etl.events.warning_issuers import issuers_of
from etl.events.warning_places import quote_of
from etl.events.warning_sides import is_medium, side_of
from etl.events.warning_summons import read_summons
from etl.events.warning_targets import targets_of
from etl.events.warning_tellings import Warning, merge_warnings
from etl.language.clauses import clause_start
from etl.language.groups import COMMA, NOUN, OTHER, TIME


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
        if is_public(scene, (*claim.issuers, *claim.targets)) and not is_comment(scene, claim.issuers)
    ]
    return merge_warnings(scene, found)


def judge(scene: Scene, match: Match) -> Warning | str:
    """The warning that a frame tells, or in a few words why it tells none."""
    if not is_told(scene, match):
        return "denied, left undone or only possible"
    if is_to_own_people(scene, match):
        return "said to one's own people"
    quote = quote_of(match) if match.at == match.verb else -1
    issuers, named = _sides(scene, match, quote)
    targets = named if match.frame.options.get("mutual") else [t for t in named if not is_own_state(scene, issuers, t)]
    if named and not targets:
        return "said to one's own people"
    unsaid = match.frame.options.get("envoy") and match.at == match.verb  # `l'ambassadeur de X a été convoqué`
    if not issuers and not (unsaid and targets):
        return "nobody is known to say it"
    if not targets and goes_on_about(match):
        return "said of somebody unknown beside another verb"
    if not has_content(scene, match, targets, quote):
        return "without a target or a content that makes it a warning"
    if not is_public(scene, (*issuers, *targets)) or is_comment(scene, issuers):
        return "of no public affair"
    kind = match.frame.values["kind"]
    if kind == "warning" and threatens(scene, match.sentence, side_of(scene, issuers)):
        kind = "threat"
    return Warning(
        match,
        kind,
        modality(scene, match),
        tuple(issuers),
        tuple(targets),
        _message(scene, match, quote, {t.actor for t in (*issuers, *targets)}),
    )


def _sides(scene: Scene, match: Match, quote: int) -> tuple[list[Taken], list[Taken]]:
    """Issuers and targets of a frame; several who do it to each other are both."""
    if match.frame.options.get("envoy"):
        return read_summons(scene, match)
    if match.frame.options.get("mutual"):
        told = match.parts.get("issuer", [])
        return (told, told) if len(told) > 1 else ([], [])
    issuers = [t for t in issuers_of(scene, match) if not is_medium(scene, t)]
    return issuers, targets_of(scene, match, side_of(scene, issuers), quote) if issuers else []


def _message(scene: Scene, match: Match, quote: int, sides: Set[int]) -> tuple[int, int] | None:
    """What is warned of: the quotation or the clause before the trigger, else the rest of the sentence behind it.

    The rest begins where it has been told who says it, to whom and when; it goes without its full stop.
    """
    groups = match.groups
    if quote >= 0 and groups[quote].last <= match.trigger[0]:
        first, last = groups[quote].head, groups[quote].last
    elif is_inserted(groups, match.at):
        first, last = match.sentence.first, groups[match.at - 1].first
    else:
        behind = (i for i, group in enumerate(groups) if group.last > match.trigger[1])
        told = next((i for i in behind if not _is_side(scene, match, i, sides)), len(groups))
        first, last = max(groups[told].first, match.trigger[1]) if told < len(groups) else match.sentence.last, _close(match)
    while last > first and not scene.tokens[last - 1].is_word and scene.tokens[last - 1].text not in "»”)":
        last -= 1
    return (first, last) if last > first else None


def _close(match: Match) -> int:
    """Where what is warned of ends: with the sentence, or before the next verb with the same auxiliary."""
    groups, own = match.groups, match.verb_group
    holder = -1 if own is None else own.shares if own.shares >= 0 else own.first
    for i in range(match.verb + 1, len(groups)):
        verb = groups[i].verb
        if verb is not None and verb.shares >= 0 and verb.shares == holder:
            return groups[clause_start(groups, i) - 1].first
    return match.sentence.last


def _is_side(scene: Scene, match: Match, at: int, sides: Set[int]) -> bool:
    """Whether a group behind a trigger only tells when, or names whom the warning comes from or goes to."""
    group = match.groups[at]
    if group.kind in (TIME, OTHER, COMMA):
        return True
    if group.kind != NOUN or not isinstance(group.ref, Naming):
        return False
    actors = {taken.actor for taken in take(scene, match.sentence, match.groups, at)}
    return bool(actors) and actors <= sides
