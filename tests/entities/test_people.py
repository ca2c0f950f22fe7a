"""Who is a person: names of every kind, and what looks like a name and is none."""

from __future__ import annotations

from typing import Any

import pytest
from entities.golden_actors import check, params, share_of_nothing

_FILES = ("people/names", "people/offices", "people/cast", "people/mixed", "people/none")


@pytest.mark.parametrize("case", params("people/names", "people/mixed", "people/none"))
def test_people(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.xfail(reason="known to be read wrong")
@pytest.mark.parametrize("case", params("people/not_yet"))
def test_people_not_yet(case: dict[str, Any]) -> None:
    check(case)


def test_a_quarter_of_the_cases_expects_nothing() -> None:
    assert share_of_nothing(*_FILES) >= 0.25
