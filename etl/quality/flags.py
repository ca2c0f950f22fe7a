"""The flags of a table: what its rows cannot show by themselves, worked out in Polars before the suite runs."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from schemas.columns import Table
from schemas.derived.expectations import piece_flag, reference_flag
from schemas.registry import columns
from schemas.tables import Article


def needed(table: type[Table]) -> set[str]:
    """Names of the tables that `with_flags` looks into for a table, itself among them."""
    names = {table.TABLE} | {target for column in columns(table) for target, _ in column.targets}
    return names if table.PIECE is None else names | {Article.TABLE}


def with_flags(table: type[Table], frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The frame of a table with its flags appended, rows and order unchanged.

    Args:
        table: The table.
        frames: At least the frames that `needed` names.

    Returns:
        One more Boolean column a flag; an empty reference is true, it leads nowhere wrong.
    """
    frame = frames[table.TABLE]
    flags = []
    for column in columns(table):
        if column.targets:
            found = pl.concat([frames[target][name] for target, name in column.targets])
            value = pl.col(column.name)
            flags.append((value.is_in(found.implode()) | value.is_null()).alias(reference_flag(column)))
    flagged = frame.with_columns(flags)
    if table.PIECE is None:
        return flagged
    return flagged.with_columns(_at_offsets(frame, table.PIECE, frames[Article.TABLE]).alias(piece_flag(table)))


def _at_offsets(frame: pl.DataFrame, piece: str, articles: pl.DataFrame) -> pl.Series:
    """Whether `text[char_start:char_end]` is the piece; Polars counts code points here, as the offsets do."""
    texts = articles.select("article_id", pl.col("text").alias("whole text")).unique("article_id")
    start, end = pl.col("char_start"), pl.col("char_end")
    words = pl.col("whole text").str.slice(start, (end - start).clip(lower_bound=0))
    # A negative start counts from the end in Polars.
    holds = ((words == pl.col(piece)) & (start >= 0)).fill_null(False)
    return frame.join(texts, on="article_id", how="left", maintain_order="left").select(holds.alias(piece)).to_series()
