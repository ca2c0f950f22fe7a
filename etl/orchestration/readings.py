"""A reading as JSON, and back without loss: what a cell holds may be a date or a decimal, and JSON has neither.

Nothing heavy is imported here: the processes that read have it on their way to the first article.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from etl.events.read import EXTRACTOR, read
from etl.events.reading import Reading
from etl.language.pack import LANGUAGE, load_pack

"""What an article is written in that does not say so."""

Batch = Sequence[tuple[str, str, date | None, str | None]]
"""Articles by their id, text, day of publication and language."""

_DATE, _DECIMAL = "$date", "$decimal"


def read_batch(batch: Batch) -> list[dict[str, str | None]]:
    """The readings of some articles, as rows of `archive.readings`."""
    return [_read(*article) for article in batch]


def _read(article_id: str, text: str, published_on: date | None, language: str | None) -> dict[str, str | None]:
    """The row of an article. One article that breaks the reader must not cost the others theirs."""
    reading = error = None
    try:
        reading = to_json(read(text, published_on, load_pack(language or LANGUAGE)))
    except Exception as flaw:
        error = f"{type(flaw).__name__}: {flaw}"
    return {"article_id": article_id, "extractor": EXTRACTOR, "reading": reading, "error": error}


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
