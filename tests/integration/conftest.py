"""What the seeds come to, made once for all tests that look at it."""

import pytest
from typer.testing import CliRunner

from etl.cli import app


@pytest.fixture(scope="session")
def seeds(tmp_path_factory):
    """What `depeche run` printed, and the folder with the warehouse `w.duckdb` and the exports `x`; not to be changed."""
    folder = tmp_path_factory.mktemp("seeds")
    products = ("--warehouse", str(folder / "w.duckdb"), "--exports", str(folder / "x"))
    return CliRunner().invoke(app, ["run", *products]), folder
