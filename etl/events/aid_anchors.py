"""Where aid can stand: the money and the counted things of a sentence, and the verbs that govern them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.entities.amounts import Amount, Count
from etl.entities.scene import Scene
from etl.events.aid_words import AidWords
from etl.language.clauses import clause_end, clause_start, is_finite, subject_of
from etl.language.groups import COMMA, MARK, NOUN, QUOTE, Group
from etl.language.sentences import Sentence

_REACH = 3  # tokens behind a group that a noun phrase begun in it may take in


class Anchor(NamedTuple):
    """Money or things in a sentence.

    Attributes:
        ref: The amount or the count.
        sentence: The sentence; for a piece of a clause in quotation marks the sentence round it.
        groups: Its groups.
        at: Position of the group that holds the money or the things.
        verbs: Positions of the verbs that can govern it, nearest first.
    """

    ref: Amount | Count
    sentence: Sentence
    groups: Sequence[Group]
    at: int
    verbs: tuple[int, ...]


def find_anchors(scene: Scene, sentence: Sentence) -> Iterator[Anchor]:
    """The anchors of a sentence; one without money and counts is not taken apart."""
    first, last = scene.tokens[sentence.first].start, scene.tokens[sentence.last - 1].end
    if not any(first <= thing.start < last for things in (scene.amounts, scene.counts) for thing in things):
        return
    groups = scene.groups(sentence)
    around = _around(scene, sentence) if sentence.quoted and not any(group.verb for group in groups) else None
    for at, group in enumerate(groups):
        if isinstance(group.ref, Amount | Count) and not _is_equivalent(groups, at):
            outer, place = around or (sentence, at)
            row = scene.groups(outer)
            yield Anchor(group.ref, outer, row, place, tuple(_governing(row, place)))


def _is_equivalent(groups: Sequence[Group], at: int) -> bool:
    """Whether money only repeats in another currency the money right before it (`30 millions de francs (250 000 euros)`)."""
    if at < 2 or groups[at - 1].kind != MARK or not isinstance(groups[at].ref, Amount):
        return False
    before = groups[at - 2].ref
    return isinstance(before, Amount) and before.currency != groups[at].ref.currency


def is_bought(scene: Scene, anchor: Anchor, words: AidWords) -> bool:
    """Whether things are the complement of a noun of purchase or making (`l'achat de 1 000 missiles`)."""
    groups, i = anchor.groups, anchor.at
    if groups[i].prep != "de" or i == 0 or groups[i - 1].kind != NOUN:
        return False
    return any(token.low in words.buying for token in scene.tokens[groups[i - 1].first : groups[i - 1].last])


def _around(scene: Scene, sentence: Sentence) -> tuple[Sentence, int] | None:
    """The sentence round a quotation, and the position of the quotation in it."""
    outer = next((s for s in scene.sentences if not s.quoted and s.first <= sentence.first < s.last), None)
    if outer is None:
        return None
    groups = scene.groups(outer)
    return next(((outer, i) for i, g in enumerate(groups) if g.kind == QUOTE and g.first <= sentence.first < g.last), None)


def _governing(groups: Sequence[Group], at: int) -> Iterator[int]:
    """The verbs that can govern a group, nearest first: back to the start of the sentence, then the next one after it."""
    for i in range(at - 1, -1, -1):
        if groups[i].verb is not None:
            yield i
        if groups[i].kind == MARK and groups[i].ref is None:
            break
    for i in range(at + 1, len(groups)):
        if groups[i].verb is not None:
            yield i
        if groups[i].kind in (MARK, COMMA) or is_finite(groups[i]):
            return


def goes_with_aid(scene: Scene, anchor: Anchor, words: AidWords) -> bool | None:
    """Whether the nearest noun that decides, in the clause of the anchor, is one of aid; None if there is none."""
    groups, at = anchor.groups, anchor.at
    nearest = groups[anchor.verbs[0]].verb if anchor.verbs else None
    if nearest is not None and nearest.first < groups[at].first and nearest.is_one_of(words.endowing):
        return True
    found: list[tuple[int, bool]] = []
    subjects = [i for verb in anchor.verbs[:1] for i in subject_of(groups, verb)]
    for i in [*subjects, *range(clause_start(groups, at), min(clause_end(groups, at), at + 4))]:
        if groups[i].kind != NOUN or (i == at and isinstance(anchor.ref, Count)):
            continue
        if (is_aid := noun_of_aid(scene, groups[i], words)) is not None:
            found.append((abs(i - at) + (i > at), is_aid))
    return min(found)[1] if found else None


def noun_of_aid(scene: Scene, group: Group, words: AidWords) -> bool | None:
    """Whether a group has a noun of aid (True), one whose money is none (False), or neither."""
    found = words.nouns.first(scene.keys[: group.last + _REACH], group.first, group.last)
    return found[2][0] if found else None
