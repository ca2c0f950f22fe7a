"""What code and data say of themselves: a change in them must be noticed where their results are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def fingerprint(names: Iterable[str]) -> str:
    """Eight hexadecimal digits that change with any file in some folders, code or data; five megabytes take 10 ms.

    Args:
        names: The folders, relative to the folder of the project.
    """
    found = hashlib.sha256()
    for file in sorted(file for name in names for file in (ROOT / name).rglob("*.*") if file.suffix != ".pyc"):
        content = file.read_bytes()
        found.update(f"{file.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:8]
