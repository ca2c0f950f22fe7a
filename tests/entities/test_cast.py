"""Which namings are one actor, and whom an office without a name stands for."""

from __future__ import annotations

from typing import Any

import pytest
from entities.golden_actors import check, params

from etl.entities.spelling import same_given_name, same_surname, sound_key
from etl.language.pack import load_pack

PACK = load_pack("fr")


@pytest.mark.parametrize("case", params("people/cast"))
def test_cast(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tkatchouk", "Tkachuk"), ("Kovaltchouk", "Kovalchuk"), ("Rachdan", "Rashdan"), ("Yermolenko", "Iermolenko")],
)
def test_spellings_of_one_surname(one: str, other: str) -> None:
    assert sound_key(one, PACK) == sound_key(other, PACK)
    assert same_surname(one, other, PACK)


@pytest.mark.parametrize(("one", "other"), [("Lavrentiev", "Lavrenko"), ("Petrov", "Pavlov"), ("Roy", "Ray"), ("Kim", "Kam")])
def test_two_surnames(one: str, other: str) -> None:
    assert not same_surname(one, other, PACK, slips=1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Volodymyr", "Vladimir", True), ("S.", "Sergueï", True), ("Igor", "Oleg", False), ("Paul", "Claire", False)],
)
def test_given_names(one: str, other: str, same: bool) -> None:
    assert same_given_name(one, other, PACK) is same
