"""Runs the examples of the documentation, in a folder that looks like the project's own."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from typer.testing import CliRunner

from etl.asking.formats import as_markdown
from etl.cli import app
from etl.settings import Settings
from etl.warehouse.query import QueryError, query
from tools.pages import ROOT, TRIED, Example, agrees, anew, examples

_ASSIGNED = re.compile(r"(\w+)=(.*)", re.DOTALL)
_EXIT_CODE = re.compile(r"# exit code (\d+)\s*$")


class BrokenError(Exception):
    """An example does not do what the page says; the message says how."""


@dataclass
class Place:
    """Where examples are run, one after the other.

    Attributes:
        folder: The working directory.
        environment: Variables that the examples exported.
    """

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)


def lay_out(folder: Path, warehouse: Path, exports: Path) -> Place:
    """Make a folder what the project's is after `make run`.

    Args:
        folder: A new folder.
        warehouse: The warehouse of the seeds.
        exports: Their exports.
    """
    for name in ("docs", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "data").mkdir()
    shutil.copy(warehouse, folder / "data" / "depeche.duckdb")
    shutil.copytree(exports, folder / "data" / "exports")
    return Place(folder)


def try_page(name: str, text: str, place: Place) -> tuple[str, list[str]]:
    """Run the examples of a page.

    Args:
        name: How the page is called in problems.
        text: The page.
        place: Where to run them; the variables that the page exports hold to its end.

    Returns:
        The page with what it shows made anew, and what is wrong with it as it is.
    """
    problems, parts, end = [], [], 0
    place = Place(place.folder)
    for example in examples(text):
        if example.language not in TRIED:
            continue
        where = f"{name}:{example.line}"
        try:
            told = _run(example, where, place)
        except BrokenError as error:
            problems.append(f"{where}: {error}")
            continue
        if example.shown is not None and not agrees(example.shown, told):
            problems.append(f"{where}: the page shows something else than\n{told}")
            parts += [text[end : example.span[0]], anew(example.shown, told)]
            end = example.span[1]
    return "".join([*parts, text[end:]]), problems


def look_at(command: str) -> None:
    """See that a command that the text of a page mentions is one of the program's, without running it.

    Raises:
        BrokenError: There is no such command, option, target or file.
    """
    words = [word.removeprefix(".venv/bin/") for word in command.split()]
    if words[0] == "depeche" and len(words) > 1:
        _helped(words)
    elif words[0] == "make":
        targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        if lost := set(words[1:]) - set(targets):
            raise BrokenError(f"make has no {' '.join(lost)}")
    elif words[0] == "python":
        _there(words)


def _run(example: Example, where: str, place: Place) -> str:
    """What an example prints.

    Raises:
        BrokenError: It does not do what it says.
    """
    with contextlib.chdir(place.folder), patch.dict(os.environ, place.environment):
        if example.language == "sql":
            return _ask(example.code)
        if example.language == "python":
            return _execute(example.code, where)
        return "".join(_command(line, place) for line in _commands(example.code))


def _ask(sql: str) -> str:
    try:
        return "".join(as_markdown(*query(Settings().warehouse, sql)))
    except QueryError as error:
        raise BrokenError(error) from error


def _execute(code: str, where: str) -> str:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(code, where, "exec"), {"__name__": "__main__"})  # noqa: S102  our own pages
    except Exception as error:
        raise BrokenError(f"{type(error).__name__}: {error}") from error
    return printed.getvalue()


def _commands(code: str) -> Iterator[str]:
    """The commands of a block: a line each, or several where a quotation or a backslash goes on."""
    command = ""
    for line in code.splitlines():
        if line.endswith("\\"):
            command += line.removesuffix("\\")
            continue
        command += line
        try:
            words = shlex.split(command, comments=True)
        except ValueError:  # an open quotation
            command += "\n"
            continue
        if words:
            yield command
        command = ""
    if command:
        raise BrokenError(f"an open quotation: {command}")


def _command(line: str, place: Place) -> str:
    """What a command prints, or its stand-in."""
    reader = shlex.shlex(line, posix=True, punctuation_chars=True)
    reader.whitespace_split = True
    words = list(reader)
    if words[0] == "export":
        place.environment |= dict(_assigned(words[1:]))
        os.environ.update(place.environment)
        return ""
    variables = dict(_assigned(words))
    words = words[len(variables) :]
    words[0] = words[0].removeprefix(".venv/bin/")
    expected = int(code[1]) if (code := _EXIT_CODE.search(line)) else 0
    for start, (instead, _) in NOT_RUN.items():
        if " ".join(words).startswith(start):
            instead(words)
            return ""
    if words[0] == "depeche" and "|" not in words:
        return _depeche(words[1:], variables, expected)
    path = os.pathsep.join([str(place.folder / ".venv" / "bin"), os.environ["PATH"]])
    told = subprocess.run(["bash", "-euc", line], env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False)  # noqa: S607  our own pages
    return _expect(expected, told.returncode, told.stdout + told.stderr, line)


def _depeche(words: Sequence[str], variables: dict[str, str], expected: int) -> str:
    """Run the command in this process, which has what it needs in memory; `<` and `>` are done as a shell would."""
    arguments, files = list(words), {}
    for sign in "<>":
        if sign in arguments:
            at = arguments.index(sign)
            files[sign] = Path(arguments[at + 1])
            del arguments[at : at + 2]
    given = files["<"].read_text(encoding="utf-8") if "<" in files else None
    shown = CliRunner().invoke(app, arguments, input=given, env=variables)
    told = _expect(expected, shown.exit_code, shown.output, " ".join(words))
    if ">" not in files:
        return told
    files[">"].write_text(shown.stdout, encoding="utf-8")
    return shown.stderr


def _expect(expected: int, code: int, told: str, what: str) -> str:
    if code != expected:
        raise BrokenError(f"exit code {code} instead of {expected}: {what}\n{told}")
    return told


def _assigned(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The variables that stand before a command."""
    for word in words:
        found = _ASSIGNED.fullmatch(word)
        if not found:
            return
        yield found[1], found[2]


