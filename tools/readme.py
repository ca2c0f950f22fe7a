"""What can go stale in README.md and docs/, made from the program itself: tables, commands, settings, answers, what is shown.

`python tools/readme.py` runs what stands in the pages and says whether they are as they would be written now; with `--write`
it writes them, and says what is to be mended by hand.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from etl.asking.formats import as_markdown
from etl.cli import app
from etl.settings import Settings
from etl.warehouse.query import query
from etl.warehouse.questions import questions
from schemas.registry import TABLES
from tools.examples import lay_out, try_page
from tools.pages import DOCS, README, ROOT, pages, put

OPERATIONS = DOCS / "operations.md"
_ANSWERED = 4
"""Questions that are shown with their answers; the others by their titles."""


def render(page: Path, text: str, warehouse: Path) -> str:
    """A page with what stands between its markers made anew.

    Args:
        page: The page; one without generated parts stays as it is.
        text: What stands in it.
        warehouse: The warehouse of the seeds.
    """
    if page == README:
        parts = {"commands": _commands(), "tables": _tables(warehouse), "questions": _questions(warehouse)}
        for name, part in parts.items():
            text = put(text, name, part)
    return put(text, "settings", _settings()) if page == OPERATIONS else text


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


def _settings() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default if isinstance(field.default, tuple) else (field.default,)
        told = " ".join(f"`{value}`" for value in default if value is not None)
        rows.append((f"`DEPECHE_{name.upper()}`", told, field.description))
    return _markdown(("variable", "default", "what it says"), rows)


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return "".join(as_markdown(columns, rows)).rstrip("\n")


def main() -> int:
    """Check the pages, or write them with `--write`; returns the exit code."""
    from etl.orchestration.run import run_pipeline

    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warehouse, exports = folder / "seeds.duckdb", folder / "exports"
        with contextlib.chdir(ROOT):
            run_pipeline([Path("seeds")], warehouse, exports)
        place = lay_out(folder / "project", warehouse, exports)
        for page in pages():
            text = page.read_text(encoding="utf-8")
            new, found = try_page(page.relative_to(ROOT).as_posix(), render(page, text, warehouse), place)
            stale = [f"{page.relative_to(ROOT)} is stale; `make readme` writes it anew"] if new != text else []
            if "--write" in sys.argv[1:]:
                page.write_text(new, encoding="utf-8")
            problems += [*found, *stale]
    for problem in problems:
        print(problem)
    return 1 if problems and "--write" not in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
