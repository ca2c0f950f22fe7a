"""A folder that a program wrote whole, with a descriptor that lists its files, and that it may therefore replace whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from etl.warehouse.places import ensure_parent
from etl.warehouse.swap import swap
from schemas.derived.datapackage import DESCRIPTOR, NAME, Descriptor


class ExportError(Exception):
    """The folder of the exports cannot be written or replaced; the message is a sentence for people."""


@contextmanager
def replaced(folder: Path, option: str) -> Iterator[Path]:
    """A fresh folder to write to, which is in the place of the old one afterwards, or nowhere if something went wrong.

    Args:
        folder: Where it goes; a link is followed.
        option: The option of the command line that names it, for the messages.

    Raises:
        ExportError: It cannot be written, or holds files that no export wrote.
    """
    ensure_replaceable(folder, option)
    target = folder.resolve()
    fresh = target.with_name(f".{uuid4().hex}.{target.name}")
    try:
        fresh.mkdir()
        yield fresh
        swap(fresh, target)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}. Give another folder with {option}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def ensure_replaceable(folder: Path, option: str = "--exports") -> None:
    """Make the parent of the folder, and see that nothing is lost when the folder is replaced.

    Raises:
        ExportError: It cannot be written, or holds files that no export wrote.
    """
    target = folder.resolve()
    try:
        ensure_parent(target)
        present = _paths(target) if target.exists() else set()
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}. Give another folder with {option}.") from error
    foreign = sorted(present - _written(target))
    if foreign:
        raise ExportError(
            f"{folder} holds files that no export wrote ({', '.join(foreign[:3])}); they would be lost. "
            f"Give a folder of its own with {option}."
        )


def sizes(folder: Path) -> dict[str, int]:
    """The files below a folder by their paths in it, with their bytes."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(files)}


def read_descriptor(folder: Path) -> Descriptor:
    """The descriptor of a folder; without anything in it where there is none.

    Raises:
        OSError: The folder cannot be read.
    """
    try:
        found = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _paths(folder: Path) -> set[str]:
    """What is below a folder: files, and folders with nothing in them."""
    below = [path for entry in folder.iterdir() for path in (entry, *entry.rglob("*"))]
    found = [path for path in below if path.is_symlink() or not path.is_dir() or not any(path.iterdir())]
    return {path.relative_to(folder).as_posix() for path in found}


def _written(folder: Path) -> set[str]:
    """The files that an earlier export left in a folder, as its descriptor tells."""
    try:
        told_of = read_descriptor(folder)
        if told_of.get("name") != NAME:
            return set()
        # The first version listed its resources only.
        return {DESCRIPTOR, *(str(entry["path"]) for entry in told_of["resources"]), *told_of.get("files", ())}
    except (OSError, KeyError, TypeError):
        return set()
