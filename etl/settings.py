"""Where a run reads and writes, unless it is told otherwise.

Read by calling `Settings()` when a run starts, never at import. A variable of the environment overrides each default
(`DEPECHE_WAREHOUSE`, …); relative paths are relative to the working directory.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """The paths of a run, and the names of the columns that it reads; the folder of corrections need not exist."""

    model_config = SettingsConfigDict(env_prefix="DEPECHE_", frozen=True)

    inputs: Annotated[tuple[Path, ...], NoDecode, Field(description="Files and folders to read, separated as in PATH.")] = (
        Path("seeds"),
    )
    warehouse: Annotated[Path, Field(description="The DuckDB file.")] = Path("data/depeche.duckdb")
    exports: Annotated[Path, Field(description="Folder of the exports, replaced as a whole.")] = Path("data/exports")
    staging: Annotated[Path, Field(description="Folder of what a run from the UI hands from asset to asset.")] = Path(
        "data/staging"
    )
    corrections: Annotated[Path, Field(description="Folder of judgements and corrections; it need not exist.")] = Path(
        "corrections"
    )
    archive: Annotated[Path | None, Field(description="File or folder that the job `archive` tells apart by months.")] = None
    months: Annotated[Path, Field(description="Folder that it writes to.")] = Path("data/months")
    # Read where it is needed, so that a slip in it is told there.
    columns: Annotated[str, Field(description='Which columns hold the fields of an article, as JSON: `{"text": "body"}`.')] = (
        "{}"
    )

    @property
    def names_corrections(self) -> bool:
        """Whether somebody asked for this folder of corrections, so that it must be there."""
        return "corrections" in self.model_fields_set

    @field_validator("inputs", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value
