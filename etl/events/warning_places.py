"""Where a frame of warning has its object, its clause and its quotation: positions of groups, whoever stands there."""

from __future__ import annotations

from etl.entities.namings import Naming
from etl.entities.scene import Scene
from etl.events.certainty import opens_condition
from etl.events.match import Match
from etl.events.warning_words import says
from etl.language.clauses import (
    clause_end,
    clause_start,
    complements_of,
    is_finite,
    relative_antecedent,
    subject_of,
)
from etl.language.grammar import grammar
from etl.language.groups import COMMA, MARK, NOUN, OTHER, PRONOUN, QUOTE, RELATIVE, SUBORDINATOR, THAT, Group


def tail(match: Match) -> int:
    """The group that the trigger ends in."""
    return next((i for i, group in enumerate(match.groups) if group.last >= match.trigger[1]), match.at)


def complements(match: Match) -> list[int]:
    """The groups that may tell more of a frame: of a verb those after it, of a noun those of its verb too."""
    groups, at = match.groups, tail(match)
    start = match.verb if 0 <= match.verb < match.at else at
    found = list(range(start + 1, clause_end(groups, at)))
    return found + list(range(match.verb + 1, clause_end(groups, match.verb))) if match.verb > at else found


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
        if groups[i].kind in (NOUN, QUOTE) and not (groups[i].prep or _is_passed(scene, match, groups[i])):
            return i
        if _is_late(scene, groups, i) and i - 1 > match.at:
            return i
        if groups[i].verb is not None and not _describes_circumstance(groups, i):
            return -1
    return -1


def _describes_circumstance(groups: list[Group], at: int) -> bool:
    """Whether a participle goes with what stands before it under a preposition (`dénonce, dans un texte publié lundi, X`)."""
    verb, before = groups[at].verb, groups[at - 1]
    return verb is not None and verb.tense == "past_participle" and before.kind == NOUN and bool(before.prep)


def _is_late(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether `des` opens an object behind whoever hears of it (`a dénoncé auprès de X des tirs`, `exige de X des excuses`)."""
    partitive = scene.tokens[groups[at].first].low in grammar(scene.pack).words["indefinite_contractions"]
    asked = groups[at - 1].prep == "de" and isinstance(groups[at - 1].ref, Naming) and groups[at - 2].verb is not None
    return partitive and groups[at].kind == NOUN and groups[at].ref is None and (asked or is_long(groups[at - 1]))


def _is_passed(scene: Scene, match: Match, group: Group) -> bool:
    """Whether a group is no object: the end of the trigger, an adverb, what is said of the object (`juge inacceptable X`)."""
    said = match.frame.options.get("predicate") and (group.kind == QUOTE or (group.ref is None and _is_bare(scene, group)))
    return group.last == match.trigger[1] or _is_manner(scene, group) or bool(said)


def _is_bare(scene: Scene, group: Group) -> bool:
    return scene.tokens[group.first].low not in grammar(scene.pack).words["determiners"] and says(scene, group, "wrongs")


def is_long(group: Group) -> bool:
    """Whether a group stands under a preposition of several words (`à l'adresse de`), which tells no place."""
    return group.prep == "à" and isinstance(group.ref, Naming) and group.ref.first - group.first > 1


def _is_manner(scene: Scene, group: Group) -> bool:
    """Whether a group is nothing but an adverb (`condamne fermement X`)."""
    ending = grammar(scene.pack).adverb_endings
    return group.last == group.first + 1 and group.ref is None and scene.tokens[group.first].low.endswith(ending)


def that_after(match: Match) -> int:
    """The word that opens the clause which a verb governs, or -1."""
    for i in range(tail(match) + 1, len(match.groups)):
        if match.groups[i].kind == THAT:
            return i
        verb = match.groups[i].verb
        if is_finite(match.groups[i]) or match.groups[i].kind in (QUOTE, SUBORDINATOR):
            return -1
        if verb is not None and verb.tense == "present_participle":
            return -1
    return -1


def condition_after(scene: Scene, match: Match) -> int:
    """The word that opens the condition of what a verb warns of (`menace d'agir si X avance`), or -1."""
    for i in range(tail(match) + 1, len(match.groups)):
        if opens_condition(scene, match.groups[i]):
            return i
        if is_finite(match.groups[i]):
            return -1
    return -1


def under(match: Match, prep: str) -> list[int]:
    """The groups under a preposition after a verb; of an infinitive (`inquiet de voir X agir`) its object."""
    groups, at = match.groups, tail(match)
    found = [i for under, i in complements_of(groups, at) if under == prep and i > at]
    last = min(clause_end(groups, at), len(groups) - 1)
    seen = [i for i in range(at + 1, last) if groups[i].verb and groups[i].prep == prep]
    return found + [i + 1 for i in seen if groups[i + 1].kind == NOUN and not groups[i + 1].prep]


def main_verb(groups: list[Group], at: int) -> int:
    """The main verb that a participle behind a comma goes with (`X a menacé Y s'il agit, l'accusant …`), or -1."""
    if at == 0 or groups[at - 1].kind != COMMA:
        return -1
    for i in range(at - 1, -1, -1):
        if is_finite(groups[i]):
            opener = clause_start(groups, i) - 1
            if opener < 0 or groups[opener].kind not in (SUBORDINATOR, RELATIVE, THAT):
                return i
    return -1


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
