"""The cases of golden/amounts: written by class of construction; the expectation came before the run."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.entities.amounts import Amount, Count, find_amounts, find_counts
from etl.language.pack import load_pack

_GOLDEN = Path(__file__).parents[1] / "golden" / "amounts"


def _cases(name: str) -> list[Any]:
    lines = (_GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [pytest.param(case["text"], case["expect"], id=f"{case['class']}: {case['text']}") for case in cases]


def _amount(text: str, amount: Amount, expected: dict[str, Any]) -> dict[str, Any]:
    told = {
        "piece": text[amount.start : amount.end],
        "value": amount.value,
        "value_max": amount.value_max,
        "currency": amount.currency,
        "qualifier": amount.qualifier,
        "assumed_currency": amount.assumed_currency,
        "part_of_previous": amount.part_of_previous,
    }
    if "qualifier_words" in expected:
        told["qualifier_words"] = text[amount.qualifier_start : amount.qualifier_end]
    return told


def _expected_amount(expected: dict[str, Any]) -> dict[str, Any]:
    default = "range" if "value_max" in expected else "exact"
    filled = {"value_max": None, "qualifier": default, "assumed_currency": False, "part_of_previous": False} | expected
    numbers = {name: Decimal(filled[name]) for name in ("value", "value_max") if filled[name] is not None}
    return filled | numbers


@pytest.mark.parametrize(("text", "expect"), _cases("amounts"))
def test_amounts(text: str, expect: list[dict[str, Any]]) -> None:
    found = find_amounts(text, load_pack("fr"))
    padded = [*expect, *({} for _ in found[len(expect) :])]
    told = [_amount(text, amount, expected) for amount, expected in zip(found, padded, strict=False)]
    assert told == [_expected_amount(expected) for expected in expect]


def _count(text: str, count: Count) -> dict[str, Any]:
    return {
        "piece": text[count.start : count.end],
        "value": count.value,
        "value_max": count.value_max,
        "qualifier": count.qualifier,
        "noun": text[count.noun_start : count.noun_end],
    }


@pytest.mark.parametrize(("text", "expect"), _cases("counts"))
def test_counts(text: str, expect: list[dict[str, Any]]) -> None:
    told = [_count(text, count) for count in find_counts(text, load_pack("fr"))]
    assert told == [{"value_max": None, "qualifier": "exact"} | expected for expected in expect]


@pytest.mark.parametrize("name", ["amounts", "counts"])
def test_a_quarter_of_the_cases_expects_nothing(name: str) -> None:
    cases = [json.loads(line) for line in (_GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(not case["expect"] for case in cases) * 4 >= len(cases)
