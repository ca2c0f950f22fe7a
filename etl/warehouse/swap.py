"""Putting a finished folder in the place of another, at once."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from uuid import uuid4

_HERE = -100  # AT_FDCWD: paths are relative to the working directory
_EXCHANGE = 2  # RENAME_EXCHANGE


def swap(fresh: Path, target: Path) -> None:
    """Put the folder `fresh` in the place of `target`; what was there, if anything, is at `fresh` afterwards.

    Where the system can exchange two folders in one step, a reader finds the old or the new one at every moment; else
    there is none for the blink between two renames.

    Args:
        fresh: The finished folder, in the same file system as `target`.
        target: Where it goes.

    Raises:
        OSError: The folders cannot be moved; `target` is as it was.
    """
    if not target.exists():
        fresh.rename(target)
    elif not exchange(fresh, target):
        aside = target.with_name(f".{uuid4().hex}.{target.name}")
        target.rename(aside)
        try:
            fresh.rename(target)
        except OSError:
            aside.rename(target)
            raise
        aside.rename(fresh)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False, with nothing done, where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # glibc before 2.28
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
