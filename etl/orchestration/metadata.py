"""What the Dagster UI shows of a table: columns, rows, a preview, a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dagster as dg
import polars as pl

from etl.orchestration.charts import bar_chart
from schemas.columns import Table
from schemas.derived.ddl import checks, duckdb_type
from schemas.registry import ColumnSpec, columns, summary

PREVIEW_ROWS = 10
_CELL = 60

_CHARTED: Mapping[str, str] = {
    "articles": "publisher",
    "actors": "actor_type",
    "actor_mentions": "mention_type",
    "actor_roles": "role",
    "meetings": "kind",
    "aid_pledges": "status",
    "warnings": "kind",
    "agreements": "kind",
    "event_actors": "part",
    "evidence": "field",
    "rejects": "reason",
}
"""The column whose values a bar chart counts."""


def description(table: type[Table]) -> str:
    """What a row is and what identifies it, in Markdown."""
    return f"{summary(table)}\n\nKey: {', '.join(f'`{name}`' for name in table.KEY)}."


def column_schema(table: type[Table]) -> dg.TableSchema:
    """The columns of a table, with types and constraints."""
    return dg.TableSchema(columns=[_column(table, column) for column in columns(table)])


def table_metadata(table: type[Table], frame: pl.DataFrame) -> dict[str, Any]:
    """What is shown of a frame that was just made."""
    shown: dict[str, Any] = {"dagster/row_count": frame.height, "preview": dg.MetadataValue.md(preview(frame))}
    charted = _CHARTED.get(table.TABLE)
    if charted is not None and frame.height:
        counts = frame[charted].fill_null("(none)").value_counts(sort=True).sort("count", charted, descending=[True, False])
        shown[f"rows by {charted}"] = dg.MetadataValue.md(bar_chart(counts.rows(), f"{table.TABLE} by {charted}"))
    return shown


def preview(frame: pl.DataFrame) -> str:
    """The first rows as a Markdown table, long cells cut."""
    head = frame.head(PREVIEW_ROWS)
    lines = [" | ".join(head.columns), " | ".join("---" for _ in head.columns)]
    lines += [" | ".join(map(_cell, row)) for row in head.iter_rows()]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return (text if len(text) <= _CELL else text[: _CELL - 1] + "…").replace("|", "\\|")


def _column(table: type[Table], column: ColumnSpec) -> dg.TableColumn:
    references = [f"in {' or '.join('.'.join(target) for target in column.targets)}"] if column.targets else []
    constraints = dg.TableColumnConstraints(
        nullable=column.nullable, unique=(column.name,) == table.KEY, other=checks(column) + references
    )
    return dg.TableColumn(column.name, duckdb_type(column), column.sentence, constraints)
