"""Records whose fields have other names: the mapping that the settings give."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from etl.ingest.errors import InputError, UnreadableError
from etl.ingest.formats import Fields
from etl.settings import Settings


def mapping() -> dict[str, str]:
    """Field of a record to the column that holds it, as `DEPECHE_COLUMNS` says.

    Raises:
        InputError: It says it in no way that can be read.
    """
    told = Settings().columns
    try:
        named = json.loads(told)
    except ValueError:
        named = None
    if not isinstance(named, dict) or not all(isinstance(column, str) for column in named.values()):
        raise InputError(f'DEPECHE_COLUMNS: {told} is no JSON object of names; give one like {{"text": "body"}}.')
    return named


def renamed(record: Mapping[str, Any], columns: Mapping[str, str]) -> Fields:
    """The record with each field under its own name; other columns stay as they are.

    Where its date comes from is for the program to say, not for the record: that column is dropped.
    """
    taken = {*columns.values(), "published_on_source"}
    moved = {field: record[column] for field, column in columns.items() if column in record}
    return {name: value for name, value in record.items() if name not in taken} | moved


def require_text(names: Iterable[str], columns: Mapping[str, str]) -> None:
    """See to it that a table has texts.

    Raises:
        UnreadableError: `no_text_column`, with the columns that there are.
    """
    wanted, present = columns.get("text", "text"), list(names)
    if wanted not in present:
        raise UnreadableError(
            "no_text_column",
            f"It has no column {wanted!r} but {', '.join(present)[:500]}; say which one holds the text, as in "
            'DEPECHE_COLUMNS=\'{"text": "body"}\'.',
        )
