"""The golden pairs of `tests/golden/linkage`: two sightings, in two articles, that are one actor or two.

Each line tells `same`, `type`, `one` and `other`, and sometimes `beside`: what else is told in further articles. A sighting
has a `name`, and may have `country`, `role` (a code) and `spellings` (other names that its article gives it).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.language.pack import load_pack
from etl.resolve.link import link_actors
from etl.resolve.sightings import Sighting

FOLDER = Path(__file__).parents[1] / "tests" / "golden" / "linkage"


@dataclass(frozen=True)
class Pair:
    """Two sightings of a class of cases, whether they are one actor, and what other articles tell beside them."""

    kind: str
    same: bool
    one: Sighting
    other: Sighting
    beside: tuple[Sighting, ...] = ()


@dataclass(frozen=True)
class Counts:
    """Pairs that were linked rightly, wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of the pairs that were linked, those that should be; 1 where none was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that should be linked, those that were; 1 where none should be."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def load_pairs(folder: Path = FOLDER) -> list[Pair]:
    """The pairs of all files of a folder; the class of a pair is the name of its file."""
    lines = [(path.stem, line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [_pair(kind, json.loads(line)) for kind, line in lines]


def _pair(kind: str, case: dict[str, Any]) -> Pair:
    told = [case["one"], case["other"], *case.get("beside", ())]
    one, other, *beside = [_sighting(at, case["type"], sighting) for at, sighting in enumerate(told)]
    return Pair(kind, case["same"], one, other, tuple(beside))


def _sighting(at: int, actor_type: str, told: dict[str, Any]) -> Sighting:
    country = told.get("country")
    roles = ((told["role"], country),) if "role" in told else ()
    return Sighting(f"article {at}", 0, told["name"], actor_type, country, None, roles, tuple(told.get("spellings", ())))


def ours(pair: Pair) -> bool:
    """Whether we link a pair."""
    ids = link_actors([pair.one, pair.other, *pair.beside], load_pack("fr")).ids
    return ids[pair.one.key] == ids[pair.other.key]


def count(pairs: Iterable[Pair], linked: Callable[[Pair], bool]) -> Counts:
    """What a linker does with pairs."""
    told = [(pair.same, linked(pair)) for pair in pairs]
    return Counts(told.count((True, True)), told.count((False, True)), told.count((True, False)))
