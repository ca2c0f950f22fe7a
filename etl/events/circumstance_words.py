"""The words round an event: what makes it one to come, one only thought of, or dates something else."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from etl.language.pack import Pack


class CircumstanceWords(NamedTuple):
    """The word lists of `frames/circumstances`, whose comments tell what each is for."""

    ahead: frozenset[str]
    able: frozenset[str]
    planned: frozenset[str]
    capitals: frozenset[str]
    refraining: frozenset[str]
    conditions: frozenset[str]
    aims: frozenset[str]
    since: frozenset[str]
    directing: frozenset[str]
    conveying: frozenset[str]
    recent: frozenset[str]
    other_times: frozenset[str]
    uncertain: frozenset[str]
    periods: frozenset[str]
    willing: frozenset[str]
    possibility: frozenset[str]
    wishing: frozenset[str]
    wanting: frozenset[str]
    wanted: frozenset[str]
    seizing: frozenset[str]
    granting: frozenset[str]


@cache
def circumstance_words(pack: Pack) -> CircumstanceWords:
    """The word lists of a pack; read once."""
    data = pack.data("frames/circumstances")
    return CircumstanceWords(**{name: frozenset(data[name]) for name in CircumstanceWords._fields})
