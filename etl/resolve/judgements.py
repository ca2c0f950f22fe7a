"""What people have judged to be one or two: as pairs for the linkers, and afterwards what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from etl.entities.spelling import plain
from etl.resolve.located import Finder, Row, told
from etl.resolve.sightings import Judgement as JudgedSightings
from etl.resolve.sightings import Sighting, SightingKey
from schemas.edits import Judgement
from schemas.tables import Article

Pair = tuple[str, str]


class Pointer(NamedTuple):
    """An actor as somebody points to it: a folded spelling, in one article or, if that is None, wherever it is met."""

    article_id: str | None
    spelling: str


class JudgedActors(NamedTuple):
    """Two pointers to one actor, or to two."""

    same: bool
    left: Pointer
    right: Pointer


def judged_actors(judgements: Iterable[Judgement], articles: Iterable[Article]) -> list[JudgedActors]:
    """The judgements on actors as pairs of pointers, spellings folded by `plain`.

    A source id that several articles share stands for each of them; one that none has gives no pair.
    """
    ids = Finder({}, articles).articles

    def pointers(source: str | None, text: str) -> list[Pointer]:
        return [Pointer(article, plain(text)) for article in ([None] if source is None else ids.get(source, []))]

    return [
        JudgedActors(judgement.verdict == "same", left, right)
        for judgement in judgements
        if judgement.what == "actor"
        for left, right in product(
            pointers(judgement.left_article, judgement.left_text), pointers(judgement.right_article, judgement.right_text)
        )
    ]


def judged_sightings(judged: Iterable[JudgedActors], sightings: Iterable[Sighting]) -> list[JudgedSightings]:
    """The judgements on actors for the linker: about every sighting that somebody points to.

    Where two are judged to be one, all that either side means are; where they are judged to be two, each pair of them is.
    """
    met: dict[str, list[SightingKey]] = defaultdict(list)
    for sighting in sightings:
        for spelling in sorted({plain(name) for name in (sighting.name, *sighting.spellings)}):
            met[spelling].append(sighting.key)

    def meant(pointer: Pointer) -> list[SightingKey]:
        return [key for key in met[pointer.spelling] if pointer.article_id in (None, key[0])]

    pairs: dict[JudgedSightings, None] = {}
    for each in judged:
        left, right = meant(each.left), meant(each.right)
        sides = [*product(left[:1], right), *product(left[1:], right[:1])] if each.same else product(left, right)
        pairs |= dict.fromkeys(JudgedSightings(one, other, each.same) for one, other in sides if one != other)
    return list(pairs)


def judged_events(judgements: Iterable[Judgement], finder: Finder) -> tuple[list[Pair], list[Pair]]:
    """The pairs of event ids that are judged to be one event, and those that are judged to be two."""
    same: list[Pair] = []
    different: list[Pair] = []
    for judgement in judgements:
        if judgement.what == "event":
            (same if judgement.verdict == "same" else different).extend(_event_pairs(judgement, finder))
    return same, different


def judgement_rows(judgements: Iterable[Judgement], finder: Finder) -> list[Row]:
    """What came of the judgements, as rows of the table `corrections`; asked of the finished tables."""
    return [_actor_row(each, finder) if each.what == "actor" else _event_row(each, finder) for each in judgements]


def _actor_row(judgement: Judgement, finder: Finder) -> Row:
    left = finder.actors(judgement.left_article, judgement.left_text)
    right = finder.actors(judgement.right_article, judgement.right_text)
    asked = _asked(judgement) | {"table_name": "actors"}
    if not left or not right:
        return told(asked, "unmatched", detail=_not_found(judgement, bool(left), bool(right)))
    shared = sorted(left & right)
    if bool(shared) != (judgement.verdict == "same"):
        number = "two actors" if judgement.verdict == "same" else "one actor"
        return told(asked, "invalid", row_id=min(left), detail=f"It was not followed: they are {number}.")
    return told(asked, "applied", row_id=min(left), new_value=shared[0] if shared else None)


def _event_row(judgement: Judgement, finder: Finder) -> Row:
    left = finder.events(judgement.left_article, judgement.left_text)
    right = finder.events(judgement.right_article, judgement.right_text)
    asked = _asked(judgement)
    if not left or not right:
        return told(asked, "unmatched", detail=_not_found(judgement, bool(left), bool(right)))
    pairs = _event_pairs(judgement, finder)
    if not pairs:
        return told(asked, "invalid", detail="The two sides are one row, or rows of two tables.")
    occurrence = {row["event_id"]: row["occurrence_id"] for _, row in (*left, *right)}
    table = next(table for table, row in left if row["event_id"] == pairs[0][0])
    found = {"table_name": table, "row_id": pairs[0][0]}
    if any((occurrence[one] == occurrence[other]) != (judgement.verdict == "same") for one, other in pairs):
        return told(asked, "invalid", **found, detail="Another judgement says otherwise.")
    return told(asked, "applied", **found, new_value=occurrence[pairs[0][0]] if judgement.verdict == "same" else None)


def _event_pairs(judgement: Judgement, finder: Finder) -> Sequence[Pair]:
    """The rows that a judgement puts side by side: those of one table, where a sentence carries several."""
    left = finder.events(judgement.left_article, judgement.left_text)
    right = finder.events(judgement.right_article, judgement.right_text)
    return [
        (one["event_id"], other["event_id"])
        for (table, one), (its, other) in product(left, right)
        if table == its and one["event_id"] != other["event_id"]
    ]


def _asked(judgement: Judgement) -> Row:
    return {
        "line": judgement.line,
        "action": judgement.verdict,
        "source_id": judgement.left_article,
        "text": judgement.left_text,
        "other_source_id": judgement.right_article,
        "other_text": judgement.right_text,
        "reason": judgement.reason,
    }


def _not_found(judgement: Judgement, left: bool, right: bool) -> str:
    missing = [text for text, found in ((judgement.left_text, left), (judgement.right_text, right)) if not found]
    return f"No {judgement.what} is found by “{'” nor by “'.join(missing)}”."
