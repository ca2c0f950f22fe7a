"""Events and statements as the pages show them: each cell and each actor with the words that gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.codes import code_list
from schemas.registry import BY_NAME, EVENT_TABLES, columns
from schemas.tables import Event, Statement

Record = dict[str, Any]

ROW_TABLES = (*EVENT_TABLES, Statement.TABLE)
"""The tables whose rows stand beside the text."""

SPEAKER = "speaker_id"

# Told in another place of the page, or of no use to its reader.
_APART = {*Event.model_fields, *Statement.KEY, SPEAKER, "quote", "date_earliest", "date_latest", "place_id"}


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of an article's text: `start`, one past its end, and what stands there."""

    start: int
    end: int
    surface: str

    @property
    def anchor(self) -> str:
        """The id of the piece on the page of its article."""
        return f"c{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled column of a row, with the words that gave it."""

    field: str
    value: Any
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An actor of a row; `part` is a code of the list of that name, or `speaker_id`."""

    part: str
    actor: Record
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An event or a statement.

    Attributes:
        table: Name of the table.
        article: Record of the article.
        words: The sentence or the quotation.
        cells: The filled columns in the order of the table.
        parts: Who takes part.
        about: The row as it stands in the table.
    """

    table: str
    article: Record
    words: Words
    cells: tuple[Cell, ...]
    parts: tuple[Part, ...]
    about: Record

    @property
    def occurrence(self) -> str | None:
        """The event that the row reports; a statement reports none."""
        return self.about.get("occurrence_id")

    def cell(self, field: str) -> Cell | None:
        """The cell of a column, if it is filled."""
        return next((cell for cell in self.cells if cell.field == field), None)


def words_of(record: Record, piece: str) -> Words:
    """The words of a record that stores a piece of text in the column `piece`."""
    return Words(record["char_start"], record["char_end"], record[piece])


def shown_columns(table: str) -> list[str]:
    """The columns of a table of `ROW_TABLES` that are told as cells, in their order."""
    return [column.name for column in columns(BY_NAME[table]) if column.name not in _APART]


def make_rows(
    tables: Mapping[str, Sequence[Record]], articles: Mapping[str, Record], actors: Mapping[str, Record]
) -> list[Row]:
    """The rows of all tables of `ROW_TABLES`, in their order.

    Args:
        tables: Records of these tables and of `evidence`, `event_actors` and `actor_mentions`.
        articles: Records by id.
        actors: Records by id.
    """
    evidence: dict[tuple[str, str], list[Words]] = defaultdict(list)
    for record in tables["evidence"]:
        evidence[record["row_id"], record["field"]].append(words_of(record, "surface"))
    mentions = {record["mention_id"]: words_of(record, "surface") for record in tables["actor_mentions"]}
    parts: dict[str, list[Part]] = defaultdict(list)
    for record in sorted(tables["event_actors"], key=lambda record: code_list("part").index(record["part"])):
        said = mentions.get(record["mention_id"])
        parts[record["event_id"]].append(Part(record["part"], actors[record["actor_id"]], (said,) if said else ()))
    for record in tables[Statement.TABLE]:
        key = record["statement_id"]
        parts[key].append(Part(SPEAKER, actors[record[SPEAKER]], tuple(evidence[key, SPEAKER])))
    rows = []
    for name in ROW_TABLES:
        table = BY_NAME[name]
        shown = shown_columns(name)
        for record in tables[name]:
            key = record[table.KEY[0]]
            filled = [field for field in shown if record.get(field) is not None and not _is_read(field, record)]
            cells = [Cell(field, record[field], tuple(evidence[key, field])) for field in filled]
            words = words_of(record, str(table.PIECE))
            rows.append(Row(name, articles[record["article_id"]], words, tuple(cells), tuple(parts[key]), record))
    return rows


def _is_read(field: str, record: Record) -> bool:
    """Whether a column holds only the words of another one that is filled: they are shown there."""
    return field.endswith("_text") and record.get(field.removesuffix("_text")) is not None
