"""The jobs: everything, the reading alone, the exports alone."""

from __future__ import annotations

import dagster as dg

DEPECHE = dg.define_asset_job(
    "depeche",
    selection=dg.AssetSelection.all(),
    description="Read the input, check what was read, build the warehouse and write the exports.",
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
JOBS = (DEPECHE, READING_ONLY, EXPORTS_ONLY)
