"""What a column of the warehouse is, beside its Python type.

A table is a `Table` (a Pydantic model); each field is `Annotated[type, Column(...)]`. Whatever else needs to know a
column reads it from there. What a table holds belongs in `tables.py`, the codes in `codes.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from schemas.codes import code_list


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
    """

    description: str
    unit: str | None = None
    codes: str | None = None
    references: str | None = None
    pattern: str | None = None
    minimum: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        for rule in self._rules():
            schema = core_schema.no_info_after_validator_function(rule, schema)
        return schema

    def _rules(self) -> list[Callable[[Any], Any]]:
        rules: list[Callable[[Any], Any]] = []
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
        KEY: Columns that identify a row, in order.
        PIECE: The column that repeats `articles.text[char_start:char_end]`, where the table stores a piece of text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]
    PIECE: ClassVar[str | None] = None
