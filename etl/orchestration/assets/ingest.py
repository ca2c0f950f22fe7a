"""The first assets: articles as they were read from files, what could not be read, and what is remembered of both."""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg
import polars as pl
from pydantic import Field

from etl.orchestration.builder import builder
from etl.orchestration.intake import find_new, known_files, remembered, take_stock
from etl.orchestration.locations import Locations
from etl.orchestration.metadata import table_metadata
from etl.orchestration.specs import NEW_ARTICLES, table_out
from etl.orchestration.terms import terms
from etl.orchestration.withdrawal import withdraw
from etl.warehouse.recall import state
from schemas.archive import File, Forgotten
from schemas.columns import Table
from schemas.tables import Article, Reject

OUTS: dict[str, type[Table]] = {"articles": Article, "ingest_rejects": Reject, "files": File, "forgotten": Forgotten}


class Request(dg.Config):
    """What is asked of a run beside reading its input.

    Attributes:
        forget: Ids of articles to withdraw; the input is not looked at then.
        reason: Why.
        until: Files that changed after this moment, in seconds since 1970, are left for the next run.
    """

    forget: list[str] = Field(default_factory=list)
    reason: str | None = None
    until: float | None = None


@dg.multi_asset(name="ingest", outs={name: table_out(table, "ingest", required=False) for name, table in OUTS.items()})
def ingest(context: dg.AssetExecutionContext, config: Request, locations: Locations) -> Iterator[dg.Output]:  # type: ignore[type-arg]
    """Read the files that are not known; what cannot be read becomes a reject and the rest goes on.

    Where nothing is new, nothing is given on: all that comes after is skipped, and the warehouse stays as it is.
    """
    settings, memory, now = locations.settings(), locations.memory(), datetime.now(UTC)
    made_by, base = state(settings.warehouse)  # first: what another run adds from here on must be noticed
    forgotten = remembered(settings.warehouse, Forgotten)  # even a run that begins from nothing takes in nothing withdrawn
    if config.forget:
        forgotten = pl.concat([forgotten, withdraw(settings.warehouse, config.forget, config.reason, now)])
    known, before = known_files(memory), remembered(memory, Article, ["article_id"])
    finds = find_new(() if config.forget else settings.inputs, known, now, terms(config.until, frozenset(before["article_id"])))
    told = {"files read": len(finds.files), "files known": finds.passed, "articles known": before.height}
    if not (finds.files or config.forget) and memory is not None and made_by == builder(settings):
        context.log_event(dg.AssetObservation("articles", metadata=told | {"articles new": 0, "to do": "nothing"}))
        return
    stock = take_stock(finds, known, memory, forgotten)
    told["articles new"] = stock.articles.join(before, on="article_id", how="anti").height
    context.log_event(dg.AssetObservation("articles", metadata=told))
    context.instance.add_run_tags(context.run.run_id, {NEW_ARTICLES: str(told["articles new"])})
    locations.begin(base)
    for name, table in OUTS.items():
        frame = getattr(stock, name)
        yield dg.Output(frame, output_name=name, metadata=table_metadata(table, frame))
