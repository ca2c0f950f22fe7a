"""Where DuckDB's clients other than Python are."""

import shutil
import sys
from pathlib import Path

SHELL = Path(sys.executable).with_name("duckdb")
NODE = Path(__file__).with_name("node")
HAS_NODE = shutil.which("node") is not None and (NODE / "node_modules" / ".package-lock.json").is_file()
NO_NODE = "" if HAS_NODE else "DuckDB's client for Node is not here: with node and npm on the machine, make test installs it"
