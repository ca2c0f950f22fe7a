"""What each reader of Parquet says of a column, for the logical type that the schemas give it."""

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from schemas.columns import DECIMAL_DIGITS

_ARROW = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def arrow_type(column):
    """The type that pyarrow reads, and pandas with Arrow's types."""
    return pa.decimal128(DECIMAL_DIGITS, column.about.decimals) if column.type is Decimal else _ARROW[column.type]


def pandas_type(column, filled):
    """The type that pandas reads when it is told nothing; `filled`: whether the column has no empty cell."""
    if column.type in (Decimal, date):
        return "object"
    if column.type is int:
        return "int64" if filled else "float64"
    if column.type is bool:
        return "bool" if filled else "object"
    return {str: "str", float: "float64", datetime: "datetime64[us, UTC]"}[column.type]
