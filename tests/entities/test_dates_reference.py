"""The day of writing, from datelines and from words that point at the day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.entities.dates import Reference, dateline, find_dates, resolve, written_on
from etl.language.pack import load_pack

PACK = load_pack("fr")
LINES = (Path(__file__).parent.parent / "golden" / "datelines.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [pytest.param(json.loads(line), id=str(number)) for number, line in enumerate(LINES, 1)]


@pytest.mark.parametrize("case", CASES)
def test_dateline(case: dict[str, Any]) -> None:
    told = dateline(case["text"], PACK)
    assert (told and case["text"][told.start : told.end]) == case["dateline"]


@pytest.mark.parametrize("case", CASES)
def test_day_of_writing(case: dict[str, Any]) -> None:
    text, told = case["text"], case["written_on"]
    expected = None
    if told:
        year = None if told.startswith("XXXX") else int(told[:4])
        expected = Reference(int(told[5:7]), int(told[8:10]), year, case["weekday"])
    assert written_on(text, find_dates(text, PACK), PACK) == expected


def test_dispatch_without_year_places_its_days_in_an_unknown_year() -> None:
    text = (
        "Minsk. 17 août. Le ministre a été reçu jeudi. Il s'exprimait mardi, après l'annonce du 3 août et celle de juin 2021."
    )
    dates = find_dates(text, PACK)
    day = written_on(text, dates, PACK)
    placed = [resolve(expression, day).edtf for expression in dates]
    assert placed == ["XXXX-08-17", "XXXX-08-17", "XXXX-08-15", "XXXX-08-03", "2021-06"]


def test_anchor_may_be_a_day_or_edtf() -> None:
    (expression,) = find_dates("la veille", PACK)
    assert resolve(expression, None, anchor=date(2024, 3, 1)).edtf == "2024-02-29"
    assert resolve(expression, None, anchor="2024-03-01/2024-03-05").edtf == "2024-02-29"
    assert resolve(expression, None, anchor="XXXX-03-02").edtf == "XXXX-03-01"
    assert resolve(expression, None, anchor="2024-03").edtf is None
    assert resolve(expression, date(2024, 3, 8), anchor="../2024-03-01").edtf == "2024-03-07"
