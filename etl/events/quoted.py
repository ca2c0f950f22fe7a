"""A sentence in quotation marks seen in the sentence round it."""

from __future__ import annotations

from typing import NamedTuple

from etl.entities.scene import Scene
from etl.language.clauses import is_finite, subject_of
from etl.language.groups import COMMA, MARK, NOUN, OTHER, QUOTE, TIME, Group
from etl.language.sentences import Sentence


class Around(NamedTuple):
    """The sentence round a quotation, its groups, and the position of the quotation among them."""

    sentence: Sentence
    groups: list[Group]
    at: int


def around(scene: Scene, sentence: Sentence) -> Around | None:
    """The sentence round a quoted one; None for a sentence that is not quoted or stands alone."""
    outer = next((s for s in scene.sentences if not s.quoted and s.first <= sentence.first < s.last), None)
    if outer is None or not sentence.quoted:
        return None
    groups = scene.groups(outer)
    at = next((i for i, g in enumerate(groups) if g.kind == QUOTE and g.first <= sentence.first < g.last), None)
    return None if at is None else Around(outer, groups, at)


def subject_outside(scene: Scene, sentence: Sentence, verb: int) -> tuple[Around, tuple[int, ...]] | None:
    """The subject that stands before the quotation marks of a verb within them (`X « joue avec le feu »`).

    Args:
        scene: The article.
        sentence: The quoted sentence.
        verb: Position of its verb among its groups.

    Returns:
        The sentence round it and positions of groups there; None where the quotation holds its own subject.
    """
    groups = scene.groups(sentence)
    if (
        not is_finite(groups[verb])
        or any(g.kind not in (OTHER, TIME) for g in groups[:verb])
        or subject_of(groups, verb) == (verb,)
    ):
        return None
    outside = around(scene, sentence)
    if outside is None or outside.at == 0:
        return None
    before = outside.at - 1
    while before > 0 and outside.groups[before].kind in (OTHER, TIME):
        before -= 1
    while before > 0 and outside.groups[before].kind == NOUN and outside.groups[before].prep == "de":
        before -= 1
    group = outside.groups[before]
    return (outside, (before,)) if group.kind == NOUN and not group.prep else None


def completes_clause(scene: Scene, sentence: Sentence) -> bool:
    """Whether a quotation goes on the clause of the verb before it (`X attend de Y « qu'il parte »`), with no mark between."""
    outside = around(scene, sentence)
    if outside is None:
        return False
    for group in outside.groups[: outside.at][::-1]:
        if group.kind in (MARK, COMMA):
            return False
        if is_finite(group):
            return True
    return False
