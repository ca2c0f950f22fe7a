"""The tables in the order in which they are built, and what derivations need to know of their columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from types import NoneType
from typing import get_args

from schemas import tables
from schemas.columns import Column, Table

TABLES: tuple[type[Table], ...] = (
    tables.Article,
    tables.Actor,
    tables.ActorName,
    tables.ActorMention,
    tables.ActorRole,
    tables.PlaceRow,
    tables.Meeting,
    tables.AidPledge,
    tables.Warning,
    tables.Agreement,
    tables.EventActor,
    tables.Statement,
    tables.Evidence,
    tables.CorrectionRow,
    tables.Code,
    tables.Reject,
)
BY_NAME: dict[str, type[Table]] = {table.TABLE: table for table in TABLES}
EVENT_TABLES: tuple[str, ...] = tuple(table.TABLE for table in TABLES if issubclass(table, tables.Event))

VALUE_TYPES = (str, int, float, bool, Decimal, date, datetime)


@dataclass(frozen=True)
class ColumnSpec:
    """A column with what its field declares: `name`, Python `type` (one of VALUE_TYPES), `nullable`, and its `Column`."""

    name: str
    type: type
    nullable: bool
    about: Column

    @cached_property
    def targets(self) -> tuple[tuple[str, str], ...]:
        """The (table, column) pairs that a value must be found in; any one of them will do."""
        if self.about.references is None:
            return ()
        pairs = (target.split(".") for target in self.about.references.split("|"))
        return tuple((table, column) for table, column in pairs)

    @property
    def sentence(self) -> str:
        """What the column holds, with its unit and its code list: the text of every dictionary."""
        unit = f" Unit: {self.about.unit}." if self.about.unit else ""
        codes = f" Codes: list {self.about.codes}." if self.about.codes else ""
        return self.about.description + unit + codes


@cache
def columns(table: type[Table]) -> tuple[ColumnSpec, ...]:
    """The columns of a table in order.

    Raises:
        TypeError: A field is declared without a `Column` or with a type that no derivation knows.
    """
    return tuple(_column(table, name) for name in table.model_fields)


def _column(table: type[Table], name: str) -> ColumnSpec:
    field = table.model_fields[name]
    about = next((m for m in field.metadata if isinstance(m, Column)), None)
    options = get_args(field.annotation) or (field.annotation,)
    value_types = [option for option in options if option is not NoneType]
    if about is None or len(value_types) != 1 or value_types[0] not in VALUE_TYPES:
        raise TypeError(f"{table.TABLE}.{name} needs a Column and one of {VALUE_TYPES}")
    return ColumnSpec(name, value_types[0], NoneType in options, about)


def summary(table: type[Table]) -> str:
    """What a row of the table is, in a sentence or two: the docstring of its model on one line."""
    return " ".join((table.__doc__ or "").split())
