"""Annotating files without a warehouse: what `depeche annotate` does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, TextIO

from etl.annotate import page, w3c
from etl.events.annotate import Span, annotate
from etl.events.read import read
from etl.ingest.load import load
from etl.language.pack import LANGUAGE, load_pack
from etl.orchestration.terms import terms
from etl.warehouse.places import whole
from schemas.tables import Article

Format = Literal["jsonl", "w3c"]
Annotated = tuple[Article, list[Span]]


@dataclass(frozen=True)
class Outputs:
    """The files to write.

    Attributes:
        lines: An article a line, in `form`; None for no such file.
        form: What a line is: the contract's record, or a W3C Annotation Page.
        html: A page to look at; None for none.
    """

    lines: Path | None
    form: Format = "jsonl"
    html: Path | None = None


def annotate_files(
    inputs: Sequence[Path], outputs: Outputs, day: date | None, on_progress: Callable[[int, int], None]
) -> tuple[int, list[str]]:
    """Write the spans of every article; each file appears whole or not at all.

    Args:
        inputs: Files and folders to read.
        outputs: The files to write.
        day: Day of publication of the articles that do not say theirs.
        on_progress: Told how many articles are done, and of how many.

    Returns:
        How many articles were written, and a sentence for each file, record or article that could not be.

    Raises:
        InputError: The input is wrong; nothing was written.
        OSError: A file cannot be written; its `filename` says which.
    """
    articles, rejects = load(inputs, datetime.now(UTC), terms())
    problems = [f"{reject.source_uri}: {reject.detail}" for reject in rejects]
    read_ones: list[Annotated] = []
    written = 0
    with ExitStack() as files:
        lines = files.enter_context(_text(outputs.lines)) if outputs.lines else None
        html = files.enter_context(_text(outputs.html)) if outputs.html else None
        for article, spans in _annotated(articles, day, problems, on_progress):
            written += 1
            if lines:
                lines.write(json.dumps(_record(article, spans, outputs.form), ensure_ascii=False) + "\n")
            if html:
                read_ones.append((article, spans))
        if html and written:
            html.write(page.render(read_ones))
    return written, problems


def _annotated(
    articles: Sequence[Article], day: date | None, problems: list[str], on_progress: Callable[[int, int], None]
) -> Iterator[Annotated]:
    for done, article in enumerate(articles, start=1):
        try:
            pack = load_pack(article.language or LANGUAGE)
            yield article, annotate(article.text, read(article.text, article.published_on or day, pack))
        except Exception as flaw:  # one article that breaks the reader must not cost the others theirs
            problems.append(f"{article.source_uri}: it could not be read ({type(flaw).__name__}: {flaw}).")
        on_progress(done, len(articles))


def _record(article: Article, spans: list[Span], form: Format) -> dict[str, Any]:
    if form == "w3c":
        return w3c.to_page(article, spans)
    return {"source_id": article.source_id, "text": article.text, "spans": spans}


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of `path` when all went well and something is in it."""
    with whole(path) as fresh, fresh.open("w", encoding="utf-8") as file:
        yield file
