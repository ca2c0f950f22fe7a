"""Events, statements and articles in the terminal: each cell with the words that gave it, and what was left empty."""

from __future__ import annotations

import duckdb
from rich.text import Text

from etl.asking.reading import keys_where, read_rows
from etl.console import harmless, say, show_facts
from etl.report.content import records
from etl.report.labels import Labels
from etl.report.rows import Cell, Part, Record, Row, Words, shown_columns
from schemas.registry import BY_NAME
from schemas.tables import Article

Facts = list[tuple[str, Text]]

_SIDES = {"aid_pledges": ("donor", "recipient"), "warnings": ("issuer", "target"), "agreements": ("party",)}
"""Who takes part, where a row without one leaves a question open."""

_WHERE_IT_APPLIES = {"amount_max", "fx_rate", "fx_date", "fx_missing"}
"""Columns that are no gap where they are empty: the high end of a range, and how euros were reckoned or why they were not."""

_TOLD = ("publisher", "author", "published_on", "published_on_source", "url", "language", "char_count", "version")
_NOTES = ("duplicate_of", "superseded_by")


def show_row(connection: duckdb.DuckDBPyConnection, key: str, labels: Labels, limit: int) -> None:
    """Print an event or a statement, its sentence with the words marked, its article, and the other reports of it.

    Args:
        connection: The warehouse.
        key: Id of an event or a statement in it.
        labels: The words of a language.
        limit: The most other reports; 0 for all.
    """
    [row] = read_rows(connection, [key])
    say(f"{labels.one(row.table)}  {key}", "bold")
    show_facts(_card(row, labels))
    say()
    say(_heading(row.article), "bold")
    show_facts(_about(row.article, labels))
    if row.occurrence is None:
        return
    say()
    say(labels.text("read_by", rule=row.about["rule"], trigger=row.about["trigger"], extractor=row.about["extractor"]), "dim")
    others = read_rows(connection, [other for other in keys_where(connection, "occurrence_id", row.occurrence) if other != key])
    say(f"{labels.text('other_reports')} ({len(others)})" if others else labels.text("other_reports_none"), "bold")
    shown = others[: limit or None]
    show_facts([(labels.plain(other.article["published_on"]) or "—", _report(other)) for other in shown])
    if len(shown) < len(others):
        say(labels.text("more", number=len(others) - len(shown)), "dim")


def show_article(connection: duckdb.DuckDBPyConnection, article_id: str, labels: Labels) -> None:
    """Print what is known of an article, the rows that it gave, and what was left empty in them."""
    [article] = records(connection, Article.TABLE, "ALL", "article_id = $key", key=article_id)
    rows = read_rows(connection, keys_where(connection, "article_id", article_id))
    say(_heading(article), "bold")
    show_facts(_about(article, labels) + _unknown([labels.column(name) for name in _TOLD if article[name] is None], labels))
    say()
    say(f"{labels.text('rows_of_article')} ({len(rows)})" if rows else labels.text("rows_none"), "bold")
    for number, row in enumerate(rows, start=1):
        say()
        say(f"{number}. {labels.one(row.table)}  {row.about[BY_NAME[row.table].KEY[0]]}", "bold")
        show_facts(_card(row, labels))


def _card(row: Row, labels: Labels) -> Facts:
    """Who takes part, every filled cell, what is empty, and the sentence."""
    facts = [(labels.part(part.part), _beside(part.actor["name"], part.words, labels)) for part in row.parts]
    facts += [(labels.column(cell.field), _beside(_value(row, cell, labels), cell.words, labels)) for cell in row.cells]
    if row.occurrence is not None:
        facts.append((labels.column("modality"), Text(labels.value(row.table, "modality", row.about["modality"]))))
    facts += _unknown(_empty(row, labels), labels)
    return [*facts, (labels.text("sentence" if row.occurrence else "quotation"), _sentence(row))]


def _empty(row: Row, labels: Labels) -> list[str]:
    """What the row could tell and does not; the words of a cell go with it."""
    taking_part = {part.part for part in row.parts}
    sides = [labels.part(part) for part in _SIDES.get(row.table, ()) if part not in taking_part]
    fields = [name for name in shown_columns(row.table) if row.about[name] is None and not name.endswith("_text")]
    return sides + [labels.column(name) for name in fields if name not in _WHERE_IT_APPLIES]


def _unknown(names: list[str], labels: Labels) -> Facts:
    return [(labels.text("left_empty"), Text(", ".join(names), "dim"))] if names else []


def _value(row: Row, cell: Cell, labels: Labels) -> str:
    """What stands in a cell, unless it is the words themselves."""
    told = labels.value(row.table, cell.field, cell.value)
    return "" if told in [piece.surface for piece in cell.words] else told


def _beside(value: str, words: tuple[Words, ...], labels: Labels) -> Text:
    """A value, and the words that gave it."""
    quotes = " ".join(labels.text("quoted", words=piece.surface) for piece in words)
    return Text.assemble(value, "  " if value and quotes else "", (quotes, "italic"))


def _sentence(row: Row) -> Text:
    """The sentence or quotation, with the words of cells and actors marked where they stand in it."""
    sentence = Text(harmless(row.words.surface))  # rich would leave out controls, and the words would stand elsewhere
    holders: list[tuple[tuple[Cell, ...] | tuple[Part, ...], str]] = [(row.cells, "bold yellow"), (row.parts, "bold cyan")]
    for having_words, style in holders:
        for holder in having_words:
            for piece in holder.words:
                if row.words.start <= piece.start and piece.end <= row.words.end:
                    sentence.stylize(style, piece.start - row.words.start, piece.end - row.words.start)
    return sentence


def _heading(article: Record) -> str:
    return str(article["title"] or article["source_id"])


def _about(article: Record, labels: Labels) -> Facts:
    """Where an article comes from; what it repeats or what replaced it."""
    facts = [("id", article["article_id"]), (labels.text("source"), article["source_uri"])]
    facts += [(labels.column(name), labels.value(Article.TABLE, name, article[name])) for name in _TOLD]
    facts += [(labels.text(name), article[name] or "") for name in _NOTES]
    return [(label, Text(value)) for label, value in facts if value]


def _report(row: Row) -> Text:
    key = row.about[BY_NAME[row.table].KEY[0]]
    source = " · ".join(filter(None, (row.article["publisher"], _heading(row.article))))
    return Text.assemble(source, "  ", (key, "dim"), "\n", (row.words.surface, "italic"))
