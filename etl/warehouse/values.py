"""Values of the warehouse as text."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

_SIXTY_FOUR_BITS = 1 << 63


def as_text(value: Any) -> str:
    """A value on its own: the unknown is empty, times are in ISO 8601, lists and structs are JSON."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{value:f}"
        case date() | datetime() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | tuple() | dict():
            return as_json(value)
    return str(value)


def as_json(value: Any) -> str:
    """A value in JSON; what JSON has no form for is text, and what is no number is null."""
    match value:
        case None:
            return "null"
        case int() if not -_SIXTY_FOUR_BITS <= value < _SIXTY_FOUR_BITS:
            return f'"{value}"'
        case bool() | int():
            return json.dumps(value)
        case float():
            return json.dumps(value) if math.isfinite(value) else "null"
        case list() | tuple():
            return f"[{', '.join(map(as_json, value))}]"
        case dict():
            return f"{{{', '.join(f'{_quoted(key)}: {as_json(of)}' for key, of in value.items())}}}"
    return _quoted(value)


def _quoted(value: Any) -> str:
    return json.dumps(as_text(value), ensure_ascii=False)
