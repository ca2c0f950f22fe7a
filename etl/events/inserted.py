"""Clauses with the subject behind the verb, set into a sentence: `la paix, prévient X, est loin`."""

from __future__ import annotations

from etl.language.clauses import clause_start, is_finite, right_subject, subject_of
from etl.language.groups import COMMA, MARK, NOUN, OTHER, QUOTE, RELATIVE, SUBORDINATOR, THAT, TIME, Group


def is_inserted(groups: list[Group], at: int) -> bool:
    """Whether a verb stands between commas with its subject behind it (`la paix, prévient X, est loin`)."""
    verb = groups[at].verb
    if verb is None or not verb.finite or verb.shares >= 0 or at == 0 or groups[at - 1].kind != COMMA:
        return False
    if verb.subject > verb.first:  # `a-t-il prévenu`
        return True
    after = () if verb.subject >= 0 else right_subject(groups, at)
    end = after[-1] + 1 if after else len(groups)
    apart = _tells_what_is_said(groups, at)
    if after and apart:
        while end < len(groups) and _is_circumstance(groups[end]):
            end += 1
    straight = bool(after) and all(
        g.kind in (TIME, OTHER) or g.prep == "en" or (apart and g.kind == COMMA) for g in groups[at + 1 : after[0]]
    )
    return straight and (end == len(groups) or _ends(groups[end])) and _stands_in_another(groups, at, end)


def _ends(group: Group) -> bool:
    """Whether a group does not belong to the verb and its subject before it: a mark, or what it is said for or by doing."""
    aside = group.verb is not None and not group.verb.finite and group.prep in ("pour", "en")
    return aside or group.kind in (COMMA, MARK)


def _stands_in_another(groups: list[Group], at: int, end: int) -> bool:
    """Whether there is a clause or a quotation that a verb can be set into (not so in `X, le ministre, a accusé Y, …`)."""
    before = any(is_finite(g) or g.kind == QUOTE for g in groups[:at])
    after = any(_is_main(groups, i, end) for i in range(end, len(groups)))
    return before or after or any(g.kind == QUOTE and not g.prep for g in groups[end + 1 : end + 2])


def _is_main(groups: list[Group], at: int, end: int) -> bool:
    """Whether a verb can be the main one that another is set into before `end`: it goes on from none, under no `que` there."""
    verb = groups[at].verb
    if verb is None or not verb.finite or verb.shares >= 0:
        return False
    return all(group.kind != THAT for group in groups[end:at])


def _is_circumstance(group: Group) -> bool:
    """Whether a group is no object: a time, an adverb, a complement under a preposition or an adjective left by one."""
    alone = group.ref is None and group.last - group.first == 1
    return group.kind in (TIME, OTHER) or (group.kind == NOUN and (bool(group.prep) or alone))


def _tells_what_is_said(groups: list[Group], at: int) -> bool:
    """Whether the main clause before a verb stands in another tense, so that the verb tells who says it.

    Then circumstances may follow the subject (`la paix est loin, a prévenu mardi X devant le parlement`).
    """
    said = next((i for i in range(at - 1, -1, -1) if is_finite(groups[i]) and not _is_subordinate(groups, i)), -1)
    before, verb = groups[said].verb, groups[at].verb
    return said >= 0 and before is not None and verb is not None and before.tense != verb.tense


def _is_subordinate(groups: list[Group], at: int) -> bool:
    opener = clause_start(groups, at) - 1
    return opener >= 0 and groups[opener].kind in (RELATIVE, SUBORDINATOR)


def subject_or_teller(groups: list[Group], at: int) -> tuple[int, ...]:
    """The subject of a verb; of an infinitive or a participle behind an inserted clause the subject of that clause."""
    verb = groups[at].verb
    if verb is not None and not verb.finite and verb.tense != "past_participle":
        before = next((i for i in range(at - 1, -1, -1) if is_finite(groups[i])), -1)
        telling = groups[before].verb if before >= 0 else None
        if telling is not None and is_inserted(groups, before):
            return right_subject(groups, before) if telling.subject < 0 else (before,)
    return subject_of(groups, at)
