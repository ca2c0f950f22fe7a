"""Dates found and placed, on golden cases by class.

`none.jsonl` holds texts without a date (durations are none), `not_yet.jsonl` what is still read wrong.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.entities.dates import Reference, find_dates, resolve_all
from etl.language.pack import load_pack

PACK = load_pack("fr")
FOLDER = Path(__file__).parent.parent / "golden" / "dates"
NOT_YET = pytest.mark.xfail(reason="known to be read wrong")
CASES = [
    pytest.param(json.loads(line), id=f"{path.stem}-{number}", marks=[NOT_YET] if path.stem == "not_yet" else [])
    for path in sorted(FOLDER.glob("*.jsonl"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


def _reference(told: str | None) -> date | Reference | None:
    """`2024-05-16`, or `XXXX-10-23` with an unknown year, or `XXXX-10-23/6` with its weekday, or nothing."""
    if told is None:
        return None
    if not told.startswith("XXXX"):
        return date.fromisoformat(told)
    day, _, weekday = told.partition("/")
    return Reference(int(day[5:7]), int(day[8:10]), weekday=int(weekday) if weekday else None)


def read(case: dict[str, Any]) -> list[dict[str, str | None]]:
    """The dates of a case's text, as the case tells them."""
    text = case["text"]
    found = find_dates(text, PACK)
    future = range(len(found)) if case.get("future") else ()
    placed = resolve_all(found, _reference(case["reference"]), future=future)
    return [
        {
            "text": text[expression.start : expression.end],
            "edtf": day.edtf,
            "earliest": day.earliest and day.earliest.isoformat(),
            "latest": day.latest and day.latest.isoformat(),
        }
        for expression, day in zip(found, placed, strict=True)
        if expression.kind != "duration"
    ]


@pytest.mark.parametrize("case", CASES)
def test_dates_of_a_text(case: dict[str, Any]) -> None:
    assert read(case) == case["expect"]


def test_a_quarter_of_the_cases_expects_nothing() -> None:
    assert sum(not param.values[0]["expect"] for param in CASES) * 4 >= len(CASES)
