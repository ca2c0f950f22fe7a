"""Who does what in a sentence: the subject, the objects and the complements of a verb group.

Works on the row of groups that `groups` gives. Everything here follows word order, marks and links; no verb is
treated apart.
"""

from __future__ import annotations

from etl.language.groups import (
    COMMA,
    LINK,
    MARK,
    NOUN,
    OTHER,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SUBORDINATOR,
    TEMPORAL,
    THAT,
    TIME,
    VERB,
    Group,
)
from etl.language.parentheses import opening_of, past_parenthesis

_PLACES = ("en", "dans")
_OPENERS = (THAT, SUBORDINATOR, RELATIVE)
_STOPS = (THAT, SUBORDINATOR, RELATIVE, MARK)


def is_finite(group: Group) -> bool:
    """Whether a group is a verb with a subject of its own."""
    return group.verb is not None and group.verb.finite


def equals(groups: list[Group], at: int) -> tuple[int, ...]:
    """A noun group and the ones joined to it on its right (`X, Y et Z`), as positions.

    Without a link a comma joins nothing: what follows it may be an apposition.
    """
    found: list[int] = [at]
    pending: list[int] = []
    prep, i = groups[at].prep, past_parenthesis(groups, at + 1)
    while i < len(groups):
        linked = False
        while i < len(groups) and groups[i].kind in (COMMA, LINK, OTHER, TIME):
            linked |= groups[i].kind == LINK
            i += 1
        if i >= len(groups) or groups[i - 1].kind not in (COMMA, LINK, OTHER) or groups[i - 1] is groups[at]:
            break
        group = groups[i]
        again = linked and group.prep == "de" and prep != "de" and groups[at].head - groups[at].first > 1
        if group.kind != NOUN or not (group.prep in ("", prep) or again):
            break
        pending.append(i)
        if linked:
            found, pending = found + pending, []
        i += 1
        i = _past_complement(groups, i)
    return tuple(found)


def _past_complement(groups: list[Group], i: int) -> int:
    """Past the `de` phrases and the parentheses that belong to the noun group before."""
    while i < len(groups):
        if groups[i].kind == NOUN and groups[i].prep == "de":
            i += 1
        elif (past := past_parenthesis(groups, i)) > i:
            i = past
        else:
            break
    return i


def subject_of(groups: list[Group], at: int) -> tuple[int, ...]:
    """The subject of the verb group at a position, as positions of groups.

    Returns:
        Noun groups joined as equals, or one pronoun (the verb's own position where the pronoun is part of the verb
        group); empty where the sentence tells no subject.
    """
    verb = groups[at].verb
    if verb is None:
        return ()
    if verb.subject >= 0:
        return (at,)
    if verb.shares >= 0:
        return subject_of(groups, holder_of(groups, at))
    if verb.finite:
        return _left_subject(groups, at) or right_subject(groups, at)
    if verb.tense == "past_participle":
        return _described(groups, at)
    governing = _governing(groups, at)
    return subject_of(groups, governing) if governing >= 0 else ()


def holder_of(groups: list[Group], at: int) -> int:
    """The verb whose auxiliary the one at a position shares, or the position itself."""
    verb = groups[at].verb
    shares = verb.shares if verb is not None else -1
    return next((i for i in range(at) if (told := groups[i].verb) is not None and told.first == shares), at)


def _left_subject(groups: list[Group], at: int) -> tuple[int, ...]:
    """The subject before a finite verb: the nearest noun group or pronoun that nothing governs."""
    i = at - 1
    while i >= 0:
        group = groups[i]
        past = _past(groups, i, at)
        if past is not None:
            i = past
        elif group.kind == NOUN:
            return equals(groups, _first_equal(groups, i))
        elif group.kind == PRONOUN:
            return (i,)
        elif group.kind == RELATIVE and group.ref == "subject":
            return _antecedent(groups, i)
        elif is_finite(group) and any(g.kind in (LINK, COMMA) for g in groups[i:at]):
            return subject_of(groups, i)
        else:
            return ()
    return ()


def _past(groups: list[Group], i: int, at: int) -> int | None:
    """Where to look on from a group that is not the subject of the verb at `at`; None where it is, or where the clause ends."""
    group = groups[i]
    if group.kind == NOUN:
        if group.prep or _is_object(groups, i):
            return i - 1
        if (between := _after_between(groups, i)) >= 0:
            return between - 1
        before = _before_apposition(groups, i, at)
        return before if before >= 0 else None
    if group.kind == PRONOUN:
        return i - 1 if i and groups[i - 1].kind == COMMA and groups[i + 1].kind == COMMA else None
    if group.kind == MARK:
        opening = opening_of(groups, i)
        return opening - 1 if opening >= 0 else None
    if is_finite(group):
        opener = _opener(groups, i)
        return opener - 1 if opener >= 0 and _is_over(groups, opener, i, at) else None
    return None if group.kind in _OPENERS else i - 1


