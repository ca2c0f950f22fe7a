"""An archive, told apart by months of publication, so that it can be taken in month by month.

A run reads whatever is new in its input, and a file is the least that can be new. So the months of an archive become files:
with their folder among the inputs, each is read once, and a month made again changes nothing.
"""

# Dagster reads the annotations of decorated functions themselves: no postponed annotations here.
import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import dagster as dg

from etl.ingest.load import load
from etl.orchestration.locations import Locations
from etl.orchestration.specs import OWNERS
from etl.orchestration.terms import terms
from schemas.tables import Article

MONTHS = dg.MonthlyPartitionsDefinition(start_date="1980-01-01", end_offset=1)
UNDATED = "undated"
_FIELDS = ("title", "published_on", "publisher", "url", "language", "text")
_TOLD = 10


# As `asset` this would warn on every start that backfill policies are in beta there.
@dg.multi_asset(
    name="split_archive",
    specs=[
        dg.AssetSpec(
            "archive",
            partitions_def=MONTHS,
            group_name="ingest",
            owners=OWNERS,
            kinds={"python", "json"},
            description="The articles of DEPECHE_ARCHIVE as files in DEPECHE_MONTHS, one a month; many months in one pass.",
        )
    ],
    backfill_policy=dg.BackfillPolicy.single_run(),
)
def archive(context: dg.AssetExecutionContext, locations: Locations) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Read the archive once and write the files of the months that are asked for, and that of what has no date."""
    settings = locations.settings()
    if settings.archive is None:
        raise dg.Failure("No archive is named; set DEPECHE_ARCHIVE to its file or folder.", allow_retries=False)
    articles, rejects = load([settings.archive], datetime.now(UTC), terms())
    counts = split(articles, context.partition_keys, settings.months)
    for month in context.partition_keys:
        context.add_asset_metadata({"dagster/partition_row_count": counts[month]}, partition_key=month)
    told = "\n".join(f"- {refused.source_uri}: {refused.detail}" for refused in rejects[:_TOLD])
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(settings.months),
            "undated": counts[UNDATED],
            "rejected": len(rejects),
            "some of the rejected": dg.MetadataValue.md(told),
        }
    )


def split(articles: Iterable[Article], months: Collection[str], folder: Path) -> dict[str, int]:
    """Write the articles of some months, a file of JSON Lines each, and those without a date; a month without any has no file.

    Args:
        articles: Those of the archive.
        months: First days of the months, as 2024-05-01.
        folder: Where the files go; made if need be.

    Returns:
        How many articles each file has, by month and `UNDATED`.
    """
    lines: dict[str, list[str]] = {month: [] for month in (*months, UNDATED)}
    for article in articles:
        month = f"{article.published_on:%Y-%m-01}" if article.published_on else UNDATED
        if month in lines:
            record = {"id": article.source_id} | article.model_dump(mode="json", include=set(_FIELDS), exclude_none=True)
            lines[month].append(json.dumps(record, ensure_ascii=False, sort_keys=True))
    folder.mkdir(parents=True, exist_ok=True)
    for month, written in lines.items():
        _write(folder / f"{month.removesuffix('-01')}.jsonl", sorted(written))
    return {month: len(written) for month, written in lines.items()}


def _write(file: Path, lines: list[str]) -> None:
    """The file appears whole, or not at all."""
    if not lines:
        file.unlink(missing_ok=True)
        return
    fresh = file.with_name(f".{file.name}.{uuid4().hex}")
    fresh.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    fresh.replace(file)
