"""What a column of the warehouse is, beside its Python type.

A table is a `Table` (a Pydantic model); each field is `Annotated[type, Column(...)]`. Whatever else needs to know a
column reads it from there. What a table holds belongs in `tables.py`, the codes in `codes.csv`.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from schemas.codes import code_list

DECIMAL_DIGITS = 24
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {">": operator.gt, ">=": operator.ge}


@dataclass(frozen=True)
class Column:
    """What the dictionary, the checks and the keys need to know of a column.

    Attributes:
        description: What the column holds, for an analyst.
        unit: Unit of the values (`code points`, `EUR`, …), if they have one.
        codes: Name of the list of `codes.csv` that the values come from.
        references: `table.column` that a value must exist in; several tables are separated by `|`.
        pattern: Regular expression that a whole value matches.
        minimum: Smallest value allowed.
        decimals: Digits kept after the point; for a Decimal only.
        above: Column of the same row that a value is greater than, where both are filled.
        not_below: Column of the same row that a value is not less than, where both are filled.
    """

    description: str
    unit: str | None = None
    codes: str | None = None
    references: str | None = None
    pattern: str | None = None
    minimum: int | None = None
    decimals: int = 2
    above: str | None = None
    not_below: str | None = None

    @property
    def bound(self) -> tuple[str, str] | None:
        """What holds between two columns of a row: the operator (`>` or `>=`) and the other column."""
        if self.above is not None:
            return ">", self.above
        return None if self.not_below is None else (">=", self.not_below)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        for rule in self._rules():
            schema = core_schema.no_info_after_validator_function(rule, schema)
        return schema

    def _rules(self) -> list[Callable[[Any], Any]]:
        rules = [_rule(self._is_storable, "cannot be stored as it is")]
        if self.codes is not None:
            allowed = frozenset(code_list(self.codes))
            rules.append(_rule(lambda value: value in allowed, f"not in the code list {self.codes}"))
        if self.pattern is not None:
            matches = re.compile(self.pattern).fullmatch
            rules.append(_rule(lambda value: bool(matches(value)), f"does not match {self.pattern}"))
        if self.minimum is not None:
            minimum = self.minimum
            rules.append(_rule(lambda value: value >= minimum, f"below {minimum}"))
        return rules

    def _is_storable(self, value: Any) -> bool:
        """Whether Parquet and DuckDB hold the value unchanged: no digit lost, no overflow, no local time, all in UTF-8."""
        match value:
            case Decimal():
                return abs(value) < Decimal(10) ** (DECIMAL_DIGITS - self.decimals) and round(value, self.decimals) == value
            case datetime():
                return value.utcoffset() == timedelta(0)
            case float():
                return math.isfinite(value)
            case str():
                return not _LONE_SURROGATE.search(value)
            case int():
                return -(2**63) <= value < 2**63
        return True


def _rule(holds: Callable[[Any], bool], problem: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value is not None and not holds(value):
            raise ValueError(problem)
        return value

    return check


class Table(BaseModel):
    """One row of a table; the class itself describes the table.

    Class attributes:
        TABLE: Name in the warehouse and of the Parquet file.
        SCHEMA: The schema of the warehouse that it is in.
        KEY: Columns that identify a row, in order.
        PIECE: The column that repeats `articles.text[char_start:char_end]`, where the table stores a piece of text.
        FIRST_SEEN: The column with the moment at which the row first came in; a later run keeps it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    TABLE: ClassVar[str]
    SCHEMA: ClassVar[str] = "main"
    KEY: ClassVar[tuple[str, ...]]
    PIECE: ClassVar[str | None] = None
    FIRST_SEEN: ClassVar[str | None] = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        for name, sign, other in _bounds(type(self)):
            low, high = getattr(self, other), getattr(self, name)
            if low is not None and high is not None and not _SIGNS[sign](high, low):
                raise ValueError(f"{name} is not {sign} {other}")
        return self


@cache
def _bounds(table: type[Table]) -> tuple[tuple[str, str, str], ...]:
    """The comparisons within a row: column, operator, other column."""
    declared = [(name, about) for name, field in table.model_fields.items() for about in field.metadata]
    return tuple((name, *about.bound) for name, about in declared if isinstance(about, Column) and about.bound is not None)
