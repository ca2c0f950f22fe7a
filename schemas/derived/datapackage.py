"""The Frictionless Data Package that describes the exported files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from schemas.codes import code_list
from schemas.columns import Table
from schemas.registry import ColumnSpec, columns, summary

NAME = "depeche"
DESCRIPTOR = "datapackage.json"
Descriptor = dict[str, Any]

_TYPES: dict[type, str] = {
    str: "string",
    int: "integer",
    float: "number",
    Decimal: "number",
    bool: "boolean",
    date: "date",
    datetime: "datetime",
}


def package(resources: Iterable[Descriptor], origin: tuple[str | None, str | None], files: Mapping[str, int]) -> Descriptor:
    """The descriptor of a folder of exports; the same input gives the same descriptor.

    Args:
        resources: The descriptors of the tables.
        origin: What made the warehouse that it was made from, and the digest of its rows.
        files: The files of the folder by their paths in it, with their bytes.
    """
    builder, state = origin
    return {
        "profile": "data-package",
        "name": NAME,
        "title": "Dépêche",
        "description": "What French-language diplomatic and defence news says, each cell traceable to its words.",
        "builder": builder,
        "state": state,
        "files": dict(files),
        "resources": list(resources),
    }


def resource(table: type[Table], facts: Mapping[str, Any]) -> Descriptor:
    """The descriptor of one table.

    Args:
        table: The table.
        facts: What is known of the file: `path`, and where wanted `bytes`, `hash`, `rows`; another format than Parquet.
    """
    return {
        "name": table.TABLE,
        "type": "table",
        "description": summary(table),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **facts,
        "schema": schema(table),
    }


def schema(table: type[Table]) -> Descriptor:
    """The Table Schema of a table: fields, primary key, foreign keys.

    A Table Schema has no word for a reference into one of several tables: such a field has a property `references`.
    """
    foreign_keys = [
        {"fields": [column.name], "reference": {"resource": column.targets[0][0], "fields": [column.targets[0][1]]}}
        for column in columns(table)
        if len(column.targets) == 1
    ]
    found: Descriptor = {"fields": [_field(table, column) for column in columns(table)], "primaryKey": list(table.KEY)}
    return found | ({"foreignKeys": foreign_keys} if foreign_keys else {})


def _field(table: type[Table], column: ColumnSpec) -> Descriptor:
    about = column.about
    constraints: Descriptor = {}
    if not column.nullable:
        constraints["required"] = True
    if (column.name,) == table.KEY:
        constraints["unique"] = True
    if about.codes is not None:
        constraints["enum"] = list(code_list(about.codes))
    if about.pattern is not None:
        constraints["pattern"] = about.pattern
    if about.minimum is not None:
        constraints["minimum"] = about.minimum
    found: Descriptor = {"name": column.name, "type": _TYPES[column.type], "description": about.description}
    found |= {"unit": about.unit} if about.unit else {}
    found |= {"codeList": about.codes} if about.codes else {}
    found |= {"references": [".".join(target) for target in column.targets]} if len(column.targets) > 1 else {}
    return found | ({"constraints": constraints} if constraints else {})
