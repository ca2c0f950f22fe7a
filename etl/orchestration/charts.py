"""A bar chart as an image inside Markdown: nothing to install, nothing to fetch."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

_BARS = 12
_ROW, _LABEL, _BAR, _NUMBER = 22, 170, 320, 70


def bar_chart(counts: Sequence[tuple[str, int]], title: str) -> str:
    """Markdown with an SVG image of horizontal bars.

    Args:
        counts: Label and number of each bar, the longest first; what goes beyond a dozen is left out.
        title: What the image shows, for those who cannot see it.
    """
    shown = counts[:_BARS]
    most = max((number for _, number in shown), default=1) or 1
    bars = "".join(_bar(line, label, number, most) for line, (label, number) in enumerate(shown))
    width, height = _LABEL + _BAR + _NUMBER, _ROW * len(shown) + 4
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
        f'font-size="12" role="img"><title>{escape(title)}</title>{bars}</svg>'
    )
    return f"![{title}](data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def _bar(line: int, label: str, number: int, most: int) -> str:
    top, length = line * _ROW + 4, max(1, round(_BAR * number / most))
    middle = top + _ROW // 2
    return (
        f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end" fill="#667">{escape(label[:24])}</text>'
        f'<rect x="{_LABEL}" y="{top}" width="{length}" height="{_ROW - 8}" rx="2" fill="#4f6bed"/>'
        f'<text x="{_LABEL + length + 6}" y="{middle}" fill="#667">{number}</text>'
    )
