"""Compile the reader to machine code with mypyc: `make fast`.

The sources stay as they are: a copy of the program is built in a folder of its own, and `PYTHONPATH` chooses it. It
needs a C compiler and reads the same as the sources do, faster.

In the copy constants are declared `Final`: what never changes is not looked up each time that it is used.
"""

from __future__ import annotations

import ast
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
    paths = [path for room in _COMPILED for path in sorted(Path(room).rglob("*.py")) if path.name != "__init__.py"]
    for path in paths:
        path.write_text(with_finals(path.read_text(encoding="utf-8")), encoding="utf-8")
    extensions: list[Any] = mypycify([str(path) for path in paths], opt_level="3", debug_level="0")
    return extensions


def with_finals(source: str) -> str:
    """A module with its constants, by their capitals, declared `Final`; no line moves but for one import."""
    lines = source.splitlines(keepends=True)
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Assign) or (isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "TypeVar"):
            continue
        (target,) = node.targets
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        if not all(isinstance(name, ast.Name) and name.id.isupper() for name in names):
            continue
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(names, node.value.elts, strict=True)
            lines[node.lineno - 1] = "; ".join(f"{ast.unparse(n)}: Final = {ast.unparse(v)}" for n, v in pairs) + "\n"
        else:
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(" =", ": Final =", 1)
    return "".join(lines).replace("import annotations\n", "import annotations\n\nfrom typing import Final\n", 1)


def main(target: Path) -> None:
    """Build a compiled copy of the program in a folder; replaced if it is there."""
    extensions = to_c(target)
    setup(name="depeche-fast", packages=[], ext_modules=extensions, script_args=["--quiet", "build_ext", "--inplace"])
    shutil.rmtree("build")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
