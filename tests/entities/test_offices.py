"""Which offices go with which names, and what each tells."""

from __future__ import annotations

from typing import Any

import pytest
from entities.golden_actors import check, params

from etl.entities.gazetteer import scan
from etl.entities.offices import Office, find_offices
from etl.entities.words import look
from etl.language.pack import load_pack
from etl.language.tokens import tokenize

PACK = load_pack("fr")


@pytest.mark.parametrize("case", params("people/offices"))
def test_offices(case: dict[str, Any]) -> None:
    check(case)


def offices_in(text: str) -> list[Office]:
    tokens = tokenize(text, PACK)
    return find_offices(look(tokens, scan(tokens, PACK), frozenset({0}), PACK))


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Les ministres turcs sont là.", "plural"),
        ("Le ministre turc est là.", "definite"),
        ("L'appel du ministre turc est entendu.", "definite"),
        ("Son homologue turc est là.", "relative"),
        ("L'ex-ministre turc est là.", "former"),
        ("L'ancien ministre turc est là.", "former"),
        ("Le responsable turc est là.", "generic"),
        ("Son prédécesseur est là.", "succession"),
        ("Le président du pays est là.", "borrowed"),
        ("Son ministre de la Défense est là.", "borrowed"),
        ("Le conseiller du président turc est là.", "inner"),
    ],
)
def test_an_office_tells(text: str, flag: str) -> None:
    (office,) = offices_in(text)
    assert getattr(office, flag)


@pytest.mark.parametrize(
    "text", ["Un ministre est là.", "Des ministres sont là.", "Il est ministre.", "Ministre, il a démissionné."]
)
def test_an_office_that_points_at_nobody(text: str) -> None:
    (office,) = offices_in(text)
    assert not office.definite
