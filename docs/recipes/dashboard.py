"""A dashboard over the exports: aid by donor, who meets whom, warnings by month, and the words behind each row.

streamlit run docs/recipes/dashboard.py      # reads data/exports, or the folder that DEPECHE_EXPORTS names
"""

from __future__ import annotations

import os
from html import escape
from itertools import pairwise
from pathlib import Path

import altair as alt
import duckdb
import pandas as pd
import streamlit as st

EXPORTS = Path(os.environ.get("DEPECHE_EXPORTS", "data/exports"))
COLOURS = ["#3b6fb6", "#d08a2e", "#b5485d", "#4f9a6b", "#8a6bbf", "#7c8794"]
CONTEXT = 300  # characters before and after the words
ROWS = 15  # of a chart

COUNTS = """
SELECT
    (SELECT count(*) FROM dim_article) AS "Articles",
    (SELECT sum(event_count) FROM fact_meetings) AS "Meetings",
    (SELECT sum(event_count) FROM fact_aid_pledges) AS "Pledges",
    (SELECT sum(event_count) FROM fact_warnings) AS "Warnings",
    (SELECT sum(event_count) FROM fact_agreements) AS "Agreements"
"""

# A pledge of two donors is shared between them, so that the bars add up to the whole.
AID = """
SELECT
    dim_actor.name AS donor,
    dim_event.status_en AS stage,
    sum(pledge.counted_amount_eur * bridge.weight) / 1e6 AS million_eur
FROM fact_aid_pledges AS pledge
JOIN bridge_event_actors AS bridge USING (event_key)
JOIN dim_event USING (event_key)
JOIN dim_actor USING (actor_key)
WHERE bridge.part = 'donor' AND pledge.counted_amount_eur IS NOT NULL
GROUP BY ALL
ORDER BY million_eur DESC, donor
"""

# Those who come together, or receive together, do not meet each other.
PAIRS = """
SELECT
    least(one.name, other.name) || ' – ' || greatest(one.name, other.name) AS pair,
    count(DISTINCT dim_event.occurrence_id) AS meetings
FROM dim_event
JOIN bridge_event_actors AS left_side USING (event_key)
JOIN bridge_event_actors AS right_side USING (event_key)
JOIN dim_actor AS one ON one.actor_key = left_side.actor_key
JOIN dim_actor AS other ON other.actor_key = right_side.actor_key
WHERE dim_event.event_table = 'meetings' AND dim_event.status = 'held' AND one.actor_key < other.actor_key
    AND (left_side.part = 'participant' OR left_side.part <> right_side.part)
GROUP BY one.actor_key, other.actor_key, pair
ORDER BY meetings DESC, pair
"""

WARNINGS = """
SELECT coalesce(dim_date.year_month, 'no date') AS month, dim_code.label_en AS kind, sum(event_count) AS warnings
FROM fact_warnings
JOIN dim_date USING (date_key)
JOIN dim_code ON dim_code.code_key = kind_key
GROUP BY ALL
ORDER BY month, kind
"""

EVENTS = """
SELECT
    event_id,
    concat_ws(' · ', date, kind_en, status_en, concat_ws(' → ', who, to_whom), what) AS line
FROM dim_event
WHERE event_table = ?
ORDER BY date DESC NULLS LAST, line, event_id
"""

SOURCE = """
SELECT
    coalesce(articles.title, articles.source_id), articles.publisher, articles.published_on, articles.text,
    event.char_start, event.char_end
FROM {table} AS event
JOIN articles USING (article_id)
WHERE event.event_id = ?
"""

CELLS = """
SELECT field AS "cell", surface AS "words", char_start, char_end
FROM evidence
WHERE row_id = ?
ORDER BY char_start, field
"""


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with a view for each Parquet file of the exports and of their star."""
    connection = duckdb.connect()
    for file in (*folder.glob("*.parquet"), *folder.glob("bi/*.parquet")):
        connection.read_parquet(str(file)).create_view(file.stem)
    return connection


def marked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The sentence text[start:end] in what surrounds it, as HTML; the words of `spans` are marked."""
    first, last = max(start - CONTEXT, 0), min(end + CONTEXT, len(text))
    cuts = sorted({first, start, end, last, *(cut for span in spans for cut in span if first < cut < last)})
    pieces = []
    for left, right in pairwise(cuts):
        piece = escape(text[left:right])
        if any(one <= left and right <= other for one, other in spans):
            piece = f"<mark>{piece}</mark>"
        pieces.append(piece if start <= left and right <= end else f'<span style="opacity: .55">{piece}</span>')
    return f'<p lang="fr" style="line-height: 1.6; white-space: pre-line">{"".join(pieces)}</p>'


