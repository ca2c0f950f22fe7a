from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from pydantic import ValidationError

from schemas.registry import BY_NAME, TABLES, columns

GOOD = [
    ("meetings", "date", "2031-03"),
    ("meetings", "date", "../2031-12-31"),
    ("meetings", "date", None),
    ("aid_pledges", "amount", Decimal("0.01")),
    ("aid_pledges", "amount_max", Decimal(12_000_000)),
    ("aid_pledges", "fx_rate", Decimal("1.234567")),
    ("aid_pledges", "quantity", 2**63 - 1),
    ("articles", "ingested_at", datetime(2031, 1, 1, tzinfo=UTC)),
]
BAD = [
    ("meetings", "mode", "telepathy", "not in the code list meeting_mode"),
    ("meetings", "mode", None, "valid string"),
    ("meetings", "date", "March 2031", "does not match"),
    ("meetings", "char_start", -1, "below 0"),
    ("meetings", "char_end", 33, "char_end is not > char_start"),
    ("meetings", "date_latest", "2031-03-04", "date_latest is not >= date_earliest"),
    ("aid_pledges", "amount_max", Decimal(1), "amount_max is not >= amount"),
    ("aid_pledges", "amount", Decimal("0.001"), "cannot be stored"),
    ("aid_pledges", "amount", Decimal(10) ** 30, "cannot be stored"),
    ("aid_pledges", "quantity", 2**63, "cannot be stored"),
    ("aid_pledges", "currency", "euro", "does not match"),
    ("places", "latitude", float("nan"), "cannot be stored"),
    ("articles", "ingested_at", datetime(2031, 1, 1), "cannot be stored"),  # noqa: DTZ001 - that is the fault
    ("articles", "ingested_at", datetime(2031, 1, 1, tzinfo=timezone(timedelta(hours=1))), "cannot be stored"),
    ("articles", "text", "a \ud800 alone", "cannot be stored"),
    ("articles", "colour", "red", "Extra inputs"),
]


@pytest.mark.parametrize(("table", "column", "value"), GOOD)
def test_a_row_may_hold(rows, table, column, value):
    row = BY_NAME[table].model_validate(rows[table][0] | {column: value})
    assert getattr(row, column) == value


@pytest.mark.parametrize(("table", "column", "value", "problem"), BAD)
def test_a_row_may_not_hold(rows, table, column, value, problem):
    with pytest.raises(ValidationError) as caught:
        BY_NAME[table].model_validate(rows[table][0] | {column: value})
    assert problem in str(caught.value)


def test_every_column_says_what_it_is():
    for table in TABLES:
        for column in columns(table):
            assert column.sentence.endswith("."), f"{table.TABLE}.{column.name}"


def test_references_lead_to_keys_of_tables_that_come_first():
    order = [table.TABLE for table in TABLES]
    for table in TABLES:
        for column in columns(table):
            for target, name in column.targets:
                assert name in BY_NAME[target].KEY
                assert order.index(target) <= order.index(table.TABLE), f"{table.TABLE} refers to {target}"
