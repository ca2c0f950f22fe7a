"""DuckDB statements that create a table with its keys, checks and comments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from schemas.codes import code_list
from schemas.columns import DECIMAL_DIGITS, Table
from schemas.registry import ColumnSpec, columns, summary

_TYPES: dict[type, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    date: "DATE",
    datetime: "TIMESTAMP WITH TIME ZONE",
}


def identifier(name: str) -> str:
    """A name as it stands in SQL."""
    return '"' + name.replace('"', '""') + '"'


def relation(table: type[Table]) -> str:
    """A table as it is named in SQL."""
    name = identifier(table.TABLE)
    return name if table.SCHEMA == "main" else f"{identifier(table.SCHEMA)}.{name}"


def literal(text: str) -> str:
    """A text as it stands in SQL."""
    return "'" + text.replace("'", "''") + "'"


def name_list(names: Iterable[str]) -> str:
    """Names as they stand in SQL, separated by commas."""
    return ", ".join(identifier(name) for name in names)


def duckdb_type(column: ColumnSpec) -> str:
    """The DuckDB type of a column."""
    if column.type is Decimal:
        return f"DECIMAL({DECIMAL_DIGITS},{column.about.decimals})"
    return _TYPES[column.type]


def create_table(table: type[Table]) -> str:
    """The CREATE TABLE statement: types, NOT NULL, CHECKs and the primary key.

    References are proven by the checks of the pipeline: foreign keys cost DuckDB ten times the load.
    """
    lines = [_column(column) for column in columns(table)]
    lines.append(f"PRIMARY KEY ({name_list(table.KEY)})")
    return f"CREATE TABLE {relation(table)} (\n  " + ",\n  ".join(lines) + "\n)"


def comments(table: type[Table]) -> list[str]:
    """The COMMENT statements of a table and its columns."""
    name = relation(table)
    return [f"COMMENT ON TABLE {name} IS {literal(summary(table))}"] + [
        f"COMMENT ON COLUMN {name}.{identifier(column.name)} IS {literal(column.sentence)}" for column in columns(table)
    ]


def checks(column: ColumnSpec) -> list[str]:
    """The conditions on a column, as SQL expressions."""
    name, about = identifier(column.name), column.about
    found = []
    if about.codes is not None:
        found.append(f"{name} IN ({', '.join(map(literal, code_list(about.codes)))})")
    if about.pattern is not None:
        found.append(f"regexp_full_match({name}, {literal(about.pattern)})")
    if about.minimum is not None:
        found.append(f"{name} >= {about.minimum}")
    if about.bound is not None:
        sign, other = about.bound
        found.append(f"{name} {sign} {identifier(other)}")
    return found


def _column(column: ColumnSpec) -> str:
    parts = [identifier(column.name), duckdb_type(column)]
    if not column.nullable:
        parts.append("NOT NULL")
    parts += [f"CHECK ({condition})" for condition in checks(column)]
    return " ".join(parts)
