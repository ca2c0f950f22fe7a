"""Money in euros: which day's rate counts, and what is told where there is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from etl.resolve.exchange import Rate, rate_of, with_euros
from schemas.codes import code_list

MONDAY, SUNDAY = date(2024, 2, 19), date(2024, 2, 18)


def _row(**values: object) -> dict[str, object]:
    row = {"article_id": "art_1", "amount": Decimal(1_000_000), "currency": "USD", "date": None}
    return row | {"date_earliest": None, "date_latest": None} | values


def _only(row: dict[str, object], published: date | None = MONDAY) -> dict[str, object]:
    (done,) = with_euros([row], {"art_1": published})
    return done


def test_the_rate_is_that_of_the_day():
    assert rate_of("USD", MONDAY) == Rate(Decimal("1.0776"), MONDAY)


def test_a_sunday_takes_the_rate_of_the_friday_before():
    assert rate_of("USD", SUNDAY) == Rate(Decimal("1.0768"), date(2024, 2, 16))


@pytest.mark.parametrize("currency", ["EUR", "XOF", "XAF"])
def test_a_currency_tied_to_the_euro_needs_no_day(currency):
    rate = rate_of(currency, None)
    assert isinstance(rate, Rate)
    assert rate.day is None


@pytest.mark.parametrize(
    ("currency", "day", "reason"),
    [
        (None, MONDAY, "no_currency"),
        ("UAH", MONDAY, "no_rate"),
        ("RUB", MONDAY, "no_rate"),  # suspended since March 2022
        ("USD", date(1998, 5, 1), "no_rate"),
        ("USD", date(2999, 5, 1), "no_rate"),
        ("USD", None, "no_day"),
    ],
)
def test_where_there_is_no_rate_the_reason_is_told(currency, day, reason):
    assert rate_of(currency, day) == reason
    assert reason in code_list("fx_missing")


def test_an_amount_without_date_takes_the_day_of_publication():
    done = _only(_row())
    assert (done["amount_eur"], done["fx_rate"], done["fx_date"]) == (Decimal("927988.12"), Decimal("1.0776"), MONDAY)
    assert "fx_missing" not in done


def test_the_day_that_the_row_tells_goes_before_that_of_publication():
    told = date(2024, 1, 15)
    done = _only(_row(date="2024-01-15", date_earliest=told, date_latest=told))
    assert done["fx_date"] == told


def test_a_day_still_to_come_has_no_rate_yet():
    due = date(2024, 6, 3)
    done = _only(_row(date="2024-06-03", date_earliest=due, date_latest=due))
    assert done["fx_date"] == MONDAY


@pytest.mark.parametrize(("published", "day"), [(MONDAY, "2023"), (None, None)])
def test_a_year_is_no_day(published, day):
    spread = {"date": day, "date_earliest": date(2023, 1, 1), "date_latest": date(2023, 12, 31)} if day else {}
    done = _only(_row(**spread), published)
    assert done["fx_missing"] == "no_day"
    assert "amount_eur" not in done


def test_a_row_without_amount_stays_as_it_is():
    row = _row(amount=None, currency=None)
    assert _only(row) == row
