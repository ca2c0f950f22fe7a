# ruff: noqa: S608 - the names in these statements come from the registry
"""The figures of the overview, counted in the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from etl.report.content import relations
from etl.report.rows import ROW_TABLES
from schemas.registry import BY_NAME, EVENT_TABLES, TABLES, columns

_SIDES = 14  # sides of the matrix that can still be read
_NOT_SHOWN = ("duplicate_of", "superseded_by")  # columns that say that an article is told by another one too


@dataclass(frozen=True)
class Overview:
    """Figures as tuples. An event with several reports counts once, and articles that only repeat others are left out.

    Attributes:
        counts: Table, rows; of all articles.
        months: Month (`2024-05`), table, events.
        span: The months of the first and the last article with a date; None for both if there is none.
        undated: Events that have neither a date with a year nor an article with one.
        meetings: Side, other side, meetings; each pair both ways round, the busiest sides only.
        pledges: Donor, unit (EUR where the amount is known in euros, else its own currency), status, amount.
        filled: Table, column, share of the rows in which it is filled, from 0 to 1; columns that may be empty.
        rejects: Reason, table, rejected rows.
        silent: Articles that gave no row.
        corrections: What came of changes by people, and how many.
    """

    counts: list[tuple[str, int]]
    months: list[tuple[str, str, int]]
    span: tuple[str | None, str | None]
    undated: int
    meetings: list[tuple[str, str, int]]
    pledges: list[tuple[str, str, str, float]]
    filled: list[tuple[str, str, float]]
    rejects: list[tuple[str, str, int]]
    silent: int
    corrections: list[tuple[str, int]]


def count(connection: duckdb.DuckDBPyConnection) -> Overview:
    """Count in a warehouse; it may be open read-only."""
    known = relations(connection)

    def ask(sql: str) -> list[Any]:
        return connection.execute(sql).fetchall()

    told_twice = [f"articles.{name} IS NOT NULL" for name in _NOT_SHOWN if name in known["articles"]]
    ask(f"CREATE TEMP TABLE repeated AS SELECT article_id FROM articles WHERE {' OR '.join(told_twice) or 'false'}")
    ask(f"CREATE TEMP TABLE dated AS {' UNION ALL '.join(map(_dated, EVENT_TABLES))}")
    saying = " UNION ".join(f"SELECT article_id FROM {table}" for table in ROW_TABLES)
    return Overview(
        counts=[(table.TABLE, *ask(f"SELECT count(*) FROM {table.TABLE}")[0]) for table in TABLES if table.TABLE in known],
        months=ask("SELECT month, table_name, count(*) FROM dated WHERE month IS NOT NULL GROUP BY ALL ORDER BY ALL"),
        span=ask("SELECT strftime(min(published_on), '%Y-%m'), strftime(max(published_on), '%Y-%m') FROM articles")[0],
        undated=ask("SELECT count(*) FROM dated WHERE month IS NULL")[0][0],
        meetings=ask(_MEETINGS),
        pledges=ask(_PLEDGES),
        filled=[found for table in ROW_TABLES for found in _filled(connection, table, known[table])],
        rejects=ask("SELECT reason, table_name, count(*) FROM rejects GROUP BY ALL ORDER BY count(*) DESC, reason, table_name"),
        silent=ask(f"SELECT count(*) FROM articles WHERE article_id NOT IN (FROM repeated UNION {saying})")[0][0],
        corrections=ask("SELECT status, count(*) FROM corrections GROUP BY ALL ORDER BY ALL") if "corrections" in known else [],
    )


def _dated(table: str) -> str:
    """The month of each event: its own, or else that of its first report."""
    own = "date_latest" if "date_latest" in BY_NAME[table].model_fields else "NULL::DATE"
    return f"""
        SELECT '{table}' AS table_name, strftime(coalesce(min({own}), min(articles.published_on)), '%Y-%m') AS month
        FROM {table} JOIN articles USING (article_id)
        WHERE article_id NOT IN (FROM repeated)
        GROUP BY occurrence_id"""


def _filled(connection: duckdb.DuckDBPyConnection, table: str, known: set[str]) -> list[tuple[str, str, float]]:
    names = [column.name for column in columns(BY_NAME[table]) if column.nullable and column.name in known]
    shares = ", ".join(f"count({name}) / count(*)" for name in names)
    found = connection.execute(f"SELECT {shares} FROM {table} HAVING count(*) > 0").fetchone() or ()
    return [(table, name, share) for name, share in zip(names, found, strict=False)]


# A side is a country, or whoever is of none; a meeting within one side is not shown.
_MEETINGS = f"""
    WITH present AS (
        SELECT DISTINCT meetings.occurrence_id, coalesce(countries.name, actors.country, actors.name) AS side
        FROM meetings
        JOIN event_actors USING (event_id)
        JOIN actors USING (actor_id)
        LEFT JOIN actors AS countries ON countries.actor_type = 'country' AND countries.country = actors.country
        WHERE meetings.status <> 'cancelled' AND meetings.article_id NOT IN (FROM repeated)
    ),
    pairs AS (
        SELECT present.side, other.side AS other_side, count(*) AS number
        FROM present JOIN present AS other USING (occurrence_id)
        WHERE present.side <> other.side
        GROUP BY ALL
    ),
    busiest AS (SELECT side FROM pairs GROUP BY side ORDER BY sum(number) DESC, side LIMIT {_SIDES})
    FROM pairs WHERE side IN (FROM busiest) AND other_side IN (FROM busiest) ORDER BY ALL
"""

# Of several reports of one pledge the largest amount; what several give together counts for each of them.
_PLEDGES = """
    WITH amounts AS (
        SELECT
            aid_pledges.occurrence_id,
            actors.name AS donor,
            CASE WHEN amount_eur IS NULL THEN currency ELSE 'EUR' END AS unit,
            any_value(aid_pledges.status ORDER BY coalesce(amount_eur, amount) DESC, event_id) AS status,
            max(coalesce(amount_eur, amount)) AS amount
        FROM aid_pledges
        JOIN event_actors USING (event_id)
        JOIN actors USING (actor_id)
        WHERE part = 'donor' AND amount IS NOT NULL AND unit IS NOT NULL AND aid_pledges.article_id NOT IN (FROM repeated)
        GROUP BY ALL
    )
    SELECT donor, unit, status, sum(amount)::DOUBLE FROM amounts
    GROUP BY donor, unit, status
    ORDER BY unit <> 'EUR', count(*) OVER (PARTITION BY unit) DESC, unit, sum(amount) DESC, donor, status
"""
