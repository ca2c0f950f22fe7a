"""One agreement, one row: when two tellings are of one agreement, and what they tell together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from etl.entities.gazetteer import subtype_of
from etl.entities.namings import COUNTRY, ORGANIZATION
from etl.entities.scene import Scene
from etl.events.match import Match, Taken
from etl.events.places import Where
from etl.events.times import When
from etl.language.clauses import is_finite
from etl.language.grammar import grammar

_TELLING = frozenset({"treaty", "framework"})  # kinds that tell more than that there is an agreement
_OF_STATE = frozenset({"government", "company"})


class Agreement(NamedTuple):
    """An agreement as one sentence tells it; `title` and `quantity` are positions of tokens and a number."""

    match: Match
    parties: tuple[Taken, ...]
    kind: str
    status: str
    modality: str
    title: tuple[int, int]
    quantity: int | None
    when: When | None
    where: Where | None


def each_once(scene: Scene, found: Iterable[Agreement]) -> list[Agreement]:
    """Each agreement once: the telling of it with most parties and a date, filled up from the others."""
    kept: list[Agreement] = []
    for agreement in sorted(found, key=lambda a: (-len(a.parties), a.when is None, a.match.trigger)):
        twin = next((i for i, a in enumerate(kept) if _same(scene, agreement, a) or _points_back(scene, agreement, a)), -1)
        if twin < 0:
            kept.append(agreement)
        else:
            kept[twin] = _filled(kept[twin], agreement)
    return sorted(kept, key=lambda a: a.match.trigger)


def _filled(main: Agreement, other: Agreement) -> Agreement:
    """An agreement with what another telling of it adds."""
    fate = _fate(main, other)
    named = other if main.kind == "other" and main.quantity is None and other.kind in _TELLING else main
    when, where = main.when or other.when, main.where or other.where
    return main._replace(when=when, where=where, status=fate, kind=named.kind, title=named.title)


def _fate(main: Agreement, other: Agreement) -> str:
    """The status of an agreement told twice: signing tells more than agreeing, and its end, in the same sentence, most."""
    if other.status == "ended" and other.match.sentence == main.match.sentence:
        return "ended"
    return "signed" if main.status == "agreed" and other.status == "signed" else main.status


def _same(scene: Scene, one: Agreement, other: Agreement) -> bool:
    mine, theirs = _lands(scene, one), _lands(scene, other)
    if one.title == other.title:
        return True
    if one.match.sentence == other.match.sentence and one.kind != other.kind:
        return mine == theirs and any(a.match.frame.rule == "agreement.noun_between" for a in (one, other))
    return (
        bool(mine)
        and (mine <= theirs or theirs <= mine)
        and (one.kind == other.kind or "other" in (one.kind, other.kind))
        and _may_be_one_day(one.when, other.when)
    )


def _lands(scene: Scene, agreement: Agreement) -> set[object]:
    """The states bound, told by themselves, by a ministry or by a company; any other party stands for itself."""
    found: set[object] = set()
    for t in agreement.parties:
        member = scene.cast.members[t.actor]
        kind = subtype_of(member.key, scene.pack)
        is_state = member.kind == COUNTRY or (kind in _OF_STATE if kind else member.kind == ORGANIZATION)
        found.add(member.country if is_state and member.country else t.actor)
    return found


def _may_be_one_day(one: When | None, other: When | None) -> bool:
    """Whether two dates can be of one event: they are the same, or one lies within the other (`en juin`, `le 27 juin`)."""
    if one is None or other is None or one.value.edtf == other.value.edtf:
        return True
    (a, b), (c, d) = ((w.value.earliest, w.value.latest) for w in (one, other))
    if a is None or b is None or c is None or d is None:
        return False
    return (a <= c and d <= b) or (c <= a and b <= d)


def _points_back(scene: Scene, one: Agreement, other: Agreement) -> bool:
    """Whether the later of two tellings points to the earlier: `ce pacte`, or `le traité` that was signed at the same place."""
    first, later = sorted((one, other), key=lambda a: a.match.trigger)
    shared = {t.actor for t in one.parties} & {t.actor for t in other.parties}
    fates = {one.status, other.status}
    if first.match.sentence == later.match.sentence or not shared or not _may_be_one_day(one.when, other.when):
        return False
    if len(fates) > 1 and fates != {"agreed", "signed"}:
        return False
    group = next(g for g in later.match.groups if g.first <= later.title[0] < g.last)
    words = grammar(scene.pack).words
    told = {token.low for token in scene.tokens[group.first : later.title[0]]}
    if told & words["demonstratives"] and group.prep != "de":  # `le premier de ces accords` is one of several
        return True
    place = first.where.country if first.where else None
    there = place is not None and later.where is not None and later.where.country == place
    described = later.match.at != later.match.verb or not is_finite(later.match.groups[later.match.at])
    return there and described and bool(told & (words["determiners"] - words["indefinites"]))
