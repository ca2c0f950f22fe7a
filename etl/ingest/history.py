"""The articles that a run found, joined with those that are known: one row an article, its versions in order."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

_TOLD = ("url", "published_on", "publisher", "language", "title")


def current(articles: pl.DataFrame) -> pl.DataFrame:
    """The current version of each article."""
    return articles.filter(pl.col("superseded_by").is_null())


def join(known: pl.DataFrame, found: pl.DataFrame, gone: Collection[str], anew: Collection[str]) -> pl.DataFrame:
    """The table `articles` after a run.

    Of the same article found in several places, the row that tells most of it stays, then the one whose `source_uri`
    comes first, so that the order of finding does not matter. The versions of an article stand in the order in which
    they last came: a text that comes again is the current one again.

    Args:
        known: The table as the last run left it.
        found: Its rows as they were found in this run, an article perhaps more than once.
        gone: Ids of known articles that are none any more: other readers took another text from the same bytes. What was
            found in the same place has their place among the versions.
        anew: Ids of found articles that are no news: their files were only read again by other readers.
    """
    is_gone = pl.col("article_id").is_in(list(gone))
    before = known.select("article_id", before="version", first="ingested_at")
    replaced = known.filter(is_gone).select("source_uri", replaced="version").unique("source_uri")
    elsewhere = known.filter(~is_gone).join(found, on=["article_id", "source_uri"], how="anti")
    came = ~pl.col("article_id").is_in(list(anew))
    rows = pl.concat([found.with_columns(came=came), elsewhere.with_columns(came=False)])
    untold = pl.sum_horizontal(pl.col(name).is_null() for name in _TOLD)
    best = (
        rows.with_columns(pl.col("came").max().over("article_id"), untold=untold)
        .sort("article_id", "untold", "source_uri")
        .unique("article_id", keep="first")
        .join(before, on="article_id", how="left")
        .join(replaced, on="source_uri", how="left")
        .with_columns(pl.coalesce("before", "replaced").alias("before"), ingested_at=pl.coalesce("first", "ingested_at"))
    )
    in_order = best.sort("source_key", "came", "before", "published_on", "article_id", nulls_last=True)
    numbered = in_order.with_columns(
        version=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("source_key"),
        superseded_by=pl.col("article_id").shift(-1).over("source_key"),
    )
    return numbered.select(known.columns).sort("article_id")
