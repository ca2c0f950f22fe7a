"""What a run takes in: what its input holds that the warehouse does not know, joined with what it knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from etl.ingest.duplicates import mark_duplicates
from etl.ingest.history import current, join
from etl.ingest.load import Taken, Terms, no_article, take_in
from etl.orchestration.withdrawal import traces
from etl.warehouse.recall import recall, state
from schemas.archive import File
from schemas.columns import Table
from schemas.derived.frames import polars_schema, to_frame
from schemas.tables import Article, Reject

_CHUNK = 1000  # articles that are held as objects at a time


@dataclass(frozen=True)
class Finds:
    """What the input holds.

    Attributes:
        articles: Articles as they were found, the same perhaps more than once.
        rejects: What could not be read.
        files: The files that were read, by their uri.
        passed: How many files were known and therefore not read.
    """

    articles: pl.DataFrame
    rejects: pl.DataFrame
    files: dict[str, File]
    passed: int


@dataclass(frozen=True)
class Stock:
    """All that was ever taken in: the frames of `articles`, of what was rejected at the door, and of the archive."""

    articles: pl.DataFrame
    ingest_rejects: pl.DataFrame
    files: pl.DataFrame
    forgotten: pl.DataFrame


def known_files(memory: Path | None) -> dict[str, File]:
    """The files that were taken in before, by their uri."""
    return {row["source_uri"]: File(**row) for row in remembered(memory, File).iter_rows(named=True)}


def count_known(paths: Sequence[Path], memory: Path, made_by: str) -> int | None:
    """How many files there are, if there is nothing to do for any of them; None as soon as there is.

    Args:
        paths: Files and folders.
        memory: The warehouse that they were taken into.
        made_by: What would make the warehouse now.

    Raises:
        InputError: A path is wrong.
        WarehouseError: The memory cannot be read.
    """
    if state(memory)[0] != made_by:
        return None
    passed = 0
    for taken in take_in(paths, datetime.now(UTC), known_files(memory)):
        if taken.file is not None:
            return None
        passed += 1
    return passed


def find_new(paths: Sequence[Path], known: dict[str, File], at: datetime, terms: Terms) -> Finds:
    """Read what is not known.

    Args:
        paths: Files and folders; none where articles are only withdrawn.
        known: The files that were taken in before.
        at: When, UTC.
        terms: On what terms.

    Raises:
        InputError: A path is wrong, or there is not one article in all of them, neither known nor new.
    """
    finds = _collect(take_in(paths, at, known, terms) if paths else ())
    if paths and not finds.articles.height and not finds.passed:
        raise no_article([Reject(**row) for row in finds.rejects.iter_rows(named=True)])
    return finds


def take_stock(finds: Finds, known: dict[str, File], memory: Path | None, forgotten: pl.DataFrame) -> Stock:
    """Join what was found with what is known.

    Args:
        finds: What was found.
        known: The files that were taken in before.
        memory: The warehouse that they were taken into; None to begin from nothing.
        forgotten: All that was ever withdrawn, as the table `archive.forgotten`: nothing from its source is kept.

    Raises:
        WarehouseError: The memory cannot be read.
    """
    files = known | finds.files
    reread = {uri for uri, file in finds.files.items() if uri in known and known[uri].sha256 == file.sha256}
    held = _ids(files.values())
    gone = _ids(known[uri] for uri in reread) - held
    anew = _ids(files[uri] for uri in reread) - _ids(file for uri, file in finds.files.items() if uri not in reread)
    before, found = (_without(frame, forgotten) for frame in (remembered(memory, Article), finds.articles))
    rejects = pl.concat([finds.rejects, remembered(memory, Reject).filter(pl.col("reject_id").is_in(list(held)))])
    return Stock(
        articles=_marked(join(before, found, gone, anew)),
        ingest_rejects=pl.concat([rejects.unique("reject_id", keep="first"), traces(forgotten)]).sort("reject_id"),
        files=to_frame(File, [files[uri] for uri in sorted(files)]),
        forgotten=forgotten,
    )


def remembered(memory: Path | None, table: type[Table], names: Sequence[str] | None = None) -> pl.DataFrame:
    """The rows of a table in the memory, or some of its columns; none where there is no memory."""
    schema = polars_schema(table)
    if memory is None:
        return pl.DataFrame(schema={name: schema[name] for name in names or schema})
    return recall(memory, table, names)


def _collect(takes: Iterable[Taken]) -> Finds:
    """What the files gave; articles become frames by and by, which hold them in half the space."""
    frames = [to_frame(Article, [])]
    articles: list[Article] = []
    rejects: dict[str, Reject] = {}
    files: dict[str, File] = {}
    passed = 0
    for taken in takes:
        if taken.file is None:
            passed += 1
            continue
        files[taken.file.source_uri] = taken.file
        rejects |= {refused.reject_id: refused for refused in taken.rejects}
        articles += taken.articles
        if len(articles) >= _CHUNK:
            frames.append(to_frame(Article, articles))
            articles = []
    return Finds(pl.concat([*frames, to_frame(Article, articles)]), to_frame(Reject, list(rejects.values())), files, passed)


def _marked(articles: pl.DataFrame) -> pl.DataFrame:
    """The articles with the near-copies among the current ones marked."""
    earlier = articles.filter(pl.col("superseded_by").is_not_null()).with_columns(duplicate_of=None)
    return pl.concat([mark_duplicates(current(articles)).select(articles.columns), earlier]).sort("article_id")


def _ids(files: Iterable[File]) -> set[str]:
    """Ids of the articles and rejects that the files gave."""
    return {each for file in files for each in json.loads(file.contents)}


def _without(articles: pl.DataFrame, forgotten: pl.DataFrame) -> pl.DataFrame:
    for name in ("article_id", "source_key"):
        articles = articles.join(forgotten, on=name, how="anti")
    return articles
