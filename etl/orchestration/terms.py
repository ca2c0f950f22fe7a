"""On what terms the program takes articles in: the languages that it has, and how it reads their datelines."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from etl.entities.dates import dateline_day
from etl.ingest.load import Terms
from etl.language.pack import LANGUAGE, languages, load_pack


def terms(until: float | None = None, known: Collection[str] = frozenset()) -> Terms:
    """The terms of a run.

    Args:
        until: Files of folders that changed after this moment, in seconds since 1970, are passed over.
        known: Ids of articles that were taken in before.
    """
    return Terms(languages(), partial(dateline_day, pack=load_pack(LANGUAGE)), until, known)
