"""The interactive terminal: DuckDB's own shell on the warehouse, read-only, with the numbered questions as views."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb

from etl.warehouse.connection import opened
from etl.warehouse.questions import questions
from schemas.derived.ddl import identifier, literal

_GREETING = (
    "Read-only. Tab completes the names of tables, columns and functions; .tables lists tables and views.",
    "FROM questions; lists the numbered questions, FROM q15; asks one. .quit or Ctrl-D leaves.",
    "Macros: FROM actor('a name'); FROM events_between('France', 'UKR'); FROM evidence_of('evt_...');",
)


class ShellError(Exception):
    """The shell is not installed; the message says how to install it."""


def run_shell(warehouse: Path) -> int:
    """Let a person, or standard input, ask the warehouse until they leave.

    Returns:
        The exit code of the shell.

    Raises:
        ShellError: The package that carries the shell is not installed.
        WarehouseError: There is no warehouse, or it cannot be opened.
    """
    program = _program()
    with opened(warehouse):  # what is wrong with it is told in our words
        pass
    # Nobody's start-up file is read: it might fetch an extension.
    command: list[str | Path] = [program, "-readonly", "-no-init", "-cmd", _preparation()]
    if sys.stdin.isatty():
        command += [part for line in _GREETING for part in ("-cmd", f'.print "{line}"')]
    return subprocess.run([*command, warehouse], check=False).returncode


def _program() -> Path:
    """The program inside the package: the package's own command would fetch it where it is missing."""
    found = find_spec("duckdb_cli")
    for folder in (found and found.submodule_search_locations) or ():
        for name in ("duckdb", "duckdb.exe"):
            if (program := Path(folder, name)).is_file():
                return program
    package = f"duckdb-cli=={duckdb.__version__}"  # a shell of another version may not know the file
    raise ShellError(f"the shell is not installed; add it with pip install '{package}', or with the extra depeche[shell].")


def _preparation() -> str:
    """SQL that makes the shell as careful as `depeche query`, and the questions usable by their numbers."""
    every = list(enumerate(questions(), start=1))
    views = [f"CREATE TEMP VIEW {identifier(f'q{number}')} AS {question.sql.rstrip(';')}" for number, question in every]
    listed = ", ".join(f"({number}, {literal(question.title)})" for number, question in every)
    views.append(f"CREATE TEMP VIEW questions AS FROM (VALUES {listed}) AS listed(number, question)")
    return ";\n".join(("SET TimeZone = 'UTC'", "SET enable_external_access = false", *views)) + ";"
