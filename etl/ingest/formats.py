"""The formats that can be read: a file suffix and the module that reads it. A new format is a new module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from etl.ingest.errors import UnreadableError

Fields = dict[str, Any]
Found = tuple[str, Fields | UnreadableError]
Reader = Callable[[Path, str], Iterator[Found]]

_MODULES = {".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def suffixes() -> tuple[str, ...]:
    """The known suffixes, in order."""
    return tuple(sorted(_MODULES))


def is_known(path: Path) -> bool:
    """Whether the file's suffix is one of a known format."""
    return path.suffix.lower() in _MODULES


@cache
def reader(suffix: str) -> Reader:
    """The function that reads files with this suffix; given a path and its uri it yields what it finds, with its uri.

    The reader's module is loaded only when a file needs it: later formats lean on libraries that are slow to import.
    """
    read: Reader = import_module(f"etl.ingest.{_MODULES[suffix.lower()]}").read
    return read
