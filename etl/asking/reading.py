"""Rows with their evidence, read from a warehouse by their ids."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from etl.report.content import records
from etl.report.rows import ROW_TABLES, Record, Row, make_rows
from schemas.registry import BY_NAME, EVENT_TABLES


def read_rows(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> list[Row]:
    """Events and statements with their cells, actors and words, the newest article first and in the order of its text."""

    def chosen(table: str, column: str, wanted: str = "SELECT unnest($keys)") -> list[Record]:
        return records(connection, table, "ALL", f"{column} IN ({wanted})", keys=list(keys))

    events, statements = "FROM event_actors WHERE event_id IN (SELECT unnest($keys))", "statement_id IN (SELECT unnest($keys))"
    tables = {name: chosen(name, BY_NAME[name].KEY[0]) for name in ROW_TABLES}
    tables |= {"evidence": chosen("evidence", "row_id"), "event_actors": chosen("event_actors", "event_id")}
    tables["actor_mentions"] = chosen("actor_mentions", "mention_id", f"SELECT mention_id {events}")
    speakers = f"SELECT speaker_id FROM statements WHERE {statements}"  # noqa: S608  words of our own
    actors = chosen("actors", "actor_id", f"SELECT actor_id {events} UNION ALL {speakers}")
    sources = [record["article_id"] for name in ROW_TABLES for record in tables[name]]
    newest_first = "published_on DESC NULLS LAST, source_id, article_id"
    articles = {
        record["article_id"]: record
        for record in records(connection, "articles", newest_first, "article_id IN (SELECT unnest($sources))", sources=sources)
    }
    places = {key: place for place, key in enumerate(articles)}
    rows = make_rows(tables, articles, {record["actor_id"]: record for record in actors})
    return sorted(rows, key=lambda row: (places[row.article["article_id"]], row.words.start, row.words.end))


def keys_where(connection: duckdb.DuckDBPyConnection, column: str, value: str) -> list[str]:
    """Ids of events, and of statements where they have the column, in which a column holds a value."""
    tables = EVENT_TABLES if column == "occurrence_id" else ROW_TABLES
    parts = [f"SELECT {BY_NAME[name].KEY[0]} FROM {name} WHERE {column} = $value" for name in tables]  # noqa: S608
    return [key for (key,) in connection.execute(" UNION ALL ".join(parts), {"value": value}).fetchall()]