def _dry(words: Sequence[str]) -> None:
    told = subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    _expect(0, told.returncode, told.stderr, " ".join(words))


def _helped(words: Sequence[str]) -> None:
    """The command knows the options that it is given."""
    shown = CliRunner().invoke(app, [words[1], "--help"], env={"COLUMNS": "300"}).output
    unknown = [word for word in words if word.startswith("--") and word not in shown]
    if f"depeche {words[1]}" not in shown or unknown:
        raise BrokenError(f"depeche {words[1]} has no {' '.join(unknown) or 'help'}")


def _there(words: Sequence[str]) -> None:
    """The module, script or test files that a command names exist."""
    lost = [word for word in words[1:] if "/" in word and not (ROOT / word).exists()]
    lost += [word for word in words[1:] if word.startswith("benchmarks.") and not importlib.util.find_spec(word)]
    if lost:
        raise BrokenError(f"there is no {' '.join(lost)}")


NOT_RUN: dict[str, tuple[Callable[[Sequence[str]], None], str]] = {
    "make": (_dry, "sets up, tests or measures for minutes: its targets are gone through dry"),
    "depeche ui": (_helped, "serves until it is stopped; tests/integration/test_ui.py looks at it"),
    "depeche shell": (_helped, "waits for a person; tests/asking/test_shell.py asks it"),
    "depeche fetch": (_helped, "asks the network; tests/ingest has a server of its own"),
    "marimo edit": (_there, "serves until it is stopped; tests/integration/test_command.py runs the notebook"),
    "python -m benchmarks": (_there, "measures for minutes"),
    "python -m pytest": (_there, "is what runs already"),
    "python tools": (_there, "writes generated files; tests/language compares them"),
}
"""Commands that are not run as they stand, with what is looked at instead and why."""
