"""The numbered questions of `sql/questions/`: each a comment that asks in words, and the SQL that asks the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "sql" / "questions"


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SQL."""

    title: str
    sql: str


def questions() -> list[Question]:
    """All questions in the order of their numbers."""
    return [_question(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.sql"))]


def _question(text: str) -> Question:
    title, _, sql = text.partition("\n")
    return Question(title.removeprefix("--").strip(), sql.strip())
