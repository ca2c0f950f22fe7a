"""Spans that overlap, as marks that lie one in another: what a page can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from etl.events.annotate import Span


@dataclass(frozen=True)
class Mark:
    """A span, or the part of it that lies inside another.

    Attributes:
        span: The span.
        around: The spans that it lies in, the innermost first.
        begins: Whether the span begins here.
        children: What is in it: plain text and marks.
    """

    span: Span
    around: tuple[Span, ...]
    begins: bool
    children: tuple[Mark | str, ...]


def nest(text: str, spans: Sequence[Span]) -> tuple[Mark | str, ...]:
    """The text as plain pieces and marks.

    A span that begins inside another and ends after it is cut where the other ends; read in order, the pieces give
    the text, and the marks of a span give its text. Empty spans are left out.
    """
    waiting = [(span["start"], -span["end"], number) for number, span in enumerate(spans) if span["start"] < span["end"]]
    heapify(waiting)

    def fill(start: int, end: int, around: tuple[Span, ...]) -> tuple[Mark | str, ...]:
        pieces: list[Mark | str] = []
        while waiting and waiting[0][0] < end:
            first, minus_last, number = heappop(waiting)
            if -minus_last > end:
                heappush(waiting, (end, minus_last, number))
            span, last = spans[number], min(-minus_last, end)
            if start < first:
                pieces.append(text[start:first])
            pieces.append(Mark(span, around, first == span["start"], fill(first, last, (span, *around))))
            start = last
        if start < end:
            pieces.append(text[start:end])
        return tuple(pieces)

    return fill(0, len(text), ())
