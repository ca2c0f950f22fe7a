"""The data dictionary: what the tables, the star and the code lists tell of themselves, for pages to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from schemas.codes import code_rows
from schemas.columns import Table
from schemas.derived.ddl import duckdb_type
from schemas.registry import TABLES, columns, summary
from schemas.star import STAR

EMPTY = (
    "An empty cell means that the article or its source does not tell it, or that nothing sure could be concluded, unless the "
    "column says otherwise. Nothing is filled in by default."
)


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """A column: its type in DuckDB, whether it may be empty, its code list, and the `table.column`s that it refers to."""

    name: str
    type: str
    may_be_empty: bool
    about: str
    codes: str | None
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table with its file in the exports and its key."""

    name: str
    file: str
    about: str
    key: tuple[str, ...]
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list: the columns that it is of, and its rows as in the table `codes`."""

    name: str
    used_by: tuple[str, ...]
    rows: tuple[dict[str, str | None], ...]


def table_entries() -> list[TableEntry]:
    """The tables of the warehouse."""
    return [_table(table, f"{table.TABLE}.parquet") for table in TABLES]


def star_entries() -> list[TableEntry]:
    """The facts and dimensions of the star."""
    return [_table(table, f"bi/{table.TABLE}.parquet") for table in STAR]


def code_lists() -> list[CodeList]:
    """All code lists, in the order of `codes.csv`."""
    return [
        CodeList(str(name), tuple(_users(str(name), (*TABLES, *STAR))), tuple(rows))
        for name, rows in groupby(code_rows(), key=lambda row: row["list"])
    ]


def _users(name: str, tables: Sequence[type[Table]]) -> list[str]:
    if name == "country":  # open: another country is no error
        return ["all columns that hold an ISO 3166-1 alpha-3 code"]
    return [f"{table.TABLE}.{column.name}" for table in tables for column in columns(table) if column.about.codes == name]


def _table(table: type[Table], file: str) -> TableEntry:
    return TableEntry(table.TABLE, file, summary(table), table.KEY, tuple(_columns(table)))


def _columns(table: type[Table]) -> list[ColumnEntry]:
    found = []
    for column in columns(table):
        about = column.about.description + (f" Unit: {column.about.unit}." if column.about.unit else "")
        targets = tuple(".".join(target) for target in column.targets)
        found.append(ColumnEntry(column.name, duckdb_type(column), column.nullable, about, column.about.codes, targets))
    return found
