"""How results look: rich tables in a terminal, plain aligned lines where the output goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from etl.warehouse.values import as_text

if TYPE_CHECKING:
    from rich.text import Text


_CONTROLS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - set(map(ord, "\t\n")), "\ufffd")


def is_terminal() -> bool:
    """Whether a person looks at the output."""
    return sys.stdout.isatty()


def harmless(text: str) -> str:
    """A text as long as it was, in which nothing is an order to a terminal."""
    return text.translate(_CONTROLS)


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

    Console().print(Text(harmless(line), style), soft_wrap=True)


def show_facts(facts: Sequence[tuple[str, Text]]) -> None:
    """Print labels with what they are labels of, side by side; folded in a terminal, never elsewhere."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    for _, value in facts:
        value.plain = harmless(value.plain)
    if is_terminal():
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for label, value in facts:
            grid.add_row(Text(label), value)
        console.print(grid)
        return
    width = max((cell_len(label) for label, _ in facts), default=0)
    for label, value in facts:
        for number, line in enumerate(value.split("\n", allow_blank=True)):
            console.print(Text(_padded("" if number else label, width, right=False) + "  ") + line, soft_wrap=True)


def show_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table; an unknown value is an empty cell."""
    if is_terminal():
        _show_rich(columns, rows)
    else:
        say("\n".join(aligned(columns, rows)))


def aligned(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """The lines of a table as plain text: numbers to the right, a rule under the head, two spaces between columns."""
    body = [[" ".join(as_text(value).split("\n")) for value in row] for row in rows]
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
        table.add_row(*(Text(harmless(as_text(value))) for value in row))
    Console().print(table)


def _is_numeric(column: Sequence[Any]) -> bool:
    known = [value for value in column if value is not None]
    return bool(known) and all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in known)


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if right else cell + space
