"""The first assets: articles as they were read from files, and what could not be read."""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from etl.ingest.load import load
from etl.orchestration.locations import Locations
from etl.orchestration.metadata import table_metadata
from etl.orchestration.specs import table_out
from schemas.derived.frames import to_frame
from schemas.tables import Article, Reject


@dg.multi_asset(
    name="ingest",
    outs={"articles": table_out(Article, "ingest"), "ingest_rejects": table_out(Reject, "ingest")},
)
def ingest(locations: Locations) -> Iterator[dg.Output]:  # type: ignore[type-arg]
    """Read the input files; what cannot be read becomes a reject and the rest goes on."""
    articles, rejects = load(locations.settings().inputs, datetime.now(UTC))
    for name, table, frame in (
        ("articles", Article, to_frame(Article, articles)),
        ("ingest_rejects", Reject, to_frame(Reject, rejects)),
    ):
        yield dg.Output(frame, output_name=name, metadata=table_metadata(table, frame))
