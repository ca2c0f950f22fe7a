"""Countries by name, capital, seat of power, government and people; adjectives and places that are none."""

from __future__ import annotations

from typing import Any

import pytest
from entities.golden_actors import check, params, share_of_nothing

from etl.entities.gazetteer import demonym_countries
from etl.language.pack import load_pack

_FILES = ("countries/named", "countries/none")


@pytest.mark.parametrize("case", params(*_FILES))
def test_countries(case: dict[str, Any]) -> None:
    check(case)


def test_a_quarter_of_the_cases_expects_nothing() -> None:
    assert share_of_nothing(*_FILES) >= 0.25


@pytest.mark.parametrize(
    ("word", "countries"),
    [
        ("russe", ("RUS",)),
        ("franco-allemand", ("FRA", "DEU")),
        ("sud-coréano-américain", ("KOR", "USA")),
        ("russo-ukrainienne", ("RUS", "UKR")),
        ("sud-africain", ("ZAF",)),
        ("mi-juin", ()),
        ("cessez-le-feu", ()),
        ("", ()),
    ],
)
def test_adjectives_of_nationality(word: str, countries: tuple[str, ...]) -> None:
    assert demonym_countries(word, load_pack("fr")) == countries
