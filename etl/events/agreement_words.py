"""The word lists of agreements, from the language pack."""

from __future__ import annotations

from functools import cache

from etl.language.pack import Pack


@cache
def listed(pack: Pack, name: str) -> frozenset[str]:
    """One of the word lists of `frames/agreements`, whose comments tell what each is for."""
    return frozenset(pack.data("frames/agreements")[name])