def _after_between(groups: list[Group], at: int) -> int:
    """For the second of two nouns that `entre` governs (`l'accord entre X et Y dure`) the position of the first, else -1."""
    i = at - 2
    if i >= 0 and groups[i].kind == MARK and (opening := opening_of(groups, i)) > 0:
        i = opening - 1
    joined = i >= 0 and groups[at - 1].kind == LINK and groups[i].kind == NOUN
    return i if joined and groups[i].prep == "entre" else -1


def _is_over(groups: list[Group], opener: int, verb: int, at: int) -> bool:
    """Whether a subordinate clause with its verb ends before the verb at `at`: at a comma, or where it describes a subject."""
    if groups[at - 1].kind == LINK:
        return False
    describes = groups[opener].kind == THAT and opener > 0 and groups[opener - 1].kind == NOUN and not groups[opener - 1].prep
    return describes or any(group.kind == COMMA for group in groups[verb:at])


def _is_object(groups: list[Group], at: int) -> bool:
    """Whether a noun group follows a verb right away, as its object."""
    i = at - 1
    while i >= 0 and groups[i].kind in (OTHER, TIME):
        i -= 1
    return i >= 0 and groups[i].kind == VERB


def _before_apposition(groups: list[Group], at: int, verb: int) -> int:
    """Where to go on when the noun group at a position is only an apposition set off by commas; else -1."""
    if (
        groups[at].ref is not None
        or at < 2
        or groups[at - 1].kind != COMMA
        or not any(g.kind == COMMA for g in groups[at + 1 : verb])
    ):
        return -1
    return at - 2 if groups[at - 2].kind == NOUN else -1


def _first_equal(groups: list[Group], at: int) -> int:
    """The first of the noun groups that end, as equals, with the one at a position."""
    first, i = at, at - 1
    linked = False
    while i > 0:
        if groups[i].kind in (COMMA, LINK) and (groups[i].kind == LINK or linked):
            j = i - 2 if groups[i].kind == LINK and groups[i - 1].kind == COMMA and not linked else i - 1
            linked = True
            while j > 0 and (groups[j].kind == OTHER or (groups[j].kind == NOUN and groups[j].prep == "de")):
                j -= 1
            if groups[j].kind != NOUN or groups[j].prep:
                break
            first, i = j, j - 1
        else:
            break
    return first


def _opener(groups: list[Group], at: int) -> int:
    """The word that opens the subordinate clause of the finite verb at a position, or -1 for a main clause."""
    for i in range(at - 1, -1, -1):
        if groups[i].kind in _OPENERS:
            return i
        if is_finite(groups[i]) or groups[i].kind == MARK:
            return -1
    return -1


def _antecedent(groups: list[Group], at: int) -> tuple[int, ...]:
    i = at - 1
    while i >= 0 and groups[i].kind in (COMMA, OTHER, TIME):
        i -= 1
    if i < 0 or groups[i].kind != NOUN:
        return ()
    while groups[i].ref is None and i > 0 and groups[i].prep == "de" and groups[i - 1].kind == NOUN:
        i -= 1
    return (_first_equal(groups, i),) if groups[i].prep else equals(groups, _first_equal(groups, i))


def right_subject(groups: list[Group], at: int) -> tuple[int, ...]:
    """The subject of a verb that stands before it (`a déclaré X`), as positions; empty if none follows."""
    for i in range(at + 1, len(groups)):
        group = groups[i]
        if group.kind == NOUN and not group.prep:
            return equals(groups, i)
        if group.kind not in (OTHER, TIME, COMMA) and not (group.kind == NOUN and group.prep not in ("", "de")):
            return ()
    return ()


def _described(groups: list[Group], at: int) -> tuple[int, ...]:
    """What a participle without auxiliary describes: the noun before it, else the subject of the clause it opens."""
    i = at - 1
    while i >= 0 and groups[i].kind in (OTHER, TIME, COMMA):
        i -= 1
    if i >= 0 and groups[i].kind == NOUN:
        while (
            groups[i].ref is None
            and i > 0
            and groups[i].prep == "de"
            and groups[i - 1].kind == NOUN
            and groups[i - 1].prep != ""
        ):
            i -= 1
        return equals(groups, i)
    main = next((j for j in range(at + 1, len(groups)) if is_finite(groups[j])), -1)
    return subject_of(groups, main) if main >= 0 and i < 0 else ()


def _governing(groups: list[Group], at: int) -> int:
    """The finite verb that an infinitive or a gerund hangs on: the nearest before it, else the first after it."""
    for i in range(at - 1, -1, -1):
        if is_finite(groups[i]):
            return i
    return next((i for i in range(at + 1, len(groups)) if is_finite(groups[i])), -1)


