"""Organizations and blocs: by the lists, by a common noun, by the shape of a name, with an acronym."""

from __future__ import annotations

from typing import Any

import pytest
from entities.golden_actors import check, params, share_of_nothing

_FILES = ("organizations/named", "organizations/none")


@pytest.mark.parametrize("case", params(*_FILES))
def test_organizations(case: dict[str, Any]) -> None:
    check(case)


def test_a_quarter_of_the_cases_expects_nothing() -> None:
    assert share_of_nothing(*_FILES) >= 0.25
