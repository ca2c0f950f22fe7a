"""Where a run reads and writes, and the Parquet files that pass between assets."""

# Dagster reads the annotations of resources themselves: no postponed annotations here.
from pathlib import Path
from uuid import uuid4

import dagster as dg
import polars as pl

from etl.settings import Settings


class Locations(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The paths of a run; one that is left out comes from the settings when the run starts.

    Attributes:
        inputs: Files and folders to read.
        warehouse: The DuckDB file.
        exports: The folder of the exports.
        staging: The folder of the Parquet files between assets.
        corrections: The folder of judgements and corrections.
        fresh: Whether the run begins from nothing, whatever the warehouse knows.
        archive: The file or folder of an archive.
        months: The folder of the files that the months of the archive become.
    """

    inputs: list[str] | None = None
    warehouse: str | None = None
    exports: str | None = None
    staging: str | None = None
    corrections: str | None = None
    fresh: bool = False
    archive: str | None = None
    months: str | None = None

    def settings(self) -> Settings:
        """The paths of this run."""
        given = self.model_dump(include=set(Settings.model_fields), exclude_none=True)
        return Settings(**given)

    def memory(self) -> Path | None:
        """The warehouse that knows what came before; none in a run that begins from nothing."""
        return None if self.fresh else self.settings().warehouse

    def begin(self, state: str | None) -> None:
        """Note the state of the warehouse that the frames to come are made from."""
        note = self._note()
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(state or "", encoding="utf-8")

    def base(self) -> str | None:
        """The state of the warehouse that the frames were made from; None where there was no warehouse."""
        return self._note().read_text(encoding="utf-8") or None

    def _note(self) -> Path:
        return self.settings().staging / "base.txt"

    def file(self, name: str) -> Path:
        """The Parquet file of an asset."""
        return self.settings().staging / f"{name}.parquet"

    def frame(self, name: str) -> pl.DataFrame:
        """The frame that an asset left."""
        return pl.read_parquet(self.file(name), glob=False)

    def count(self, name: str) -> int:
        """How many rows an asset left, by the footer of its file."""
        return int(pl.scan_parquet(self.file(name), glob=False).select(pl.len()).collect().item())


class ParquetIOManager(dg.ConfigurableIOManager):
    """Hands frames from asset to asset as Parquet files, one a table, so that a later run can start in the middle."""

    locations: dg.ResourceDependency[Locations]

    def handle_output(self, context: dg.OutputContext, obj: pl.DataFrame) -> None:
        """Write a frame; its file appears whole or not at all."""
        file = self.locations.file(context.asset_key.to_python_identifier())
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f".{file.name}.{uuid4().hex}")
        obj.write_parquet(fresh)
        fresh.replace(file)
        context.add_output_metadata({"path": dg.MetadataValue.path(file), "bytes": file.stat().st_size})

    def load_input(self, context: dg.InputContext) -> pl.DataFrame:
        """Read the frame that an asset left."""
        return self.locations.frame(context.asset_key.to_python_identifier())
