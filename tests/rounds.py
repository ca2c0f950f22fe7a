"""Runs without Dagster and without suites: the same functions in the same order, in a tenth of a second."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
from conftest import to_files

from etl.ingest.history import current
from etl.ingest.load import Terms
from etl.orchestration.assets.reading import read_all, still_valid
from etl.orchestration.assets.tables import make_tables
from etl.orchestration.intake import find_new, known_files, remembered, take_stock
from etl.orchestration.withdrawal import withdraw
from etl.warehouse.build import build
from etl.warehouse.connection import connect
from schemas.archive import Forgotten
from schemas.edits import Edits
from schemas.tables import Article


class Press:
    """A folder of articles, and the warehouse that it is read into."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.warehouse, self.staging = folder / "in", folder / "w.duckdb", folder / "staging"
        self.folder.mkdir(parents=True)

    def write(self, name: str, text: str) -> Path:
        """Put a file into the folder."""
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, *paths: Path) -> int:
        """Take in some files, or all that are in the folder; how many articles were read."""
        return self._round(paths or [self.folder], remembered(self.warehouse, Forgotten))

    def forget(self, *names: str) -> None:
        """Withdraw articles."""
        self._round([], withdraw(self.warehouse, names, "for a test", datetime.now(UTC)))

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The answer of the warehouse."""
        with closing(connect(self.warehouse, read_only=True)) as connection:
            return connection.execute(sql).fetchall()

    def _round(self, paths: Sequence[Path], forgotten: pl.DataFrame) -> int:
        now, known = datetime.now(UTC), known_files(self.warehouse)
        before = frozenset(remembered(self.warehouse, Article, ["article_id"])["article_id"])
        stock = take_stock(find_new(paths, known, now, Terms(known=before)), known, self.warehouse, forgotten)
        stored = still_valid(self.warehouse, stock.articles)
        new = read_all(current(stock.articles).join(stored, on="article_id", how="anti"), lambda *_: None)
        readings = pl.concat([stored, new])
        made = make_tables(stock.articles, readings, stock.ingest_rejects, Edits(), now)
        frames = {table.TABLE: frame for table, frame in made.items()}
        archive = {"files": stock.files, "forgotten": stock.forgotten, "readings": readings}
        build(self.warehouse, to_files(frames | archive | {"articles": stock.articles}, self.staging))
        return new.height
