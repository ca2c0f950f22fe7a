"""Reading: what each article says, one row an article."""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import dagster as dg
import polars as pl

from etl.events.read import EXTRACTOR, read
from etl.language.pack import load_pack
from etl.orchestration.metadata import preview
from etl.orchestration.readings import to_json
from etl.orchestration.specs import OWNERS

Progress = Callable[[int, int], None]
"""Told how many articles are read, and of how many."""

LANGUAGE = "fr"
"""What an article is written in that does not say so."""

SCHEMA = pl.Schema({"article_id": pl.String(), "extractor": pl.String(), "reading": pl.String(), "error": pl.String()})


@dg.asset(
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "polars", "parquet"},
    description="What each article says, as JSON: spans, mentions, quotations, events; or why it could not be read.",
    code_version=EXTRACTOR,
)
def readings(context: dg.AssetExecutionContext, articles: pl.DataFrame, progress: dg.ResourceParam[Progress]) -> pl.DataFrame:
    """Read every article."""
    rows = []
    progress(0, articles.height)
    for done, article in enumerate(articles.iter_rows(named=True), start=1):
        rows.append(_read(article))
        progress(done, articles.height)
    frame = pl.DataFrame(rows, schema=SCHEMA)
    failed = frame["error"].count()
    context.add_output_metadata(
        {"dagster/row_count": frame.height, "failed": failed, "preview": dg.MetadataValue.md(preview(frame))}
    )
    return frame


def _read(article: Mapping[str, Any]) -> dict[str, str | None]:
    """The row of an article. One article that breaks the reader must not cost the others theirs."""
    published_on: date | None = article["published_on"]
    reading = error = None
    try:
        reading = to_json(read(article["text"], published_on, load_pack(article["language"] or LANGUAGE)))
    except Exception as flaw:
        error = f"{type(flaw).__name__}: {flaw}"
    return {"article_id": article["article_id"], "extractor": EXTRACTOR, "reading": reading, "error": error}
