"""The page of `depeche annotate --html`: the articles with what was read in them, in colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template

from etl.annotate.nesting import Mark, nest
from etl.events.annotate import Span
from etl.templates import templates
from schemas.registry import EVENT_TABLES
from schemas.tables import Article

# In the order of the legend. A line is drawn under whole clauses, so that the names in them can be filled.
_FILLED = ("person", "organization", "country", "bloc", "place", "role", "date", "amount")
_LINED = ("quote", *EVENT_TABLES)


@dataclass(frozen=True)
class Layer:
    """A layer in the legend.

    Attributes:
        name: The layer.
        count: How many spans it has on the page.
        hue: Its colour, in degrees.
    """

    name: str
    count: int
    hue: int


def render(articles: Sequence[tuple[Article, list[Span]]]) -> str:
    """The page as one HTML document that needs no other file.

    Args:
        articles: Each with its spans.
    """
    counts = Counter(span["layer"] for _, spans in articles for span in spans)
    return _template().render(
        layers=_layers(counts),
        articles=[(article, spans, nest(article.text, spans)) for article, spans in articles],
    )


def _layers(counts: Counter[str]) -> list[Layer]:
    """The layers that occur, those of the same style with colours as far apart as can be."""
    others = tuple(sorted(counts.keys() - {*_FILLED, *_LINED}))
    return [
        Layer(name, counts[name], round(25 + place * 360 / len(names)) % 360)
        for names in ((*_FILLED, *others), _LINED)
        for place, name in enumerate(names)
        if counts[name]
    ]


def _style(layer: str) -> str:
    return "lined" if layer in _LINED else "filled"


def _lines(node: Mark | str) -> int:
    """How many lines lie under a piece, one below another."""
    if isinstance(node, str):
        return 0
    return max(map(_lines, node.children), default=0) + (node.span["layer"] in _LINED)


def _told(value: Any) -> str:
    """A span's value in a line."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_told(inner)}" for name, inner in value.items() if inner is not None)
    return ", ".join(map(_told, value)) if isinstance(value, list) else "" if value is None else str(value)


@cache
def _template() -> Template:
    environment = templates(Path(__file__).parent)
    environment.filters |= {"told": _told, "style": _style, "lines": _lines}
    return environment.get_template("page.html")
