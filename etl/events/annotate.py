"""A reading as flat spans, for whoever looks at one text and needs no tables: the contract's `depeche annotate`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from etl.events.reading import EventRow, Reading
from schemas.registry import BY_NAME
from schemas.tables import Event

Span = dict[str, Any]


def annotate(text: str, reading: Reading) -> list[Span]:
    """The spans of a reading in the order of the text.

    Args:
        text: The text that was read.
        reading: What was read in it.

    Returns:
        Dicts `{layer, start, end, text, value}`; `text[start:end]` of the article is the span's `text`. Values are
        ready for JSON: of a country its ISO code, of another actor its name, of a role its code, of a quotation
        `{speaker}`, of an event the table's own columns and, by part, the names of who takes part. A span without a
        value of its own has None.
    """
    spans = [
        {"layer": layer, "start": start, "end": end, "text": text[start:end], "value": _plain(value)}
        for layer, start, end, value in _layers(reading)
    ]
    return sorted(spans, key=lambda span: (span["start"], -span["end"], span["layer"]))


def _layers(reading: Reading) -> Iterator[tuple[str, int, int, Any]]:
    actors = reading.actors
    for found in reading.annotations:
        yield found.layer, found.start, found.end, found.value
    for mention in reading.mentions:
        actor = actors[mention.actor]
        yield actor.actor_type, mention.start, mention.end, actor.country if actor.actor_type == "country" else actor.name
    for role in reading.roles:
        yield "role", role.start, role.end, role.role
    for quotation in reading.quotations:
        speaker = None if quotation.speaker is None else actors[quotation.speaker].name
        yield "quote", quotation.start, quotation.end, {"speaker": speaker}
    for event in reading.events:
        yield event.table, event.start, event.end, _event(event, reading)


def _event(event: EventRow, reading: Reading) -> dict[str, Any]:
    value: dict[str, Any] = {
        name: event.values.get(name) for name in BY_NAME[event.table].model_fields if name not in Event.model_fields
    }
    value |= {"trigger": event.trigger, "rule": event.rule, "modality": event.modality}
    for part in event.parts:
        value.setdefault(part.part, []).append(reading.actors[part.actor].name)
    return value


def _plain(value: Any) -> Any:
    """The value in types that JSON has."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
