"""Our span layer beside other libraries, on the same golden cases and the same articles: `make bench-spans`.

Peers are the dependency group `bench`; one that is not installed is left out with a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from benchmarks import readers
from benchmarks.cases import (
    Case,
    date_cases,
    load,
    same_dates,
    same_sentences,
    same_tokens,
    same_values,
    score,
    sentence_cases,
)
from benchmarks.measure import conditions, rate
from etl.console import say, show_table


@dataclass(frozen=True)
class Reader:
    """Something that reads.

    Attributes:
        name: What it is called.
        read: Reads an article.
        package: What must be installed; None for ours.
        looks: Whether it looks for what is asked; where it takes whatever there is, cases with nothing say nothing of it.
    """

    name: str
    read: Callable[[str], Any]
    package: str | None = None
    looks: bool = True

    @property
    def version(self) -> str | None:
        """The version installed, empty for ours; None where it is not installed."""
        try:
            return version(self.package) if self.package else ""
        except PackageNotFoundError:
            return None

    def __str__(self) -> str:
        return f"{self.name} {self.version or ''}".strip()


@dataclass(frozen=True)
class Task:
    """What is read, by whom, and how it is judged.

    Attributes:
        name: What it is called.
        cases: Golden cases; none where nobody has written them yet.
        ask: Makes a reader of articles one that answers a case.
        same: Whether an answer is the one expected.
        readers: Ours first.
    """

    name: str
    cases: list[Case]
    ask: Callable[[Any], Callable[[Case], Any]]
    same: Callable[[Case, Any], bool]
    readers: tuple[Reader, ...]


TOKENIZER = Reader("spaCy blank fr", readers.spacy_tokens, "spacy")


def tasks() -> tuple[Task, ...]:
    """All that is compared."""
    return (
        Task(
            "dates",
            date_cases(),
            readers.dated,
            same_dates,
            (Reader("ours", readers.our_dates), Reader("dateparser", readers.dateparser_dates, "dateparser")),
        ),
        Task(
            "amounts (values)",
            load("amounts/amounts"),
            readers.plain,
            same_values,
            (
                Reader("ours", readers.our_amounts),
                Reader("price-parser", readers.price_parser_amounts, "price-parser"),
                Reader("text2num", readers.text2num_numbers, "text2num", looks=False),
            ),
        ),
        Task(
            "sentences",
            sentence_cases(),
            readers.plain,
            same_sentences,
            (Reader("ours", readers.our_sentences), Reader("spaCy blank fr + sentencizer", readers.spacy_sentences, "spacy")),
        ),
        Task("tokens", load("tokens"), readers.plain, same_tokens, (Reader("ours", readers.our_tokens), TOKENIZER)),
    )


def _compared(task: Task) -> Iterator[tuple[Any, ...]]:
    for reader in task.readers:
        if reader.version is None:
            continue
        cases = [case for case in task.cases if reader.looks or case["expect"]]
        judged = score(cases, task.ask(reader.read), task.same) if cases else None
        yield task.name, str(reader), *(judged.cells() if judged else [None] * 3), round(rate(reader.read))


def _whole_layer() -> Iterator[tuple[Any, ...]]:
    for processes in (1, 2):
        ours = rate(readers.our_spans, processes)
        if TOKENIZER.version is None:
            yield processes, round(ours), None, None
        else:
            theirs = rate(TOKENIZER.read, processes)
            yield processes, round(ours), round(theirs), f"{ours / theirs:.1f}"


def main() -> None:
    """Print both tables, and what could not be compared."""
    compared = tasks()
    for package in sorted({reader.package or "" for task in compared for reader in task.readers if reader.version is None}):
        say(f"{package} is not installed and left out; `make bench-spans` installs it in .venv-bench")
    for task in compared:
        if not task.cases:
            say(f"{task.name}: no golden cases, speed alone")
    columns = ("task", "reader", "right of some", "right of none", "right", "articles/s")
    show_table(columns, [row for task in compared for row in _compared(task)])
    say()
    show_table(("processes", "whole span layer/s", "tokenizer of spaCy blank fr/s", "ratio"), list(_whole_layer()))
    say()
    say(conditions())


if __name__ == "__main__":
    main()
