"""What people judge and correct, as the files that they keep say it: `judgements.csv` and `corrections.csv`.

Everything is located by content, the id that the source gave its article and words of its text, so that it outlives re-runs
and better readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.registry import BY_NAME
from schemas.tables import Actor

_FIXED = frozenset({"article_id", "char_start", "char_end", "occurrence_id", "extractor"})
_WORKED_OUT = frozenset({"amount_eur", "fx_rate", "fx_date", "fx_missing", "article_count", "mention_count"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two sightings of actors, or two events, that somebody holds to be one or two.

    Attributes:
        line: File and line that say so.
        what: `actor` or `event`.
        verdict: `same` or `different`.
        left_article: Source id of an article; None for an actor wherever it is met.
        left_text: A spelling of the actor, or a piece of the event's evidence.
        right_article: The other side's, like `left_article`.
        right_text: The other side's, like `left_text`.
        reason: Why.
    """

    line: str
    what: str
    verdict: str
    left_article: str | None
    left_text: str
    right_article: str | None
    right_text: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A value to set in a row, or a row to drop.

    Attributes:
        line: File and line that say so.
        table: Name of the table.
        article: Source id of the article; None for an actor wherever it is met.
        text: A piece of the row's evidence; for an actor one of its spellings.
        action: `set` or `drop`.
        column: The column; None to drop the row.
        value: The value as text, None for null.
        reason: Why.
        author: Whose it is.
        made_on: When it was made.
    """

    line: str
    table: str
    article: str | None
    text: str
    action: str
    column: str | None
    value: str | None
    reason: str | None
    author: str | None
    made_on: date | None


@dataclass(frozen=True, slots=True)
class Edits:
    """All judgements and corrections, in the order of their files."""

    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()


def correctable() -> dict[str, tuple[str, ...]]:
    """For each table whose rows can be located by words, the columns that a correction can set; any row can be dropped."""
    tables = [table for table in BY_NAME.values() if table.TABLE == Actor.TABLE or table.PIECE]
    return {
        table.TABLE: tuple(name for name in table.model_fields if name not in {*_FIXED, *_WORKED_OUT, *table.KEY, table.PIECE})
        for table in tables
    }
