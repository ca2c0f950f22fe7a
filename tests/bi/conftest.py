"""Warehouses and exports for the tools of others."""

from pathlib import Path

import pytest
from conftest import Rows, sample_rows, to_files, to_frames
from warehouse.chronicle import chronicle

from etl.warehouse.build import build
from etl.warehouse.exports import export


def leave(folder: Path, rows: Rows) -> Path:
    """What a run leaves in a folder: data/depeche.duckdb and data/exports/."""
    warehouse = folder / "data" / "depeche.duckdb"
    build(warehouse, to_files(to_frames(rows), folder / "sources"))
    export(warehouse, folder / "data" / "exports")
    return folder


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the warehouse and the exports of the chronicle."""
    return leave(tmp_path_factory.mktemp("chronicle"), chronicle())


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with those of the sample, whose offsets fit its text; its publisher has a name that could be markup."""
    rows = sample_rows()
    rows["articles"][0]["publisher"] = "Port & <b>Phare</b>"
    return leave(tmp_path_factory.mktemp("sample"), rows)
