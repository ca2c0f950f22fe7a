"""A reading as JSON, and back without loss: what a cell holds may be a date or a decimal, and JSON has neither."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from etl.events.reading import Reading

_DATE, _DECIMAL = "$date", "$decimal"


def to_json(reading: Reading) -> str:
    """A reading as JSON text.

    Raises:
        TypeError: A value is of a type that JSON does not know, and is neither a date nor a decimal.
    """
    return json.dumps(_adapter().dump_python(reading), ensure_ascii=False, default=_tagged)


def from_json(text: str) -> Reading:
    """The reading that `to_json` wrote.

    Raises:
        pydantic.ValidationError: It is not a reading.
    """
    return _adapter().validate_python(json.loads(text, object_hook=_untagged))


@cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    raise TypeError(f"a reading cannot hold {value!r}")


def _untagged(found: dict[str, Any]) -> Any:
    if found.keys() == {_DECIMAL}:
        return Decimal(found[_DECIMAL])
    if found.keys() == {_DATE}:
        return date.fromisoformat(found[_DATE])
    return found
