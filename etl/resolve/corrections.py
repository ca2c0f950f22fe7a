"""Applying corrections: values set and rows dropped, each told with what stood there before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from etl.entities.dates.edtf import bounds
from etl.resolve.located import Finder, Row, Tables, key_of, told
from schemas.edits import Correction
from schemas.registry import BY_NAME, TABLES, ColumnSpec, columns

_EMPTIED = {
    **dict.fromkeys(("amount", "currency", "date"), ("amount_eur", "fx_rate", "fx_date", "fx_missing")),
    **dict.fromkeys(("place", "place_country"), ("place_id",)),
}
"""Columns that a correction empties, since they were worked out from what it replaces."""


def apply_corrections(corrections: Iterable[Correction], finder: Finder) -> list[Row]:
    """Change the tables of a finder, correction by correction, in the order of their file.

    Returns:
        The rows of the table `corrections`, one for each row changed, or one that says why nothing was.
    """
    found = [row for correction in corrections for row in _apply(correction, finder)]
    _forget_words(finder.tables, found)
    return found


def _apply(correction: Correction, finder: Finder) -> list[Row]:
    asked = {
        "line": correction.line,
        "action": correction.action,
        "table_name": correction.table,
        "source_id": correction.article,
        "text": correction.text,
        "column_name": correction.column,
        "new_value": correction.value,
        "reason": correction.reason,
        "author": correction.author,
        "made_on": correction.made_on,
    }
    if correction.article is not None and correction.article not in finder.articles:
        return [told(asked, "unmatched", detail=f"There is no article {correction.article}.")]
    rows = finder.rows(correction.table, correction.article, correction.text)
    if not rows:
        return [told(asked, "unmatched", detail=f"No row of {correction.table} holds these words.")]
    if len(rows) > len({row.get("article_id") for row in rows}):
        return [told(asked, "invalid", detail=f"{len(rows)} rows hold these words; give words of one alone.")]
    if correction.column is None:
        dropped = [_drop(correction.table, row, asked, finder.tables) for row in rows]
        finder.forget()
        return dropped
    return [_set(correction.table, correction.column, row, asked, finder.tables) for row in rows]


def _drop(table: str, row: Row, asked: dict[str, Any], tables: Tables) -> Row:
    key, before = key_of(table, row), json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
    _remove(tables, table, [row])
    return told(asked, "applied", row_id=key, old_value=before)


def _set(name: str, column: str, row: Row, asked: dict[str, Any], tables: Tables) -> Row:
    table = BY_NAME[name]
    key, before, value = key_of(name, row), row[column], asked["new_value"]
    changed = row | {column: value} | {other: None for other in _EMPTIED.get(column, ()) if other in row}
    if column == "date":
        changed["date_earliest"], changed["date_latest"] = bounds(value)
    try:
        changed = dict(table.model_validate(changed))
    except ValidationError as error:
        flaw = error.errors(include_url=False)[0]
        detail = ": ".join([*map(str, flaw["loc"]), flaw["msg"].removeprefix("Value error, ")])
        return told(asked, "invalid", row_id=key, old_value=_shown(before), detail=f"{detail}.")
    spec = next(spec for spec in columns(table) if spec.name == column)
    if not _leads_somewhere(spec, changed[column], tables):
        return told(
            asked, "invalid", row_id=key, old_value=_shown(before), detail=f"{column}: there is no such row to refer to."
        )
    row.update(changed)
    return told(asked, "applied", row_id=key, old_value=_shown(before), new_value=_shown(row[column]))


def _leads_somewhere(column: ColumnSpec, value: object, tables: Tables) -> bool:
    if value is None or not column.targets:
        return True
    return any(row[name] == value for table, name in column.targets for row in tables.get(table, ()))


def _forget_words(tables: Tables, corrected: Iterable[Row]) -> None:
    """Take out the words that gave values which were replaced: they do not give the new ones."""
    stale = {
        (row["row_id"], field)
        for row in corrected
        if row["status"] == "applied" and row["column_name"] is not None
        for field in (row["column_name"], *_EMPTIED.get(row["column_name"], ()))
    }
    if stale:
        tables["evidence"] = [row for row in tables.get("evidence", ()) if (row["row_id"], row["field"]) not in stale]


def _remove(tables: Tables, table: str, rows: Sequence[Row]) -> None:
    """Take rows out with all that cannot stand without them; what merely names them is emptied."""
    gone = {id(row) for row in rows}
    tables[table] = [row for row in tables[table] if id(row) not in gone]
    keys = {name: {row[name] for row in rows} for name in BY_NAME[table].KEY}
    for other in TABLES:
        for column in columns(other):
            lost = {value for target, name in column.targets if target == table and name in keys for value in keys[name]}
            hit = [row for row in tables.get(other.TABLE, ()) if row[column.name] in lost] if lost else []
            if column.nullable and column.name not in other.KEY:
                for row in hit:
                    row[column.name] = None
            elif hit:
                _remove(tables, other.TABLE, hit)


def _shown(value: object) -> str | None:
    match value:
        case None:
            return None
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return str(value)
