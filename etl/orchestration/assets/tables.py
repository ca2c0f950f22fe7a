"""The tables of the contract: rows made of the readings, validated one by one."""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg
import polars as pl

from etl.ingest.edits import read_edits
from etl.ingest.history import current
from etl.orchestration.locations import Locations
from etl.orchestration.metadata import table_metadata
from etl.orchestration.readings import from_json
from etl.orchestration.specs import table_out
from etl.quality.rejects import reject
from etl.quality.rows import check_rows
from etl.resolve.judgements import judged_actors
from etl.resolve.known import known_actors
from etl.resolve.settle import settle
from etl.resolve.tables import build_rows
from schemas.codes import code_rows
from schemas.columns import Table
from schemas.derived.frames import to_frame
from schemas.edits import Edits
from schemas.registry import TABLES
from schemas.tables import Article, Code, Reject

MADE = tuple(table for table in TABLES if table is not Article)


@dg.multi_asset(name="tables", outs={table.TABLE: table_out(table, "tables") for table in MADE})
def tables(
    locations: Locations, articles: pl.DataFrame, readings: pl.DataFrame, ingest_rejects: pl.DataFrame
) -> Iterator[dg.Output]:  # type: ignore[type-arg]
    """Give ids that hold across articles, apply what people corrected, and keep the rows that their models accept."""
    settings = locations.settings()
    edits = read_edits(settings.corrections, required=settings.names_corrections)
    for table, frame in make_tables(articles, readings, ingest_rejects, edits, datetime.now(UTC)).items():
        yield dg.Output(frame, output_name=table.TABLE, metadata=table_metadata(table, frame))


def make_tables(
    articles: pl.DataFrame, readings: pl.DataFrame, ingest_rejects: pl.DataFrame, edits: Edits, at: datetime
) -> dict[type[Table], pl.DataFrame]:
    """The frames of all tables but `articles`.

    Args:
        articles: The table `articles`.
        readings: A row an article with `article_id`, `reading` as JSON or null, and `error`.
        ingest_rejects: What could not be read from the files, as the table `rejects`.
        edits: What people judged and corrected.
        at: When, UTC.
    """
    known = [Article.model_construct(**row) for row in current(articles).iter_rows(named=True)]
    read = {name: (reading, error) for name, reading, error in readings.select("article_id", "reading", "error").iter_rows()}
    pairs = ((article, from_json(found)) for article in known if (found := read[article.article_id][0]) is not None)
    built = build_rows(pairs, known_actors(), judged_actors(edits.judgements, known))
    checked = check_rows(settle(built, known, edits), known, at)
    unread = [
        reject("readings", None, source_uri=article.source_uri, reason="reader_failed", detail=error, at=at)
        for article in known
        if (error := read[article.article_id][1]) is not None
    ]
    earlier = [Reject.model_validate(row) for row in ingest_rejects.iter_rows(named=True)]
    rejects = {row.reject_id: row for row in (*earlier, *unread, *checked.rejects)}
    codes = [Code.model_validate(row) for row in code_rows()]
    rows: dict[str, Sequence[Table]] = {**checked.rows, Code.TABLE: codes, Reject.TABLE: list(rejects.values())}
    return {table: to_frame(table, rows.get(table.TABLE, ())) for table in MADE}
