"""Polars frames with the columns and types that the tables declare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import polars as pl

from schemas.columns import DECIMAL_DIGITS, Table
from schemas.registry import ColumnSpec, columns

_TYPES: dict[type, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
    datetime: pl.Datetime("us", "UTC"),
}


def polars_type(column: ColumnSpec) -> pl.DataType:
    """The Polars type of a column."""
    if column.type is Decimal:
        return pl.Decimal(DECIMAL_DIGITS, column.about.decimals)
    return _TYPES[column.type]


def polars_schema(table: type[Table]) -> pl.Schema:
    """Names and Polars types of a table, in the order of its columns."""
    return pl.Schema({column.name: polars_type(column) for column in columns(table)})


def to_frame(table: type[Table], rows: Sequence[Table]) -> pl.DataFrame:
    """Rows of one table as a frame with that table's schema, in the same order.

    Raises:
        TypeError: A value has another type than its column; rows that passed validation have none.
    """
    schema = polars_schema(table)
    return pl.DataFrame({name: [getattr(row, name) for row in rows] for name in schema}, schema=schema, strict=True)
