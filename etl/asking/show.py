"""An actor, an event, a statement or an article in the terminal, with the words that say so."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.asking import find
from etl.asking.show_actor import show_actor
from etl.asking.show_rows import show_article, show_row
from etl.console import say, show_table
from etl.report.content import records
from etl.report.labels import Labels, load_labels
from etl.warehouse.connection import opened, told
from schemas.tables import Actor, Article


class NotFoundError(Exception):
    """Nothing has that id or name; the message is a sentence for people."""


def show(warehouse: Path, sought: str, language: str, limit: int) -> bool:
    """Show what a person means by an id or a name; of several actors who fit equally well, a list.

    Args:
        warehouse: The DuckDB file.
        sought: The id of an actor, event, occurrence, statement or article, or a name of an actor.
        language: One of `etl.report.labels.LANGUAGES`.
        limit: The most events of an actor, and other reports of an event; 0 for all.

    Returns:
        Whether one thing was found and shown.

    Raises:
        WarehouseError: There is no warehouse, or it cannot be opened.
        NotFoundError: Nothing fits.
    """
    with told(warehouse), opened(warehouse) as connection:
        found = find.by_id(connection, sought)
        fitting = [found] if found else find.by_name(connection, sought)
        if not fitting:
            near = find.near_names(connection, sought)
            hint = f"did you mean {' or '.join(near)}?" if near else "depeche query --question 30 lists the most active actors."
            raise NotFoundError(f"nothing in {warehouse} has the id or name {sought}; {hint}")
        labels = load_labels(language, records(connection, "codes", "ALL"))
        if len(fitting) > 1:
            _list(connection, sought, fitting, labels)
            return False
        [one] = fitting
        match one.table:
            case Actor.TABLE:
                show_actor(connection, one.key, labels, limit)
            case Article.TABLE:
                show_article(connection, one.key, labels)
            case _:
                show_row(connection, one.key, labels, limit)
    return True


def _list(connection: duckdb.DuckDBPyConnection, sought: str, fitting: list[find.Found], labels: Labels) -> None:
    keys = [found.key for found in fitting]
    actors = records(
        connection, "actors", "mention_count DESC, name, actor_id", "actor_id IN (SELECT unnest($keys))", keys=keys
    )
    say(labels.text("several", number=len(keys), name=sought))
    columns = ("actor_id", "name", "type", "country", "mentions")
    lines = [
        (one["actor_id"], one["name"], labels.code("actor_type", one["actor_type"]), one["country"], one["mention_count"])
        for one in actors
    ]
    show_table(["id", *(labels.text(name) for name in columns[1:])], lines)
