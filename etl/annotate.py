"""Annotating files without a warehouse: what `depeche annotate` does."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from etl.events.annotate import annotate
from etl.events.read import read
from etl.ingest.load import load
from etl.language.pack import load_pack
from schemas.tables import Article

_LANGUAGE = "fr"  # of an article that does not say


def annotate_files(
    inputs: Sequence[Path], output: Path, day: date | None, on_progress: Callable[[int, int], None]
) -> tuple[int, list[str]]:
    """Write the spans of every article as JSON Lines; the file appears whole or not at all.

    Args:
        inputs: Files and folders to read.
        output: The file to write.
        day: Day of publication of the articles that do not say theirs.
        on_progress: Told how many articles are done, and of how many.

    Returns:
        How many articles were written, and a sentence for each file, record or article that could not be.

    Raises:
        InputError: The input is wrong; nothing was written.
        OSError: The file cannot be written.
    """
    articles, rejects = load(inputs, datetime.now(UTC))
    problems = [f"{reject.source_uri}: {reject.detail}" for reject in rejects]
    fresh = output.with_name(f".{output.name}.{uuid4().hex}")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            for done, article in enumerate(articles, start=1):
                try:
                    file.write(_line(article, day))
                except Exception as flaw:  # one article that breaks the reader must not cost the others theirs
                    problems.append(f"{article.source_uri}: it could not be read ({type(flaw).__name__}: {flaw}).")
                on_progress(done, len(articles))
        written = len(articles) + len(rejects) - len(problems)
        if written:
            fresh.replace(output)
    finally:
        fresh.unlink(missing_ok=True)
    return written, problems


def _line(article: Article, day: date | None) -> str:
    reading = read(article.text, article.published_on or day, load_pack(article.language or _LANGUAGE))
    record = {"source_id": article.source_id, "text": article.text, "spans": annotate(article.text, reading)}
    return json.dumps(record, ensure_ascii=False) + "\n"
