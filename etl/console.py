"""How results look: rich tables in a terminal, plain aligned lines where the output goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from rich.cells import cell_len


def is_terminal() -> bool:
    """Whether a person looks at the output."""
    return sys.stdout.isatty()


@contextmanager
def progress(what: str, then: str = "") -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, told how many are done and of how many; nothing where nobody looks.

    Args:
        what: What is being done.
        then: What goes on when all are done.
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(
            task, completed=done, total=total, description=then if then and done == total else what
        )


def say(line: str = "", style: str = "") -> None:
    """Print a line, in a style where a person looks; never wrapped, so that it can be copied."""
    from rich.console import Console
    from rich.text import Text

    Console().print(Text(line, style), soft_wrap=True)


def show_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table; an unknown value is an empty cell."""
    if is_terminal():
        _show_rich(columns, rows)
    else:
        say("\n".join(aligned(columns, rows)))


def aligned(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """The lines of a table as plain text: numbers to the right, a rule under the head, two spaces between columns."""
    body = [[" ".join(_cell(value).split("\n")) for value in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(columns, *body, strict=True)]
    to_the_right = [_is_numeric(column) for column in zip(*rows, strict=True)] or [False] * len(widths)
    for line in (columns, ["─" * width for width in widths], *body):
        cells = zip(line, widths, to_the_right, strict=True)
        yield "  ".join(_padded(cell, width, right=right) for cell, width, right in cells).rstrip()


def _show_rich(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    numeric = [_is_numeric(column) for column in zip(*rows, strict=True)] or [False] * len(columns)
    for name, right in zip(columns, numeric, strict=True):
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    Console().print(table)


def _cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def _is_numeric(column: Sequence[Any]) -> bool:
    known = [value for value in column if value is not None]
    return bool(known) and all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in known)


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if right else cell + space
