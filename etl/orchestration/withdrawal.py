"""Withdrawing articles: what is forgotten, and the trace that it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from etl.ingest.errors import InputError
from etl.quality.rejects import reject
from etl.warehouse.recall import recall
from schemas.archive import Forgotten
from schemas.derived.frames import to_frame
from schemas.tables import Article, Reject

_TOLD = 3
_SEEN = ("article_id", "source_id", "source_key", "source_uri")


def withdraw(warehouse: Path, names: Sequence[str], reason: str | None, at: datetime) -> pl.DataFrame:
    """The articles to forget, as rows of `archive.forgotten`: every version of each that is named.

    Args:
        warehouse: The warehouse that holds them.
        names: Their ids, or the ids that their sources gave.
        reason: Why, for the trace.
        at: When, UTC.

    Raises:
        InputError: No article has such an id, or the id of a source means several.
        WarehouseError: The warehouse cannot be read.
    """
    known = recall(warehouse, Article, _SEEN)
    keys = [_source_key(known, name, warehouse) for name in names]
    rows = known.filter(pl.col("source_key").is_in(keys)).iter_rows(named=True)
    return to_frame(Forgotten, [Forgotten(**row, reason=reason, forgotten_at=at) for row in rows])


def traces(forgotten: pl.DataFrame) -> pl.DataFrame:
    """What the table `rejects` tells of articles that were withdrawn: all but their text."""
    return to_frame(Reject, [_trace(Forgotten(**row)) for row in forgotten.iter_rows(named=True)])


def _trace(gone: Forgotten) -> Reject:
    return reject(
        Article.TABLE,
        {"article_id": gone.article_id, "source_id": gone.source_id},
        source_uri=gone.source_uri,
        reason="forgotten",
        detail=f"It was withdrawn ({gone.reason or 'no reason given'}); nothing from its source is taken in again.",
        at=gone.forgotten_at,
    )


def _source_key(known: pl.DataFrame, name: str, warehouse: Path) -> str:
    """What the versions of the article have in common that a name means."""
    found = known.filter(pl.col("article_id") == name)
    if not found.height:
        found = known.filter(pl.col("source_id") == name)
    keys = found["source_key"].unique(maintain_order=True).to_list()
    if not keys:
        raise InputError(f"{name}: {warehouse} has no article with this id; `depeche query` shows those of its table articles.")
    if len(keys) > 1:
        told = ", ".join(found["article_id"][:_TOLD])
        raise InputError(f"{name}: {len(keys)} articles have this id of a source; name one by its article_id ({told} …).")
    return str(keys[0])
