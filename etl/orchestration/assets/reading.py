"""Reading: what each article says, one row an article."""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import polars as pl

from etl.engines.local import map_articles, processors
from etl.events.read import EXTRACTOR
from etl.ingest.history import current
from etl.orchestration.intake import remembered
from etl.orchestration.locations import Locations
from etl.orchestration.metadata import preview
from etl.orchestration.readings import read_batch
from etl.orchestration.specs import OWNERS
from schemas.archive import StoredReading
from schemas.derived.frames import polars_schema
from schemas.tables import Article

Progress = Callable[[int, int], None]
"""Told how many articles are read, and of how many."""

_BATCH = 100  # articles that a process takes at a time
_FEW = 500  # articles that are read here before other processes would have started

_DEPENDS_ON = ["article_id", "published_on", "language"]


@dg.asset(
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "polars", "parquet"},
    description="What each article says, as JSON: spans, mentions, quotations, events; or why it could not be read.",
    code_version=EXTRACTOR,
)
def readings(
    context: dg.AssetExecutionContext, locations: Locations, articles: pl.DataFrame, progress: dg.ResourceParam[Progress]
) -> pl.DataFrame:
    """Read the articles that were not read before by this reader; what was read is carried over."""
    known = still_valid(locations.memory(), articles)
    new = read_all(current(articles).join(known, on="article_id", how="anti"), progress)
    frame = pl.concat([known, new]).sort("article_id")
    context.add_output_metadata(
        {
            "dagster/row_count": frame.height,
            "read": new.height,
            "known": known.height,
            "failed": frame["error"].count(),
            "preview": dg.MetadataValue.md(preview(frame)),
        }
    )
    return frame


def still_valid(memory: Path | None, articles: pl.DataFrame) -> pl.DataFrame:
    """The stored readings that this reader made of what the articles still are."""
    before = remembered(memory, Article, _DEPENDS_ON)
    same = before.join(articles, on=_DEPENDS_ON, how="semi", nulls_equal=True)
    stored = remembered(memory, StoredReading).filter(pl.col("extractor") == EXTRACTOR)
    return stored.join(same, on="article_id", how="semi")


def read_all(articles: pl.DataFrame, progress: Progress, few: int = _FEW) -> pl.DataFrame:
    """The readings of articles, in their order.

    Args:
        articles: Rows of the table `articles`.
        progress: Told how many are read, at the start and after each batch.
        few: As many are read in this process; more are spread over all processors.
    """
    processes = 1 if articles.height <= few else processors()
    size = _BATCH if processes > 1 else 1
    texts = articles.select("article_id", "text", "published_on", "language")
    rows: list[dict[str, str | None]] = []
    progress(0, articles.height)
    for batch in map_articles(read_batch, (part.rows() for part in texts.iter_slices(size)), processes):
        rows += batch
        progress(len(rows), articles.height)
    return pl.DataFrame(rows, schema=polars_schema(StoredReading))
