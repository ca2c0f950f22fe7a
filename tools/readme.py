"""The parts of the README that can go stale, made from the program itself: tables, commands, answers.

`python tools/readme.py` says whether README.md is as it would be written now; with `--write` it writes it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from etl.asking.formats import as_markdown
from etl.cli import app
from etl.warehouse.query import query
from etl.warehouse.questions import questions
from schemas.registry import TABLES

README = Path(__file__).parents[1] / "README.md"
_ANSWERED = 6
"""Questions that are shown with their answers; the others by their titles."""


def render(text: str, warehouse: Path) -> str:
    """The README with what stands between its markers made anew.

    Args:
        text: The README; a part stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
        warehouse: The warehouse of the seeds.
    """
    parts = {"commands": _commands(), "tables": _tables(warehouse), "questions": _questions(warehouse)}
    for name, part in parts.items():
        begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
        before, begins, rest = text.partition(begin)
        _, ends, after = rest.partition(end)
        if not (begins and ends):
            raise ValueError(f"README.md has no part {name} between its markers")
        text = f"{before}{begin}{part}\n{end}{after}"
    return text


def _commands() -> str:
    commands = typer.main.get_group(app).commands
    rows = [(f"`depeche {name}`", (command.help or "").strip().split("\n\n")[0]) for name, command in commands.items()]
    return _markdown(("command", "what it does"), rows)


def _tables(warehouse: Path) -> str:
    rows = []
    for table in TABLES:
        _, [(count,)] = query(warehouse, f"SELECT count(*) FROM {table.TABLE}")  # noqa: S608  names of our own tables
        rows.append((f"`{table.TABLE}`", (table.__doc__ or "").split("\n")[0], count))
    return _markdown(("table", "a row is", "rows on the seeds"), rows)


def _questions(warehouse: Path) -> str:
    parts = []
    numbered = list(enumerate(questions(), start=1))
    for number, question in numbered[:_ANSWERED]:
        answer = _markdown(*query(warehouse, question.sql))
        parts.append(f"**{number}. {question.title}**\n\n```sql\n{question.sql}\n```\n\n{answer}")
    parts.append("More of them, in `sql/questions/`:")
    parts.append("\n".join(f"{number}. {question.title}" for number, question in numbered[_ANSWERED:]))
    return "\n\n".join(parts)


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return "".join(as_markdown(columns, rows)).rstrip("\n")


def main() -> int:
    """Check the README, or write it with `--write`; returns the exit code."""
    from etl.orchestration.run import run_pipeline

    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "seeds.duckdb"
        run_pipeline([README.with_name("seeds")], warehouse, Path(folder) / "exports")
        text = README.read_text(encoding="utf-8")
        new = render(text, warehouse)
    if "--write" in sys.argv[1:]:
        README.write_text(new, encoding="utf-8")
    elif new != text:
        print("README.md is stale; `make readme` writes it anew")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
