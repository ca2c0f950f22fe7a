"""What the pages tell, read from a warehouse once and arranged as the pages ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from etl.report.rows import ROW_TABLES, Record, Row, make_rows
from schemas.derived.ddl import identifier, name_list
from schemas.registry import BY_NAME

_ORDERS = {
    "articles": "published_on DESC NULLS LAST, source_id, article_id",
    "actors": "mention_count DESC, name, actor_id",
    "actor_names": "actor_id, mention_count DESC, name",
    "actor_mentions": "article_id, char_start, char_end, mention_id",
    "actor_roles": "article_id, char_start, char_end, actor_id",
}


@dataclass(frozen=True, slots=True)
class Content:
    """All that the pages tell; whatever is of an article, in the order of its text, and articles the newest first.

    Attributes:
        articles: Records by id.
        actors: Records by id, the most mentioned first.
        rows: Events and statements by table.
        by_article: The same by article.
        reports: Events by occurrence.
        deeds: Events and statements by actor, then by table and part.
        mentions: Records of mentions by article, and by actor.
        roles: Records of roles by article, and by actor.
        names: Records of spellings by actor, the commonest first.
        conflicts: Occurrence and column on which reports disagree.
        corrections: Records of what people changed, by `source_id` of the article.
        codes: Records of codes.
    """

    articles: dict[str, Record]
    actors: dict[str, Record]
    rows: Mapping[str, list[Row]]
    by_article: Mapping[str, list[Row]]
    reports: Mapping[str, list[Row]]
    deeds: Mapping[str, Mapping[tuple[str, str], list[Row]]]
    mentions: Mapping[str, list[Record]]
    roles: Mapping[str, list[Record]]
    names: Mapping[str, list[Record]]
    conflicts: frozenset[tuple[str, str]]
    corrections: Mapping[str, list[Record]]
    codes: list[Record]


def load(connection: duckdb.DuckDBPyConnection) -> Content:
    """Read everything; columns and tables that a later version may add or an earlier one lack are asked for by name."""
    needed = ("articles", "actors", "actor_names", "actor_roles", "actor_mentions", "event_actors", "evidence", "codes")
    tables = {name: records(connection, name, _order(name)) for name in (*needed, *ROW_TABLES)}
    articles = {record["article_id"]: record for record in tables["articles"]}
    actors = {record["actor_id"]: record for record in tables["actors"]}
    newest = {article_id: number for number, article_id in enumerate(articles)}
    rows = make_rows(tables, articles, actors)
    rows.sort(key=lambda row: (newest[row.article["article_id"]], row.words.start, row.words.end))
    deeds: dict[str, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for part in row.parts:
            deeds[part.actor["actor_id"]][row.table, part.part].append(row)
    reports = _grouped((row.occurrence, row) for row in rows if row.occurrence)
    known = relations(connection)
    return Content(
        articles,
        actors,
        _grouped((row.table, row) for row in rows),
        _grouped((row.article["article_id"], row) for row in rows),
        reports,
        deeds,
        _by_article_and_actor(tables["actor_mentions"], newest),
        _by_article_and_actor(tables["actor_roles"], newest),
        _grouped((record["actor_id"], record) for record in tables["actor_names"]),
        _conflicts(connection) if "conflicts" in known else frozenset(),
        _corrections(connection) if "corrections" in known else {},
        tables["codes"],
    )


def relations(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns of every table and view that a warehouse has."""
    answer = connection.execute("SELECT table_name, column_name FROM information_schema.columns").fetchall()
    return {name: set(found) for name, found in _grouped(answer).items()}


def records(
    connection: duckdb.DuckDBPyConnection, relation: str, order: str, where: str = "true", **values: object
) -> list[Record]:
    """The rows of a table or view as dicts; `values` are those of the parameters in `where`, which are written $name."""
    sql = f"SELECT * FROM {identifier(relation)} WHERE {where} ORDER BY {order}"  # noqa: S608  words of our own
    answer = connection.execute(sql, values)
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _order(table: str) -> str:
    return _ORDERS.get(table) or name_list(BY_NAME[table].KEY)


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _by_article_and_actor(found: Iterable[Record], newest: Mapping[str, int]) -> dict[str, list[Record]]:
    """By the id of the article and by that of the actor: ids of the two are never equal."""
    ordered = sorted(found, key=lambda record: newest[record["article_id"]])
    return _grouped((record[key], record) for record in ordered for key in ("article_id", "actor_id"))


def _conflicts(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str]]:
    return frozenset(connection.execute("SELECT occurrence_id, column_name FROM conflicts").fetchall())


def _corrections(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Record]]:
    return _grouped((record["source_id"], record) for record in records(connection, "corrections", "correction_id"))
