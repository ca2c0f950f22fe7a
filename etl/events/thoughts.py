"""What somebody wants others to do, and what somebody had the chance to do: told like events to come."""

from __future__ import annotations

from functools import cache

from etl.entities.scene import Scene
from etl.events.match import Match
from etl.language.groups import RELATIVE, SUBORDINATOR, THAT
from etl.language.pack import Pack

_DONE = frozenset({"past", "pluperfect", "past_infinitive"})
_OPENERS = (THAT, SUBORDINATOR, RELATIVE)


@cache
def _words(pack: Pack, name: str) -> frozenset[str]:
    return frozenset(pack.data("frames/circumstances")[name])


def is_asked_for(scene: Scene, match: Match) -> bool:
    """Whether an event stands in a clause of what somebody wants to happen (`exige que X négocie avec Y`)."""
    opener = next((i for i in range(match.verb - 1, -1, -1) if match.groups[i].kind in _OPENERS), -1)
    if opener < 0 or match.groups[opener].kind != THAT:
        return False
    if scene.words[match.groups[opener].first - 1] in _words(scene.pack, "wanted"):
        return True
    told = next((g.verb for g in match.groups[:opener][::-1] if g.verb is not None), None)
    return told is not None and told.is_one_of(_words(scene.pack, "wanting"))


def is_seized(scene: Scene, match: Match) -> bool:
    """Whether the infinitive of an event tells what somebody took the chance to do (`a profité du forum pour voir X`)."""
    told = next((g.verb for g in match.groups[: max(match.verb, 0)][::-1] if g.verb is not None), None)
    return told is not None and told.tense in _DONE and not told.negated and told.is_one_of(_words(scene.pack, "seizing"))
