"""What code and data say of themselves: a change in them must be noticed where their results are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
_COMPILED = (".pyc", ".so", ".pyd")


def fingerprint(names: Iterable[str]) -> str:
    """Eight hexadecimal digits that change with any file in some folders, code or data; four megabytes take 10 ms.

    What is compiled from the files does not count.

    Args:
        names: The folders, relative to the folder of the project.
    """
    found = hashlib.sha256()
    for file in sorted(file for name in names for file in (ROOT / name).rglob("*.*") if file.suffix not in _COMPILED):
        content = file.read_bytes()
        found.update(f"{file.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:8]
