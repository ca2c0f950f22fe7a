"""Compile the reader to machine code with mypyc: `make fast`.

The sources stay as they are: a copy of the program is built in a folder of its own, and `PYTHONPATH` chooses it. It
needs a C compiler and reads the same as the sources do, faster.

In the copy constants are declared `Final`: what never changes is not looked up each time that it is used. Named tuples
become classes: a field of a class is read at its place in memory, one of a tuple through Python's search for attributes.
Frozen dataclasses thaw: nothing changes them, and a frozen one is filled field by field through a function. Neither is
searched for cycles. Functions are hidden from other libraries: a call among them then goes straight there. It is
compiled twice with GCC: the second time for the ways through it that were the usual ones while it read the seeds and the
golden texts, joined by twelve to be as long as an article.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Set
from pathlib import Path
from typing import Any

import mypy_extensions
from mypyc.build import mypycify
from setuptools import setup  # type: ignore[import-untyped]

_ROOT = Path(__file__).parents[1]
_PARTS = ("etl", "schemas", "sql", "seeds", "benchmarks", "pyproject.toml", "README.md")
_IMPORTS = "from collections.abc import Iterator; from typing import Any, final; from mypy_extensions import mypyc_attr"
_COMPILED = ("etl/language", "etl/entities", "etl/events")
_TRAINING = """
import json, sys
from datetime import date
from pathlib import Path
from etl.events.read import read
from etl.language.pack import load_pack
articles = [path.read_text(encoding="utf-8") for path in Path("seeds").glob("*.txt")]
for cases in Path(sys.argv[1]).glob("*/*.jsonl"):
    told = [json.loads(line).get("text", "") for line in cases.read_text(encoding="utf-8").splitlines()]
    articles += [" ".join(told[at : at + 12]) for at in range(0, len(told), 12)]
for text in articles:
    read(text, date(2026, 1, 1), load_pack("fr"))
"""


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
    sources = {path: path.read_text(encoding="utf-8") for path in paths}
    listed = frozenset(re.findall(r"(\w+)\._fields", "".join(sources.values())))
    for path, source in sources.items():
        path.write_text(with_classes(with_finals(source), listed), encoding="utf-8")
    extensions: list[Any] = mypycify([str(path) for path in paths], opt_level="2", debug_level="0")
    for extension in extensions:
        extension.extra_compile_args.append("-fvisibility=hidden")
    shutil.copy(mypy_extensions.__file__, target)  # so that the copy runs where no developer's tools are
    return extensions


def with_finals(source: str) -> str:
    """A module whose constants, told by their capitals, are declared `Final`: each on the line where it stands."""
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


def with_classes(source: str, listed: Set[str] = frozenset()) -> str:
    """A module with its named tuples as classes that are made, copied, compared and unpacked as those are, and nothing frozen.

    Args:
        source: The module.
        listed: Names of those whose fields are asked for; they stay what they are.
    """
    module = ast.parse(source)
    for node in module.body:
        if not isinstance(node, ast.ClassDef) or node.name in listed:
            continue
        if [ast.unparse(base) for base in node.bases] == ["NamedTuple"]:
            _to_class(node)
        else:
            _thaw(node)
    after = next(i for i, node in enumerate(module.body) if isinstance(node, ast.ImportFrom)) + 1  # behind `__future__`
    module.body[after:after] = ast.parse(_IMPORTS).body
    return ast.unparse(module)


def _acyclic() -> ast.expr:
    """What tells mypyc that objects of a class lead back to themselves nowhere: what never changes knows only older ones."""
    return ast.parse("mypyc_attr(acyclic=True)", mode="eval").body


def _thaw(node: ast.ClassDef) -> None:
    """Lets a dataclass change, with the hash that it had, and fills it in compiled code."""
    hashed = any(isinstance(part, ast.FunctionDef) and part.name == "__hash__" for part in node.body)
    for call in node.decorator_list:
        if isinstance(call, ast.Call) and "frozen" in (names := [option.arg for option in call.keywords]):
            node.decorator_list = [_acyclic(), call]
            call.keywords = [option for option in call.keywords if option.arg != "frozen"]
            call.keywords.append(ast.keyword("init", ast.Constant(False)))
            fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
            node.body.insert(node.body.index(fields[-1]) + 1, _init(fields))  # before methods that are called as a type is
            if not hashed and "eq" not in names:
                call.keywords.append(ast.keyword("unsafe_hash", ast.Constant(True)))


def _init(fields: list[ast.AnnAssign]) -> ast.stmt:
    """What fills the fields of a new object."""
    parameters, body = [], []
    for field in fields:
        name, kind = ast.unparse(field.target), ast.unparse(field.annotation)
        if isinstance(field.value, ast.Call) and ast.unparse(field.value.func) == "field":
            make = next(ast.unparse(option.value) for option in field.value.keywords if option.arg == "default_factory")
            parameters.append(f"{name}: {kind} | None = None")
            body.append(f"self.{name} = {make}() if {name} is None else {name}")
        else:
            parameters.append(ast.unparse(field))
            body.append(f"self.{name} = {name}")
    return ast.parse(f"def __init__(self, {', '.join(parameters)}) -> None:\n    {'; '.join(body)}").body[0]


def _to_class(node: ast.ClassDef) -> None:
    fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
    names = [ast.unparse(field.target) for field in fields]
    mine, others = (", ".join(f"{whose}.{name}" for name in names) + "," for whose in ("self", "other"))
    methods = f"""
def __iter__(self) -> Iterator[Any]:
    return iter(({mine}))
def __eq__(self, other: object) -> bool:
    return self is other or (isinstance(other, {node.name}) and ({mine}) == ({others}))
def __lt__(self, other: {node.name}) -> bool:
    return ({mine}) < ({others})
def __hash__(self) -> int:
    return hash(({mine}))
def _replace(self, **changes: Any) -> {node.name}:
    return {node.name}({", ".join(f"changes.get({name!r}, self.{name})" for name in names)})
"""
    filled = _init(fields)
    for field in fields:
        field.value = None
    node.bases, node.decorator_list = [], [ast.Name("final"), _acyclic()]
    node.body += [filled, *ast.parse(methods).body]


def main(target: Path) -> None:
    """Build a compiled copy of the program in a folder; replaced if it is there."""
    extensions = to_c(target)
    if "gcc" in (sysconfig.get_config_var("CC") or ""):
        _build(extensions, "-fprofile-generate")
        subprocess.run([sys.executable, "-c", _TRAINING, str(_ROOT / "tests" / "golden")], check=True)
        _build(extensions, "-fprofile-use", "-fprofile-partial-training", "-Wno-missing-profile")
    else:
        _build(extensions)
    shutil.rmtree("build")


def _build(extensions: list[Any], *profiling: str) -> None:
    """Compile and link anew, with these arguments besides."""
    for extension in extensions:
        kept = [argument for argument in extension.extra_compile_args if "profile" not in argument]
        extension.extra_compile_args = [*kept, *profiling]
        extension.extra_link_args = list(profiling[:1])
    script = ["--quiet", "build_ext", "--inplace", "--force"]
    setup(name="depeche-fast", packages=[], ext_modules=extensions, script_args=script)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
