"""Making the place where a product goes."""

from __future__ import annotations

import errno
import os
from pathlib import Path


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
