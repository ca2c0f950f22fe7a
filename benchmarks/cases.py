"""The golden cases of the tests as questions to any reader, and when an answer is right.

Peers give a single day for a month and no words: what is asked here is what all can answer. The tests ask our own
readers for more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

from etl.entities.dates import edtf
from etl.language.folding import straighten

Case = dict[str, Any]
Days = tuple[date, date]

_GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Score:
    """How many of the cases with something in them were answered right, and how many of those with nothing."""

    right: int
    some: int
    silent: int
    none: int

    def cells(self) -> tuple[str, str, str]:
        """Right of those with something, right of those with nothing, and of all."""
        silent = f"{self.silent}/{self.none}" if self.none else ""
        return f"{self.right}/{self.some}", silent, f"{(self.right + self.silent) / (self.some + self.none):.1%}"


def load(name: str) -> list[Case]:
    """The cases of a file or folder of tests/golden; none where it does not exist."""
    single = _GOLDEN / f"{name}.jsonl"
    paths = [single] if single.exists() else sorted((_GOLDEN / name).glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def date_cases() -> list[Case]:
    """The cases whose day of reference is known; without one, peers take today."""
    return [case for case in load("dates") if _DAY.fullmatch(case["reference"] or "") and all(map(days, case["expect"]))]


def sentence_cases() -> list[Case]:
    """The cases with the ends of their sentences, counted in characters that are not blank; `inner` inside quotations."""
    cases = []
    for case in load("sentences"):
        ends = {mark: list(_ends(case["text"].replace(other, "").split(mark))) for mark, other in ("|¦", "¦|")}
        cases.append({"text": re.sub("[|¦]", "", case["text"]), "expect": ends["|"], "inner": ends["¦"]})
    return cases


def _ends(pieces: Sequence[str]) -> Iterator[int]:
    """Where each piece but the last ends, blanks not counted: readers differ in whose they are."""
    return accumulate(len("".join(piece.split())) for piece in pieces[:-1])


def days(told: dict[str, Any]) -> Days | None:
    """The first and last day that a date can mean, of an open interval those of its known end; None if unknown."""
    ends = [edtf.read(end) for end in (told["edtf"] or "").split("/") if end not in ("", "..")]
    extents = [end[0] for end in ends if end and end[1]]
    if not extents or len(extents) < len(ends):
        return None
    if told["earliest"] and told["latest"]:
        return date.fromisoformat(told["earliest"]), date.fromisoformat(told["latest"])
    return extents[0].first, extents[-1].last


def same_dates(case: Case, found: Sequence[Days | None]) -> bool:
    """Whether there are as many dates as expected, each within the days that it can mean."""
    expected = [days(told) for told in case["expect"]]
    return len(found) == len(expected) and all(map(_within, found, expected))


def _within(found: Days | None, expected: Days | None) -> bool:
    return found is not None and expected is not None and expected[0] <= found[0] and found[1] <= expected[1]


def same_values(case: Case, found: Sequence[Decimal]) -> bool:
    """Whether every number expected was found, or nothing where nothing is expected; currencies do not count."""
    expected = [Decimal(told[name]) for told in case["expect"] for name in ("value", "value_max") if told.get(name)]
    return set(expected) <= set(found) if expected else not found


def same_sentences(case: Case, found: Sequence[str]) -> bool:
    """Whether every sentence ends where one is expected to; a quotation may be cut at its inner sentences or left whole."""
    ends = set(_ends(found))
    return set(case["expect"]) <= ends <= {*case["expect"], *case["inner"]}


def same_tokens(case: Case, found: Sequence[str]) -> bool:
    """Whether the text was cut into the tokens expected; which apostrophe and which space they have does not count."""
    return [straighten(token) for token in found] == [straighten(token) for token in case["expect"]]


def score(cases: Sequence[Case], answer: Callable[[Case], Any], same: Callable[[Case, Any], bool]) -> Score:
    """How a reader answers the cases."""
    rights = [(bool(case["expect"]), same(case, answer(case))) for case in cases]
    return Score(
        right=rights.count((True, True)),
        some=sum(something for something, _ in rights),
        silent=rights.count((False, True)),
        none=sum(not something for something, _ in rights),
    )
