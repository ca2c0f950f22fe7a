"""Making the place where a product goes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


def ensure_parent(target: Path) -> None:
    """Make the folder that a file or folder goes into, and see that something can be put there.

    Raises:
        OSError: It cannot, and `strerror` says why.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), error.filename) from error
    if not os.access(target.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target.parent))


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write a file that takes the place of `path` at the end; when anything fails before, nothing is changed.

    Raises:
        OSError: It cannot be written; `filename` is the path that was asked for.
    """
    fresh = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        yield fresh
        if fresh.stat().st_size:
            fresh.replace(path)
    except OSError as error:
        if error.filename == str(fresh):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        fresh.unlink(missing_ok=True)