def bars(frame: pd.DataFrame, figure: str, name: str, unit: str) -> alt.Chart:
    """Horizontal bars, the longest first."""
    x = alt.X(f"{figure}:Q", title=unit, axis=alt.Axis(tickMinStep=1, format=",~f"))
    y = alt.Y(f"{name}:N", sort="-x", title=None, axis=alt.Axis(labelLimit=320))
    tooltip = [name, alt.Tooltip(f"{figure}:Q", format=",.2~f")]
    return alt.Chart(frame).mark_bar(color=COLOURS[0]).encode(x=x, y=y, tooltip=tooltip)


def months(frame: pd.DataFrame) -> alt.Chart:
    """Bars by month, a colour a kind."""
    x = alt.X("month:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy"))
    y = alt.Y("warnings:Q", title="warnings", axis=alt.Axis(tickMinStep=1))
    return (
        alt.Chart(frame).mark_bar(size=40).encode(x=x, y=y, color=colour("kind"), tooltip=["month:O", "kind:N", "warnings:Q"])
    )


def colour(name: str) -> alt.Color:
    """A colour for each value of a column."""
    return alt.Color(f"{name}:N", title=None, scale=alt.Scale(range=COLOURS), legend=alt.Legend(orient="bottom"))


def overview(connection: duckdb.DuckDBPyConnection) -> None:
    """How many there are of each, and three charts."""
    counts = connection.sql(COUNTS).df().iloc[0]
    for column, (name, number) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.metric(str(name), int(number or 0), border=True)
    left, right = st.columns(2)
    with left:
        st.subheader("Aid by donor")
        aid = connection.sql(AID).df()
        largest = aid.groupby("donor", as_index=False)["million_eur"].sum().nlargest(ROWS, columns="million_eur")["donor"]
        shown = bars(aid[aid["donor"].isin(largest)], "million_eur", "donor", "million euros")
        st.altair_chart(shown.encode(color=colour("stage")))
        st.caption("Each pledge once, in euros of its day. What has no value in euros is left out.")
    with right:
        st.subheader("Who meets whom")
        pairs = connection.sql(PAIRS).df()
        st.altair_chart(bars(pairs.head(ROWS), "meetings", "pair", "meetings held"))
        st.caption(f"{min(ROWS, len(pairs))} of {len(pairs)} pairs.")
    st.subheader("Warnings by month")
    st.altair_chart(months(connection.sql(WARNINGS).df()))
    st.caption("By the day of publication; each warning once, whatever reports it has.")


def words(connection: duckdb.DuckDBPyConnection) -> None:
    """The sentence of a chosen row in its article, and the words that gave its cells."""
    st.subheader("The words behind a row")
    tables = {"aid_pledges": "Aid", "meetings": "Meetings", "warnings": "Warnings", "agreements": "Agreements"}
    table = st.segmented_control("Table", list(tables), format_func=tables.get, default="aid_pledges", required=True)
    lines = dict(connection.execute(EVENTS, [table]).fetchall())
    event = st.selectbox("Row", list(lines), format_func=lines.get)
    if event is None:
        st.info("No rows.")
        return
    title, publisher, day, text, start, end = connection.execute(SOURCE.format(table=table), [event]).fetchall()[0]
    cells = connection.execute(CELLS, [event]).df()
    source = " · ".join(str(told) for told in (title, publisher, day) if told)
    shown = marked(text, start, end, list(zip(cells["char_start"], cells["char_end"], strict=True)))
    left, right = st.columns([3, 2])
    left.html(f"<p><strong>{escape(source)}</strong></p>{shown}")
    right.dataframe(cells, hide_index=True)


def main() -> None:
    """The page; Streamlit runs it anew after each click."""
    st.set_page_config(page_title="Dépêche", layout="wide")
    st.title("Dépêche")
    if not EXPORTS.joinpath("bi").is_dir():
        st.error(f"There are no exports in {EXPORTS}; make them with `depeche run`.")
        return
    with connect(EXPORTS) as connection:
        overview(connection)
        words(connection)


main()
