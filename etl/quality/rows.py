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


def check_rows(rows: Mapping[str, Iterable[Row]], articles: Sequence[Article], at: datetime) -> CheckedRows:
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
    sources: dict[Cell, str] = {("articles", "article_id", article.article_id): article.source_uri for article in articles}
    valid: dict[str, list[Table]] = {}
    kept: set[Cell] = set()
    lost: dict[Cell, str] = {}
    rejects: dict[str, Reject] = {}
    for table in TABLES:  # the order of the registry: a table comes after those that it refers to
        if table.TABLE not in rows:
            continue
        valid[table.TABLE] = []
        for row in rows[table.TABLE]:
            source = _source(table, row, sources)
            sources |= dict.fromkeys(_cells(table, row), source)
            try:
                model = table.model_validate(row)
            except ValidationError as error:
                problem: tuple[str, str] | None = _told(error)
            else:
                problem = _lost_reference(table, row, kept, lost)
            if problem is None:
                valid[table.TABLE].append(model)
                kept.update(_cells(table, row))
                continue
            reason, detail = problem
            lost |= dict.fromkeys(_cells(table, row), reason)
            found = reject(table.TABLE, row, source_uri=source, reason=reason, detail=detail, at=at)
            rejects[found.reject_id] = found
    return CheckedRows(valid, list(rejects.values()))


def _cells(table: type[Table], row: Row) -> list[Cell]:
    """The cells by which other rows may refer to this one."""
    return [(table.TABLE, name, row[name]) for name in table.KEY if row.get(name) is not None]


def _references(table: type[Table], row: Row) -> Iterable[tuple[ColumnSpec, list[Cell]]]:
    for column in columns(table):
        value = row.get(column.name)
        if column.targets and value is not None:
            yield column, [(*target, value) for target in column.targets]


def _source(table: type[Table], row: Row, sources: Mapping[Cell, str]) -> str:
    """Where the row comes from: its article, or that of a row which it refers to."""
    found = (sources.get(cell) for _, cells in _references(table, row) for cell in cells)
    return next((source for source in found if source is not None), ALL_ARTICLES)


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
