"""Libraries that not everybody needs: they come with `depeche[documents]`."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any

from etl.ingest.errors import UnreadableError


def load(module: str, package: str) -> Any:
    """The module of an optional package, told to be quiet.

    Raises:
        UnreadableError: `missing_extra`, with what to install.
    """
    try:
        found = import_module(module)
    except ImportError as error:
        how = f"It takes the package {package}, which is not installed; install depeche[documents]."
        raise UnreadableError("missing_extra", how) from error
    logging.getLogger(module).setLevel(logging.CRITICAL)
    return found