def clause_end(groups: list[Group], at: int) -> int:
    """One past the last group that goes with the verb or noun group at a position."""
    i = at + 1
    while i < len(groups):
        group = groups[i]
        if group.kind == MARK and (past := past_parenthesis(groups, i)) > i:
            i = past
            continue
        if group.verb is None:
            if group.kind in _OPENERS or (group.kind == MARK and group.ref != "open"):
                return i
        elif group.verb.shares >= 0:
            return max(clause_start(groups, i) - 1, at + 1)
        elif is_temporal(group):
            return i - 1 if i > at + 1 and groups[i - 1].kind == COMMA else i
        elif group.verb.finite:
            back = next((j for j in range(i - 1, at, -1) if groups[j].kind in (LINK, COMMA)), -1)
            return back if back > at else i
        i += 1
    return len(groups)


def clause_start(groups: list[Group], at: int) -> int:
    """The first group that goes with the verb or noun group at a position."""
    verb = groups[at].verb
    if verb is not None and verb.shares >= 0:
        return _behind_link(groups, at)
    if is_temporal(groups[at]):
        return at
    i = at - 1
    while i >= 0:
        group = groups[i]
        if group.verb is None:
            opening = opening_of(groups, i) if group.kind == MARK else -1
            if opening < 0 and group.kind in _STOPS:
                return i + 1
            i = opening if opening >= 0 else i
        elif is_temporal(group):
            return _behindopening_of(groups, i, at)
        elif group.verb.finite or group.verb.shares >= 0:
            return i + 1
        i -= 1
    return 0


def is_temporal(group: Group) -> bool:
    """Whether a group is an infinitive that tells what comes before or after (`avant de partir`, `après avoir signé`)."""
    return group.prep == TEMPORAL and group.verb is not None and group.verb.tense in ("infinitive", "past_infinitive")


def _behindopening_of(groups: list[Group], opening: int, at: int) -> int:
    """Where the main clause begins behind a temporal infinitive that opens the sentence; else where that infinitive does."""
    if any(is_finite(group) for group in groups[:opening]):
        return opening
    comma = next((i for i in range(opening + 1, at) if groups[i].kind == COMMA), -1)
    return comma + 1 if comma > 0 else opening


def _behind_link(groups: list[Group], at: int) -> int:
    """The first group that goes with a verb that shares the auxiliary of another: what stands behind the link between."""
    i = at - 1
    while i > 0 and (groups[i].kind in (OTHER, TIME, COMMA) or (groups[i].kind == NOUN and groups[i].prep)):
        i -= 1
    return i + 1 if groups[i].kind == LINK else at


def relative_antecedent(groups: list[Group], at: int) -> int:
    """The noun group that the clause of the verb at a position describes as its object (`la visite qu'il a faite`), or -1."""
    start = clause_start(groups, at) - 1
    if start < 1 or groups[start].kind != THAT:
        return -1
    i = start - 1
    while i > 0 and (groups[i].kind in (COMMA, OTHER, TIME) or _is_set_off(groups, i)):
        i -= 1
    if groups[i].kind != NOUN:
        return -1
    while (
        i > 0
        and groups[i - 1].kind == NOUN
        and (groups[i].prep in _PLACES or (groups[i].ref is None and groups[i].prep == "de"))
    ):
        i -= 1
    return i


def _is_set_off(groups: list[Group], at: int) -> bool:
    """Whether a prepositional group stands between commas (`il a indiqué, dans un communiqué, que …`)."""
    return groups[at].kind == NOUN and bool(groups[at].prep) and groups[at - 1].kind == groups[at + 1].kind == COMMA


def relative_verb(groups: list[Group], at: int) -> int:
    """The verb of the relative clause that has the noun group at a position as its object, or -1."""
    i = at + 1
    while i < len(groups) and (groups[i].kind in (COMMA, OTHER, TIME) or (groups[i].kind == NOUN and groups[i].prep)):
        i += 1
    if i >= len(groups) or groups[i].kind != THAT:
        return -1
    return next((j for j in range(i + 1, len(groups)) if is_finite(groups[j])), -1)


def objects_of(groups: list[Group], at: int) -> tuple[int, ...]:
    """The noun groups without preposition right after a verb, as positions; for a relative clause the noun it describes."""
    antecedent = relative_antecedent(groups, at)
    if antecedent >= 0:
        return (antecedent,)
    verb = groups[at].verb
    alone = verb is not None and verb.finite and verb.subject < 0 and verb.shares < 0 and not verb.passive
    if alone and not _left_subject(groups, at) and right_subject(groups, at):
        return ()
    for i in range(at + 1, clause_end(groups, at)):
        group = groups[i]
        if group.kind == NOUN and not group.prep:
            return equals(groups, i)
        if group.kind in (COMMA, LINK, QUOTE) or (group.kind == VERB and group.verb and group.verb.tense != "past_participle"):
            return ()
    return ()


def complements_of(groups: list[Group], at: int) -> list[tuple[str, int]]:
    """The prepositional groups of a clause with their prepositions: those after the verb in order, then those before it."""
    after = [(g.prep, i) for i in range(at + 1, clause_end(groups, at)) if (g := groups[i]).kind in (NOUN, QUOTE) and g.prep]
    before = [(g.prep, i) for i in range(at - 1, clause_start(groups, at) - 1, -1) if (g := groups[i]).kind == NOUN and g.prep]
    return after + before
