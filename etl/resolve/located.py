"""Rows as people locate them: by the article and by words that stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from etl.entities.spelling import plain
from etl.language.folding import fold
from etl.resolve.identity import digest
from schemas.registry import BY_NAME, EVENT_TABLES, columns
from schemas.tables import Actor, Article, CorrectionRow

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Finder:
    """Finds rows by the words that people give; sees the tables as they are.

    Args:
        tables: The rows of all tables, by name.
        articles: The articles that they come from.
    """

    def __init__(self, tables: Tables, articles: Iterable[Article]) -> None:
        self.tables = tables
        self.articles: dict[str, list[str]] = defaultdict(list)
        self._by_article: dict[str, dict[str, list[Row]]] = {}
        for article in articles:
            self.articles[article.source_id].append(article.article_id)

    def rows(self, table: str, source: str | None, text: str) -> list[Row]:
        """The rows of a table whose piece of text holds the words.

        Where several do and the words are those of a cell of some of them alone (an amount, an item, a date), those are meant.
        """
        if table == Actor.TABLE:
            meant = self.actors(source, text)
            return [row for row in self.tables.get(table, ()) if row["actor_id"] in meant]
        piece, needle = BY_NAME[table].PIECE or "", _folded(text)
        articles = self.articles.get(source or "", ())
        here = self._rows_by_article(table)
        found = [row for article in articles for row in here[article] if needle in _folded(row[piece])]
        closer = [row for row in found if _has_cell(table, row, needle)]
        return closer if len(found) > 1 and closer else found

    def events(self, source: str | None, text: str) -> list[tuple[str, Row]]:
        """The events, with the names of their tables, whose evidence holds the words."""
        return [(table, row) for table in EVENT_TABLES for row in self.rows(table, source, text)]

    def actors(self, source: str | None, spelling: str) -> set[str]:
        """The ids of the actors that are met under a spelling, in an article or anywhere."""
        name = plain(spelling)
        if source is None:
            return {row["actor_id"] for row in self.tables.get("actor_names", ()) if plain(row["name"]) == name}
        mentions = self._rows_by_article("actor_mentions")
        here = (row for article in self.articles.get(source, ()) for row in mentions[article])
        return {row["actor_id"] for row in here if plain(row["surface"]) == name}

    def forget(self) -> None:
        """Look at the tables anew: rows were taken out of them."""
        self._by_article.clear()

    def _rows_by_article(self, table: str) -> dict[str, list[Row]]:
        if table not in self._by_article:
            found = self._by_article[table] = defaultdict(list)
            for row in self.tables.get(table, ()):
                found[row["article_id"]].append(row)
        return self._by_article[table]


def told(asked: Mapping[str, object], status: str, **outcome: object) -> Row:
    """A row of the table `corrections`.

    Args:
        asked: The columns that say what was asked for.
        status: A code of the list `correction_status`.
        outcome: The columns that say what came of it.
    """
    row = dict.fromkeys(CorrectionRow.model_fields) | dict(asked) | outcome | {"status": status}
    content = [(name, value) for name, value in asked.items() if name != "line"]
    return row | {"correction_id": "cor_" + digest(content, row["table_name"], row["row_id"])}


def key_of(table: str, row: Mapping[str, object]) -> str:
    """The key of a row in one string."""
    return " ".join(str(row[name]) for name in BY_NAME[table].KEY)


def _has_cell(table: str, row: Mapping[str, object], needle: str) -> bool:
    """Whether a cell that holds words of the article, none that holds a code or an id, has the words."""
    return any(isinstance(value := row[name], str) and needle in _folded(value) for name in _word_columns(table))


@cache
def _word_columns(table: str) -> tuple[str, ...]:
    model = BY_NAME[table]
    return tuple(
        column.name
        for column in columns(model)
        if column.type is str
        and column.name not in (*model.KEY, model.PIECE)
        and not (column.about.codes or column.about.references or column.about.pattern)
    )


def _folded(text: str) -> str:
    return " ".join(fold(text).split())
