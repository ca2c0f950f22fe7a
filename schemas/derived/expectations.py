"""What must hold for a table, as plain data in the vocabulary of Great Expectations.

No data-quality library is imported here. What one table's rows cannot show by themselves, that a reference leads
somewhere and that a piece of text stands at its offsets, is a *flag*: a boolean column which `etl.quality.flags` adds
under the name given here, and which is expected to be true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from schemas.codes import code_list
from schemas.columns import Table
from schemas.registry import ColumnSpec, columns


@dataclass(frozen=True)
class Expectation:
    """One thing that must hold.

    Attributes:
        kind: Name of the expectation in Great Expectations, in snake_case.
        arguments: Its arguments.
    """

    kind: str
    arguments: dict[str, Any]

    @property
    def subject(self) -> str:
        """The column or columns it is about."""
        names = [self.arguments[key] for key in ("column", "column_A", "column_B") if key in self.arguments]
        return ", ".join(names or self.arguments["column_list"])


def reference_flag(column: ColumnSpec) -> str:
    """Name of the flag that a column's references lead somewhere."""
    return f"{column.name} is in {column.about.references}"


def piece_flag(table: type[Table]) -> str:
    """Name of the flag that the stored piece of text stands at its offsets."""
    return f"{table.PIECE} is at its offsets"


def flag_names(table: type[Table]) -> list[str]:
    """The flags of a table, references first."""
    names = [reference_flag(column) for column in columns(table) if column.targets]
    return names if table.PIECE is None else [*names, piece_flag(table)]


def expectations(table: type[Table]) -> tuple[Expectation, ...]:
    """Everything that must hold for a table: its columns, its key, each column, its flags."""
    names = [column.name for column in columns(table)]
    found = [Expectation("expect_table_columns_to_match_ordered_list", {"column_list": names + flag_names(table)})]
    if len(table.KEY) == 1:
        found.append(Expectation("expect_column_values_to_be_unique", {"column": table.KEY[0]}))
    else:
        found.append(Expectation("expect_compound_columns_to_be_unique", {"column_list": list(table.KEY)}))
    for column in columns(table):
        found += _of_column(column)
    for flag in flag_names(table):
        found.append(Expectation("expect_column_values_to_be_in_set", {"column": flag, "value_set": [True]}))
    return tuple(found)


def _of_column(column: ColumnSpec) -> Iterator[Expectation]:
    name, about = column.name, column.about
    if not column.nullable:
        yield Expectation("expect_column_values_to_not_be_null", {"column": name})
    if about.codes is not None:
        allowed = list(code_list(about.codes))
        yield Expectation("expect_column_values_to_be_in_set", {"column": name, "value_set": allowed})
    if about.pattern is not None:
        whole = rf"\A(?:{about.pattern})\Z"
        yield Expectation("expect_column_values_to_match_regex", {"column": name, "regex": whole})
    if about.minimum is not None:
        yield Expectation("expect_column_values_to_be_between", {"column": name, "min_value": about.minimum})
    if about.bound is not None:
        sign, other = about.bound
        yield Expectation(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": name, "column_B": other, "or_equal": sign == ">=", "ignore_row_if": "either_value_is_missing"},
        )
