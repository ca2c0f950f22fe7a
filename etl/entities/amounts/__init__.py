"""Amounts of money and counted things: pure functions of a text and its language."""

from etl.entities.amounts.counts import Count, find_counts
from etl.entities.amounts.find import find_amounts
from etl.entities.amounts.money import Amount
from etl.entities.amounts.numbers import parse_number

__all__ = ["Amount", "Count", "find_amounts", "find_counts", "parse_number"]
