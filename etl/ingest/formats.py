"""The formats that can be read: a file suffix and the module that reads it. A new format is a new module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from etl.ingest.errors import InputError, UnreadableError

Fields = dict[str, Any]
Found = tuple[str, Fields | UnreadableError]
Reader = Callable[[Path, str], Iterator[Found]]

_MODULES = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "webpage",
    ".htm": "webpage",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "delimited",
    ".parquet": "parquet",
    ".rss": "feeds",
    ".atom": "feeds",
    ".xml": "feeds",
    ".json": "jsonfeed",
    ".eml": "mail",
    ".docx": "worddoc",
    ".pdf": "pdf",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".zip": "archives",
    ".tar": "archives",
    ".tar.gz": "archives",
    ".tgz": "archives",
    ".gz": "archives",
    ".zst": "archives",
}


def suffixes() -> tuple[str, ...]:
    """The known suffixes, in order."""
    return tuple(sorted(_MODULES))


def known() -> str:
    """The known suffixes as words of a sentence."""
    *others, last = suffixes()
    return f"{', '.join(others)} and {last}"


def suffix_of(name: str) -> str:
    """The suffix that tells the format: the last one, or the last two where they belong together (`.tar.gz`)."""
    last = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    both = "".join(last)
    return both if both in _MODULES else "".join(last[-1:])


def is_known(path: PurePath) -> bool:
    """Whether the file's suffix is one of a known format."""
    return suffix_of(path.name) in _MODULES


def is_archive(name: str) -> bool:
    """Whether a file of this name holds others."""
    return _MODULES.get(suffix_of(name)) == "archives"


def read_file(path: Path, uri: str) -> Iterator[Found]:
    """What the reader of the file's format finds in it; a file that cannot be read is itself a find."""
    try:
        yield from _reader(_MODULES[suffix_of(path.name)])(path, uri)
    except UnreadableError as flaw:
        yield uri, flaw
    except OSError as error:
        yield uri, UnreadableError("unreadable", f"The file cannot be opened: {error.strerror or error}.")
    except InputError:
        raise
    except Exception as error:  # a library that stumbles over one file must not cost the others theirs
        yield uri, UnreadableError("damaged", f"The file cannot be read ({type(error).__name__}: {error}).")


@cache
def _reader(module: str) -> Reader:
    """The function that reads a file; given a path and its uri it yields what it finds, each with its uri.

    The module is loaded only when a file needs it: some lean on libraries that are slow to import.
    """
    read: Reader = import_module(f"etl.ingest.{module}").read
    return read
