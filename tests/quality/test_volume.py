import pytest

from etl.quality.volume import volume_problem
from schemas.registry import BY_NAME

FULL = dict.fromkeys(BY_NAME, 100) | {"rejects": 0}

CASES = [
    ("meetings", {}, None),
    ("meetings", {"meetings": 0}, "No row, although 100 articles were read."),
    ("meetings", {"meetings": 0, "articles": 4}, None),
    ("articles", {"articles": 0}, "No article was read."),
    ("rejects", {"rejects": 1}, None),
    ("rejects", dict.fromkeys(BY_NAME, 0), None),
    ("rejects", {"rejects": 1300}, "50% of all rows were rejected; at most 5% are expected."),
]


@pytest.mark.parametrize(("table", "rows", "problem"), CASES)
def test_volume(table, rows, problem):
    assert volume_problem(table, FULL | rows) == problem
