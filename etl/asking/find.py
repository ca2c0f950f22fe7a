"""What a person means by an id or a name."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from schemas.registry import EVENT_TABLES
from schemas.tables import Actor, Article, Statement

_NEAR = 0.85  # similarity of Jaro and Winkler from which a name is worth proposing
_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a table.

    Attributes:
        table: Name of the table.
        key: Id of the row.
    """

    table: str
    key: str


def by_id(connection: duckdb.DuckDBPyConnection, sought: str) -> Found | None:
    """The row with an id.

    An article is found by its `source_id` too, in its newest version; by an occurrence, a report of it that is no near-copy.
    """
    events = " UNION ALL ".join(
        f"SELECT '{table}', event_id, event_id = $sought, duplicate_of IS NULL, published_on "  # noqa: S608  names of our own
        f"FROM {table} JOIN articles USING (article_id) WHERE $sought IN (event_id, occurrence_id)"
        for table in EVENT_TABLES
    )
    row = connection.execute(
        f"""
        SELECT '{Actor.TABLE}' AS table_name, actor_id AS key, true AS exact, true AS first, NULL::DATE AS day
        FROM actors WHERE actor_id = $sought
        UNION ALL
        SELECT '{Statement.TABLE}', statement_id, true, true, NULL FROM statements WHERE statement_id = $sought
        UNION ALL
        SELECT '{Article.TABLE}', article_id, article_id = $sought, superseded_by IS NULL, published_on
        FROM articles WHERE $sought IN (article_id, source_id)
        UNION ALL {events}
        ORDER BY exact DESC, first DESC, day DESC NULLS LAST, key
        """,  # noqa: S608  names of our own
        {"sought": sought},
    ).fetchone()
    return Found(row[0], row[1]) if row else None


def by_name(connection: duckdb.DuckDBPyConnection, sought: str) -> list[Found]:
    """The actors whom a name fits best, the most mentioned first; accents, capitals and punctuation do not matter.

    The best-known name fits better than another spelling, a whole name better than its last words (a surname), and these
    better than words in its midst.
    """
    rows = connection.execute(
        """
        WITH known AS (
            SELECT actor_id, plain(name) AS name, 1 AS other FROM actor_names
            UNION ALL
            SELECT actor_id, plain(name), 0 FROM actors
        ),

        fitting AS (
            SELECT actor_id, min(CASE WHEN name = sought THEN other WHEN ends_with(name, sought) THEN 2 ELSE 3 END) AS fit
            FROM known, (SELECT plain($sought) AS sought)
            WHERE contains(name, sought)
            GROUP BY actor_id
        )

        SELECT actor_id
        FROM fitting JOIN actors USING (actor_id)
        WHERE fit = (SELECT min(fit) FROM fitting)
        ORDER BY mention_count DESC, name, actor_id
        """,
        {"sought": sought},
    ).fetchall()
    return [Found(Actor.TABLE, key) for (key,) in rows]


def near_names(connection: duckdb.DuckDBPyConnection, sought: str) -> list[str]:
    """Spellings that look like a name that nobody bears, the likest first."""
    rows = connection.execute(
        """
        SELECT name FROM actor_names WHERE jaro_winkler_similarity(plain(name), plain($sought)) > $near
        GROUP BY name ORDER BY jaro_winkler_similarity(plain(name), plain($sought)) DESC, name LIMIT $most
        """,
        {"sought": sought, "near": _NEAR, "most": _PROPOSED},
    ).fetchall()
    return [name for (name,) in rows]
