"""One Excel workbook with a sheet a table; what Excel cannot hold is told, in the first sheet and to the caller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.warehouse.files import facts
from etl.warehouse.folder import ExportError
from schemas.columns import Table
from schemas.derived.datapackage import Descriptor, resource
from schemas.derived.ddl import name_list, relation
from schemas.registry import columns, summary

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
CUT = " […]"
"""The end of a text that was cut."""

_NAME = "depeche.xlsx"
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that there never was
_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)  # the same rows make the same file, whenever
_BATCH = 10_000
_WIDTH = 18


def write_workbook(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[type[Table]], folder: Path
) -> tuple[list[Descriptor], list[str]]:
    """Write tables to `depeche.xlsx`: dates as dates, headers that stay in place, texts as texts, whatever they begin with.

    Returns:
        The descriptors of the tables, and a sentence for each column with texts that were cut.

    Raises:
        ExportError: A table has more rows than a sheet; nothing was written.
    """
    counts = {table: _count(connection, table) for table in tables}
    for table, count in counts.items():
        if count >= MAX_ROWS:
            raise ExportError(f"{table.TABLE} has {count} rows, a sheet of Excel {MAX_ROWS - 1} at most; write --format csv.")
    losses = [loss for table in tables for loss in _losses(connection, table)]
    file = folder / _NAME
    with xlsxwriter.Workbook(str(file), {"constant_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"title": "Dépêche", "created": _MOMENT.replace(tzinfo=None)})
        kinds = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        about = [(table.TABLE, counts[table], summary(table)) for table in tables]
        notes = [(loss, None, None) for loss in losses]
        _fill(book.add_worksheet("about"), ("sheet", "rows", "a row is"), iter([*about, *notes]), kinds)
        for table in tables:
            sheet = book.add_worksheet(table.TABLE)
            _fill(sheet, [column.name for column in columns(table)], _rows(connection, table), kinds)
    shared = facts(file) | {"format": "xlsx", "mediatype": _MEDIA}
    sheets = {table: {"rows": counts[table], "dialect": {"excel": {"sheet": table.TABLE}}} for table in tables}
    return [resource(table, shared | sheet) for table, sheet in sheets.items()], losses


def _fill(sheet: Worksheet, names: Sequence[str], rows: Iterator[Sequence[Any]], kinds: dict[str, Format]) -> None:
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, kinds["head"])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names) - 1, _WIDTH)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, kinds)


def _write(sheet: Worksheet, row: int, place: int, value: Any, kinds: dict[str, Format]) -> None:
    """Write one cell; where Excel would show another number or day, it is a text."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, place, value)
        case datetime() if value.date() >= _FIRST_DAY:
            sheet.write_datetime(row, place, value.astimezone(UTC).replace(tzinfo=None), kinds["time"])
        case date() if not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(row, place, value, kinds["date"])
        case int() | float() | Decimal() if Decimal(f"{value:.15g}") == value:
            sheet.write_number(row, place, float(value))
        case _:
            _write_text(sheet, row, place, shortened(str(value)))


def _write_text(sheet: Worksheet, row: int, place: int, text: str) -> None:
    if text.startswith("<r>") and text.endswith("</r>"):  # xlsxwriter would take it for its own markup
        sheet.write_rich_string(row, place, text[:1], text[1:2], text[2:])
    else:
        sheet.write_string(row, place, text)


def shortened(text: str) -> str:
    """A text as long as a cell can be, with a mark where it was cut.

    Excel counts UTF-16 code units, two for most emojis.
    """
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_TEXT:
        return text
    return units[: 2 * (MAX_TEXT - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def _losses(connection: duckdb.DuckDBPyConnection, table: type[Table]) -> Iterator[str]:
    for name in [column.name for column in columns(table) if column.type is str]:
        # Code points beyond the basic plane take four bytes in UTF-8 and two units in UTF-16: half the bytes is a bound.
        suspects = connection.execute(
            f'SELECT "{name}" FROM {relation(table)} WHERE strlen("{name}") > {MAX_TEXT}'  # noqa: S608  names of our schemas
        ).fetchall()
        cut = sum(shortened(text) != text for (text,) in suspects)
        if cut:
            yield f"{table.TABLE}.{name}: {cut} texts are longer than the {MAX_TEXT} characters of a cell, and end in{CUT}"


def _rows(connection: duckdb.DuckDBPyConnection, table: type[Table]) -> Iterator[Sequence[Any]]:
    names = name_list(column.name for column in columns(table))
    cursor = connection.execute(f"SELECT {names} FROM {relation(table)} ORDER BY {name_list(table.KEY)}")  # noqa: S608
    while batch := cursor.fetchmany(_BATCH):
        yield from batch


def _count(connection: duckdb.DuckDBPyConnection, table: type[Table]) -> int:
    found = connection.execute(f"SELECT count(*) FROM {relation(table)}").fetchone()  # noqa: S608
    return int(found[0]) if found else 0
