"""Compile the reader to machine code with mypyc: `make fast`.

The sources stay as they are: a copy of the program is built in a folder of its own, and `PYTHONPATH` chooses it. It
needs a C compiler and reads the same as the sources do, faster.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from mypyc.build import mypycify
from setuptools import setup  # type: ignore[import-untyped]

_ROOT = Path(__file__).parents[1]
_PARTS = ("etl", "schemas", "sql", "seeds", "benchmarks", "pyproject.toml", "README.md")
_COMPILED = ("etl/language", "etl/entities", "etl/events")


def to_c(target: Path) -> list[Any]:
    """Copy the program and translate the reader to C; the copy becomes the working directory.

    Args:
        target: The folder to copy it to; replaced if it is there.

    Returns:
        The extension modules, for setuptools to build.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for part in _PARTS:
        if (_ROOT / part).is_dir():
            shutil.copytree(_ROOT / part, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(_ROOT / part, target)
    os.chdir(target)
    modules = [str(path) for room in _COMPILED for path in sorted(Path(room).rglob("*.py")) if path.name != "__init__.py"]
    extensions: list[Any] = mypycify(modules, opt_level="2", debug_level="0")
    return extensions


def main(target: Path) -> None:
    """Build a compiled copy of the program in a folder; replaced if it is there."""
    extensions = to_c(target)
    setup(name="depeche-fast", packages=[], ext_modules=extensions, script_args=["--quiet", "build_ext", "--inplace"])
    shutil.rmtree("build")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
