"""The jobs: everything, the reading alone, the exports alone, the months of an archive."""

from __future__ import annotations

import dagster as dg

_ARCHIVE = dg.AssetSelection.assets("archive")
_ALL = dg.AssetSelection.all() - _ARCHIVE  # the archive is taken in by the month, when somebody asks for it

DEPECHE = dg.define_asset_job(
    "depeche",
    selection=_ALL,
    description="Read the input, check what was read, build the warehouse and write the exports.",
)
UPDATE = dg.define_asset_job(
    "update",
    selection=_ALL,
    op_retry_policy=dg.RetryPolicy(max_retries=2, delay=10, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS),
    description="`depeche` as it runs by itself: a step that fails is tried again, since files may be on a share that is away.",
)
READING_ONLY = dg.define_asset_job(
    "reading_only",
    selection=dg.AssetSelection.assets("articles", "ingest_rejects", "files", "forgotten", "readings"),
    description="Read the input and stop there: the warehouse and the exports stay as they are.",
)
EXPORTS_ONLY = dg.define_asset_job(
    "exports_only",
    selection=dg.AssetSelection.assets("exports"),
    description="Write the exports from the warehouse as it is.",
)
ARCHIVE = dg.define_asset_job(
    "archive",
    selection=_ARCHIVE,
    description="Write the articles of an archive as files, one a month of publication: several months are one run.",
)
JOBS = (DEPECHE, UPDATE, READING_ONLY, EXPORTS_ONLY, ARCHIVE)
