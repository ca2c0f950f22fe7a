"""Money in euros, at the reference rate of its day.

The rates are those of the European Central Bank, as the package that carries them has them; currencies that law ties
to the euro at one rate for ever are in `parities.csv`. What has no rate stays empty, with the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_EURO = "EUR"
_LAST_RATE = 7  # days without a rate that Christmas or Easter with their week-ends can make
_PARITIES = Path(__file__).with_name("parities.csv")


class Rate(NamedTuple):
    """Units of a currency for one euro, and the day that the rate is of; None where it holds on every day."""

    units: Decimal
    day: date | None


def with_euros(rows: Iterable[Mapping[str, Any]], published: Mapping[str, date | None]) -> Iterator[dict[str, Any]]:
    """Rows of `aid_pledges` with `amount_eur`, `fx_rate` and `fx_date`, or with `fx_missing`, the reason why not.

    Args:
        rows: The rows; one without an amount comes back as it is.
        published: Day of publication by article id.
    """
    for row in rows:
        yield dict(row) if row["amount"] is None else {**row, **_euros(row, published.get(row["article_id"]))}


def _euros(row: Mapping[str, Any], published: date | None) -> dict[str, Any]:
    rate = rate_of(row["currency"], _day(row, published))
    if not isinstance(rate, Rate):
        return {"fx_missing": rate}
    amount = round(row["amount"] / rate.units, 2)
    return {"amount_eur": amount, "fx_rate": round(rate.units, 6), "fx_date": rate.day}


def _day(row: Mapping[str, Any], published: date | None) -> date | None:
    """The day whose rate counts: the one day that the row tells, if it is not still to come, else that of publication."""
    if row["date"] is None or (published and row["date_latest"] and row["date_latest"] > published):
        return published
    return row["date_earliest"] if row["date_earliest"] == row["date_latest"] else None


def rate_of(currency: str | None, day: date | None) -> Rate | str:
    """The rate of a currency on a day or the last one before it; where there is none, a code of the list `fx_missing`.

    Args:
        currency: ISO 4217, or None if the article does not tell it.
        day: The day, or None if it is not known.
    """
    if currency is None:
        return "no_currency"
    if currency in _parities():
        return Rate(_parities()[currency], None)
    converter = _converter()
    if currency not in converter.currencies:
        return "no_rate"
    if day is None:
        return "no_day"
    return next(filter(None, (_on(currency, day - timedelta(days=back)) for back in range(_LAST_RATE))), "no_rate")


def _on(currency: str, day: date) -> Rate | None:
    from currency_converter import RateNotFoundError  # type: ignore[import-untyped]

    try:
        return Rate(Decimal(str(_converter().convert(1, _EURO, currency, date=day))), day)
    except RateNotFoundError:
        return None


@cache
def _converter() -> Any:
    from currency_converter import CurrencyConverter

    return CurrencyConverter()


@cache
def _parities() -> dict[str, Decimal]:
    with _PARITIES.open(encoding="utf-8", newline="") as file:
        return {row["currency"]: Decimal(row["per_eur"]) for row in csv.DictReader(file)}
