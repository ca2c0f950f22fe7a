"""The charts of the overview, as Vega-Lite for the scripts that lie beside the pages, each with its figures as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from unicodedata import normalize

import altair as alt
import vl_convert

from etl.report.labels import Labels
from etl.report.overview import Overview
from schemas.codes import code_list
from schemas.registry import EVENT_TABLES

_DONORS = 12  # bars of a chart; the table has all
_UNITS = 3  # charts of pledges; the table has all currencies
_YEAR = 12  # months
_MILLION = 1_000_000
_BAR = 20  # pixels
_FIGURE = ",.3~f"
# Told from each other in grey too, and seen on white and on black.
_COLOURS = ("#3b6fb6", "#d08a2e", "#b5485d", "#4f9a6b", "#8a6bbf")


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes:
        title: What it shows.
        spec: Vega-Lite; None where there is nothing to draw.
        head: Heads of the columns of its table.
        rows: The figures.
    """

    title: str
    spec: dict[str, Any] | None
    head: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@cache
def scripts() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, in the version that Altair writes for."""
    major, minor, _ = alt.SCHEMA_VERSION.removeprefix("v").split(".")
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed", vl_version=f"{major}.{minor}")


def timeline(figures: Overview, labels: Labels) -> Chart:
    """Events by month and table."""
    rows = [(month, labels.table(table), number) for month, table, number in figures.months]
    shown = [(f"{month}-01", table, number) for month, table, number in rows if _is_near(month, figures)]
    data = _data(("month", "table", "number"), shown)
    drawn = (
        alt.Chart(data, height=200)
        .mark_bar()
        .encode(
            x=alt.X(
                "utcyearmonth(month):T",
                title=None,
                axis=alt.Axis(tickCount="month", labelOverlap="greedy", labelSeparation=8, grid=False),
            ),
            y=alt.Y("number:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            color=_colour("table", [labels.table(table) for table in EVENT_TABLES]),
            tooltip=["table:N", "number:Q"],
        )
    )
    head = (labels.text("month"), labels.text("table"), labels.text("number"))
    return Chart(labels.text("timeline"), _spec(drawn, labels) if shown else None, head, rows)


def _is_near(month: str, figures: Overview) -> bool:
    """Whether a month is no further from the articles than a year: one event of long ago would press all others together."""
    first, last = figures.span
    return first is None or last is None or _months(first) - _YEAR <= _months(month) <= _months(last) + _YEAR


def _months(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * _YEAR + int(number)


def matrix(figures: Overview, labels: Labels) -> Chart:
    """Meetings between two sides."""
    data = _data(("side", "other", "number"), figures.meetings)
    sides = sorted({side for side, _, _ in figures.meetings}, key=lambda side: normalize("NFD", side))
    drawn = (
        alt.Chart(data, height=_BAR * len(sides))
        .mark_rect(color=_COLOURS[0])
        .encode(
            x=alt.X("side:N", title=None, sort=sides, axis=alt.Axis(orient="top", labelAngle=-90, labelLimit=120)),
            y=alt.Y("other:N", title=None, sort=sides, axis=alt.Axis(labelLimit=160)),
            opacity=alt.Opacity(
                "number:Q",
                title=labels.text("number"),
                scale=alt.Scale(type="sqrt", range=[0.15, 1], zero=True),
                legend=alt.Legend(orient="bottom", tickMinStep=1, symbolType="square"),
            ),
            tooltip=["side:N", "other:N", "number:Q"],
        )
    )
    head = (labels.text("side"), labels.text("other_side"), labels.text("number"))
    once = [(side, other, number) for side, other, number in figures.meetings if side < other]
    return Chart(labels.text("matrix"), _spec(drawn, labels) if once else None, head, once)


def pledges(figures: Overview, labels: Labels) -> list[Chart]:
    """Aid by donor, a chart for each of the commonest units, and a table of the others."""
    donor, status = labels.text("donor"), labels.column("status")
    units = {unit: list(found) for unit, found in groupby(figures.pledges, itemgetter(1))}
    charts = []
    for unit in list(units)[:_UNITS]:
        rows = [(name, labels.code("aid_status", code), amount / _MILLION) for name, _, code, amount in units.pop(unit)]
        head = (donor, status, labels.text("amount_in", unit=unit))
        charts.append(Chart(labels.text("pledges_in", unit=unit), _pledges(rows, unit, labels), head, rows))
    others = [
        (name, labels.code("aid_status", code), unit, amount) for found in units.values() for name, unit, code, amount in found
    ]
    if others:
        units_too = (donor, status, labels.column("currency"), labels.column("amount"))
        charts.append(Chart(labels.text("pledges_others"), None, units_too, others))
    return charts


def _pledges(rows: Sequence[tuple[str, str, float]], unit: str, labels: Labels) -> dict[str, Any]:
    shown = list(dict.fromkeys(donor for donor, _, _ in rows))[:_DONORS]
    drawn = (
        alt.Chart(_data(("donor", "status", "amount"), [row for row in rows if row[0] in shown]), height=_BAR * len(shown))
        .mark_bar()
        .encode(
            x=alt.X("amount:Q", title=labels.text("amount_in", unit=unit), axis=alt.Axis(format=_FIGURE, tickCount=4)),
            y=alt.Y("donor:N", title=None, sort="-x", axis=alt.Axis(labelLimit=180)),
            color=_colour("status", [labels.code("aid_status", code) for code in code_list("aid_status")]),
            tooltip=["donor:N", "status:N", alt.Tooltip("amount:Q", format=_FIGURE)],
        )
    )
    return _spec(drawn, labels)


def filled(figures: Overview, labels: Labels) -> list[Chart]:
    """How often each column is filled, a chart for each table."""
    charts = []
    for table, found in groupby(figures.filled, itemgetter(0)):
        rows = [(labels.column(name), round(100 * share)) for _, name, share in found]
        drawn = (
            alt.Chart(_data(("column", "share"), rows), height=_BAR * len(rows))
            .mark_bar(color=_COLOURS[0])
            .encode(
                x=alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(labelExpr="datum.label + ' %'")),
                y=alt.Y("column:N", title=None, sort=None, axis=alt.Axis(labelLimit=180)),
                tooltip=["column:N", "share:Q"],
            )
        )
        head = (labels.text("column"), f"{labels.text('filled')} (%)")
        charts.append(Chart(labels.text("filled_in", table=labels.table(table)), _spec(drawn, labels), head, rows))
    return charts


def _data(names: Iterable[str], rows: Iterable[Sequence[Any]]) -> alt.InlineData:
    return alt.InlineData(values=[dict(zip(names, row, strict=True)) for row in rows])


def _colour(field: str, domain: list[str]) -> alt.Color:
    scale = alt.Scale(domain=domain, range=list(_COLOURS[: len(domain)]))
    return alt.Color(f"{field}:N", title=None, scale=scale, legend=alt.Legend(orient="top", direction="horizontal"))


def _spec(drawn: alt.Chart, labels: Labels) -> dict[str, Any]:
    locale = labels.told["locale"]
    numbers, times = vl_convert.get_format_locale(locale), vl_convert.get_time_format_locale(locale)
    spec: dict[str, Any] = drawn.properties(width="container").to_dict()
    del spec["$schema"]  # the scripts lie beside the pages: nothing is to be looked up
    return spec | {"config": {"locale": {"number": numbers, "time": times}, "background": None, "view": {"stroke": None}}}
