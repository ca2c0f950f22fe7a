"""An actor in the terminal: who it is, and what it did, the newest first."""

from __future__ import annotations

import duckdb
from rich.text import Text

from etl.console import say, show_facts
from etl.report.content import records
from etl.report.labels import Labels
from etl.report.rows import SPEAKER, Record
from schemas.tables import Statement

_COUNTS = (
    "meetings",
    "aid_given",
    "aid_received",
    "warnings_issued",
    "warnings_received",
    "agreements",
    "quotations",
    "articles",
    "mention_count",
)
_DEEDS = f"""
    WITH deeds AS (
        SELECT
            day, table_name, kind_fr, kind_en, status_fr, status_en, who, to_whom, what, evidence, source_id, char_start,
            event_id AS key, list(part ORDER BY part) AS parts
        FROM timeline JOIN event_actors USING (event_id)
        WHERE actor_id = $actor
        GROUP BY ALL
        UNION ALL BY NAME
        SELECT published_on AS day, '{Statement.TABLE}' AS table_name, quote AS evidence, source_id, char_start,
            statement_id AS key, ['{SPEAKER}'] AS parts
        FROM who_said_what
        WHERE speaker_id = $actor
    )

    SELECT *, count(*) OVER () AS total FROM deeds ORDER BY day DESC NULLS LAST, source_id, char_start, key
"""  # noqa: S608  names of our own


def show_actor(connection: duckdb.DuckDBPyConnection, actor_id: str, labels: Labels, limit: int) -> None:
    """Print the card of an actor and its newest deeds and words.

    Args:
        connection: The warehouse.
        actor_id: An actor of it.
        labels: The words of a language.
        limit: The most deeds; 0 for all.
    """
    [card] = records(connection, "actor_card", "ALL", "actor_id = $actor", actor=actor_id)
    names = records(connection, "actor_names", "mention_count DESC, name", "actor_id = $actor", actor=actor_id)
    language = labels.language
    say(card["name"], "bold")
    facts = [
        ("id", card["actor_id"]),
        (labels.text("type"), card[f"actor_type_{language}"]),
        (labels.text("country"), card["country"]),
        (labels.text("wikidata"), card["wikidata_id"]),
        (labels.text("roles"), card[f"roles_{language}"] and f"{card[f'roles_{language}']} ({card['offices']})"),
        (labels.text("names"), ", ".join(f"{name['name']} × {labels.plain(name['mention_count'])}" for name in names)),
        *((labels.told["tables"].get(name) or labels.column(name), labels.plain(card[name])) for name in _COUNTS),
        (labels.column("first_seen"), labels.plain(card["first_seen"])),
        (labels.column("last_seen"), labels.plain(card["last_seen"])),
    ]
    show_facts([(label, Text(value)) for label, value in facts if value and value != "0"])
    _show_deeds(connection, actor_id, labels, limit)


def _show_deeds(connection: duckdb.DuckDBPyConnection, actor_id: str, labels: Labels, limit: int) -> None:
    cursor = connection.execute(_DEEDS + (f" LIMIT {limit}" if limit else ""), {"actor": actor_id})
    columns = [column[0] for column in cursor.description or []]
    deeds = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    total = deeds[0]["total"] if deeds else 0
    say()
    say(f"{labels.text('deeds')} ({labels.plain(total)})" if deeds else labels.text("deeds_none"), "bold")
    show_facts([(labels.plain(deed["day"]) or "—", _told(deed, labels)) for deed in deeds])
    if len(deeds) < total:
        say(labels.text("more", number=total - len(deeds)), "dim")


def _told(deed: Record, labels: Labels) -> Text:
    """A deed in three lines: what it is; who, to whom and what; the words."""
    parts = ", ".join(labels.part(part) for part in deed["parts"])
    kind, status = deed[f"kind_{labels.language}"], deed[f"status_{labels.language}"]
    head = " · ".join(filter(None, (labels.one(deed["table_name"]), kind, status, parts)))
    sides = " → ".join(filter(None, (deed["who"], deed["to_whom"])))
    content = " · ".join(filter(None, (sides, deed["what"])))
    words = labels.text("quoted", words=deed["evidence"])
    return Text.assemble(
        (head, "bold"), "  ", (deed["key"], "dim"), *(("\n", content) if content else ()), "\n", (words, "italic")
    )
