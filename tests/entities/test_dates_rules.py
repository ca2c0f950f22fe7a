"""Each rule of `dates.toml` is run on its own examples and counter-examples."""

from __future__ import annotations

import pytest

from etl.entities.dates import find_dates
from etl.language.pack import load_pack

PACK = load_pack("fr")
DATA = PACK.data("dates")
RULES = [*DATA["moments"], *DATA["joins"]]


def _rules(text: str) -> list[str]:
    return [expression.rule for expression in find_dates(text, PACK)]


@pytest.mark.parametrize(("rule", "text"), [(rule["id"], text) for rule in RULES for text in rule["examples"]])
def test_example_is_read_by_its_rule(rule: str, text: str) -> None:
    assert rule in _rules(text)


@pytest.mark.parametrize(("rule", "text"), [(rule["id"], text) for rule in RULES for text in rule["counter_examples"]])
def test_counter_example_is_not(rule: str, text: str) -> None:
    assert rule not in _rules(text)


@pytest.mark.parametrize(("kind", "text"), [(lead["kind"], text) for lead in DATA["leads"] for text in lead["examples"]])
def test_lead_makes_its_kind(kind: str, text: str) -> None:
    assert [expression.kind for expression in find_dates(text, PACK)] == [kind]


@pytest.mark.parametrize(
    ("kind", "text"), [(lead["kind"], text) for lead in DATA["leads"] for text in lead["counter_examples"]]
)
def test_lead_alone_makes_nothing(kind: str, text: str) -> None:
    assert kind not in [expression.kind for expression in find_dates(text, PACK)]


def test_every_rule_has_examples_and_counter_examples() -> None:
    rules = [*RULES, *DATA["leads"]]
    assert [rule["id"] for rule in rules if not rule["examples"] or not rule["counter_examples"]] == []
    assert len({rule["id"] for rule in rules}) == len(rules)
