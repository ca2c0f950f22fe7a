"""Row by row: what a table's model accepts goes on, the rest becomes rejects, with whatever refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from etl.quality.rejects import reject
from schemas.columns import Table
from schemas.registry import BY_NAME, TABLES, ColumnSpec, columns
from schemas.tables import Article, Reject

Row = Mapping[str, object]
Cell = tuple[str, str, object]
"""Table, column and value: what a reference leads to."""

ALL_ARTICLES = "(all articles)"
"""The source of a row that no single article gives, such as an actor."""

_REASONS = {"missing": "missing_value", "extra_forbidden": "unknown_column"}


@dataclass(frozen=True)
class CheckedRows:
    """The rows that hold, a list a table in the order given, and the rejects."""

    rows: dict[str, list[Table]]
    rejects: list[Reject]


def check_rows(rows: Mapping[str, Sequence[Row]], articles: Sequence[Article], at: datetime) -> CheckedRows:
    """Validate rows with the models of their tables.

    A row that refers to a rejected row is rejected too. A reference to a row that was never there is left to the
    structural checks: it is a fault of the program, not of a row.

    Args:
        rows: The rows of each table by its name; `articles`, `codes` and `rejects` are not among them.
        articles: The articles that they come from.
        at: When, UTC.

    Raises:
        KeyError: There is no table of such a name.
    """
    unknown = rows.keys() - BY_NAME.keys()
    if unknown:
        raise KeyError(f"no such table: {', '.join(sorted(unknown))}")
    found = _Origins(rows, {article.article_id: article.source_uri for article in articles})
    valid: dict[str, list[Table]] = {}
    kept: set[Cell] = set()
    lost: dict[Cell, str] = {}
    rejects: dict[str, Reject] = {}
    for table in TABLES:  # the order of the registry: a table comes after those that it refers to
        if table.TABLE not in rows:
            continue
        valid[table.TABLE] = []
        for row in rows[table.TABLE]:
            problem = None
            try:
                model = table.model_validate(row)
            except ValidationError as error:
                problem = _told(error)
            if problem is None and lost:
                problem = _lost_reference(table, row, kept, lost)
            if problem is None:
                valid[table.TABLE].append(model)
                kept.update(_cells(table, row))
                continue
            reason, detail = problem
            lost |= dict.fromkeys(_cells(table, row), reason)
            refused = reject(table.TABLE, row, source_uri=found.of(table, row), reason=reason, detail=detail, at=at)
            rejects[refused.reject_id] = refused
    return CheckedRows(valid, list(rejects.values()))


class _Origins:
    """Where rows come from; looked up for the few that are rejected."""

    def __init__(self, rows: Mapping[str, Sequence[Row]], articles: Mapping[str, str]) -> None:
        self._rows = rows
        self._articles = articles
        self._found: dict[tuple[str, str], dict[object, Row]] = {}

    def of(self, table: type[Table], row: Row) -> str:
        """The source of a row: its article, or that of a row which it refers to."""
        for _, cells in _references(table, row):
            for target, name, value in cells:
                if target == Article.TABLE:
                    return self._articles.get(str(value), ALL_ARTICLES)
                referred = self._by(target, name).get(value)
                if referred is not None:
                    return self.of(BY_NAME[target], referred)
        return ALL_ARTICLES

    def _by(self, table: str, name: str) -> dict[object, Row]:
        """The rows of a table by the value of a column."""
        if (table, name) not in self._found:
            self._found[table, name] = {row.get(name): row for row in self._rows.get(table, ())}
        return self._found[table, name]


def _cells(table: type[Table], row: Row) -> list[Cell]:
    """The cells by which other rows may refer to this one."""
    return [(table.TABLE, name, row[name]) for name in table.KEY if row.get(name) is not None]


def _references(table: type[Table], row: Row) -> Iterable[tuple[ColumnSpec, list[Cell]]]:
    for column in columns(table):
        value = row.get(column.name)
        if value is not None and column.targets:
            yield column, [(*target, value) for target in column.targets]


def _lost_reference(table: type[Table], row: Row, kept: set[Cell], lost: Mapping[Cell, str]) -> tuple[str, str] | None:
    for column, cells in _references(table, row):
        reasons = [(cell, lost[cell]) for cell in cells if cell in lost]
        if reasons and not kept.intersection(cells):
            (target, _, value), reason = reasons[0]
            return "rejected_reference", f"{column.name}: {value} was rejected from {target} ({reason})."
    return None


def _told(error: ValidationError) -> tuple[str, str]:
    """Reason and detail of a failed validation."""
    flaws = error.errors(include_url=False)
    first = flaws[0]
    reason = "missing_value" if first["input"] is None else _REASONS.get(first["type"], "invalid_value")
    told = [": ".join([*map(str, flaw["loc"]), flaw["msg"].removeprefix("Value error, ")]) for flaw in flaws]
    return reason, "; ".join(told) + "."
