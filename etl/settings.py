"""Where a run reads and writes, unless it is told otherwise.

Read by calling `Settings()` when a run starts, never at import. `DEPECHE_WAREHOUSE`, `DEPECHE_EXPORTS`,
`DEPECHE_STAGING`, `DEPECHE_CORRECTIONS`, `DEPECHE_ARCHIVE`, `DEPECHE_MONTHS` and `DEPECHE_INPUTS` (paths separated as in
PATH) override the defaults; relative paths are relative to the working directory. `DEPECHE_COLUMNS` is a JSON object that
says which columns of tables and records hold the fields of an article: `{"text": "body", "published_on": "date"}`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """The paths of a run, and the names of the columns that it reads; the folder of corrections need not exist."""

    model_config = SettingsConfigDict(env_prefix="DEPECHE_", frozen=True)

    inputs: Annotated[tuple[Path, ...], NoDecode] = (Path("seeds"),)
    warehouse: Path = Path("data/depeche.duckdb")
    exports: Path = Path("data/exports")
    staging: Path = Path("data/staging")
    corrections: Path = Path("corrections")
    archive: Path | None = None
    months: Path = Path("data/months")
    columns: str = "{}"  # read where it is needed, so that a slip in it is told there

    @property
    def names_corrections(self) -> bool:
        """Whether somebody asked for this folder of corrections, so that it must be there."""
        return "corrections" in self.model_fields_set

    @field_validator("inputs", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value
