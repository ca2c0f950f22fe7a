"""Finding the files to read in what the user gave: any mix of files and folders."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from etl.ingest import formats, manifest
from etl.ingest.errors import InputError

_ABOUT_THE_FOLDER = ("readme", "license", "licence", "copying", "notice", "changelog", "authors")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or a place that cannot be.

    Attributes:
        path: Where it is.
        uri: How it was named: the path as given, with `/` on every system and in NFC.
        problem: Why it is not to be read, as (reason, detail); None if it is.
    """

    path: Path
    uri: str
    problem: tuple[str, str] | None = None


def find(paths: Sequence[Path], until: float | None = None) -> list[Source]:
    """The files behind the paths: each file itself, each folder's files (recursively, in sorted order).

    Hidden files, manifests and files about the folder (README, LICENSE, …) are passed over.

    Args:
        paths: Files and folders.
        until: Files that changed after this moment, in seconds since 1970, are passed over.

    Raises:
        InputError: A path is missing, unreadable, of no known format, or a folder with nothing to read in it.
    """
    if not paths:
        raise InputError("no input: name files or folders to read.")
    sources = [source for path in paths for source in _of_path(path)]
    return sources if until is None else [source for source in sources if not _is_younger(source.path, until)]


def _is_younger(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime > moment
    except OSError:  # what is wrong with it is told when it is read
        return False


def _of_path(path: Path) -> Iterable[Source]:
    try:
        if path.is_dir():
            return _of_folder(path)
        if path.is_file():
            return [_of_file(path)]
        exists = path.exists()
    except OSError as error:
        raise InputError(f"{path}: cannot be looked at ({error.strerror}); check the path and its permissions.") from error
    if exists:
        raise InputError(f"{path}: is neither a file nor a folder; give one of these.")
    raise InputError(f"{path}: there is no such file or folder; check the path.")


def _of_file(path: Path) -> Source:
    if not formats.is_known(path):
        raise InputError(f"{path}: unknown format; depeche reads {formats.known()}.")
    if not os.access(path, os.R_OK):
        raise InputError(f"{path}: the file cannot be opened; give yourself the right to read it.")
    return Source(path, _uri(path))


def _of_folder(folder: Path) -> list[Source]:
    try:
        sources = list(_walk(folder, folder.resolve()))
    except OSError as error:
        raise InputError(f"{folder}: the folder cannot be read ({error.strerror}); check its permissions.") from error
    if not any(source.problem is None for source in sources):
        raise InputError(f"{folder}: nothing to read in this folder; depeche reads {formats.known()}.")
    return sources


def _walk(folder: Path, root: Path) -> Iterator[Source]:
    """The files of a folder in `root`. Links to folders are not followed: they could lead in circles.

    Raises:
        OSError: This folder cannot be listed; one further down is a `Source` with a problem.
    """
    for path in sorted(folder.iterdir(), key=_uri):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if path.is_symlink():
                yield Source(path, _uri(path), ("linked_folder", "Links to folders are not followed; name the folder itself."))
                continue
            try:
                yield from list(_walk(path, root))
            except OSError as error:
                yield Source(path, _uri(path), ("unreadable", f"The folder cannot be read: {error.strerror}."))
        elif not is_about_the_folder(path):
            yield Source(path, _uri(path), _problem(path, root))


def _problem(path: Path, root: Path) -> tuple[str, str] | None:
    if not path.is_file():  # a pipe would block for ever, a dead link has nothing to give
        return "unreadable", "It is not a file."
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return "outside", "It is a link to a file outside the folder; name that file itself."
    return None if formats.is_known(path) else ("unknown_format", f"depeche reads {formats.known()}.")


def is_about_the_folder(path: PurePath) -> bool:
    """Whether a file tells of the folder, so that it is no article."""
    return path.name == manifest.NAME or path.stem.lower() in _ABOUT_THE_FOLDER


def _uri(path: Path) -> str:
    name = os.fsencode(path.as_posix()).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", name)
