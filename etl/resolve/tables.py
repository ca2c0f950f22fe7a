"""From articles and their readings to the rows of all tables: ids that hold across articles are given here."""

from __future__ import annotations

from collections.abc import Iterable

from etl.events.reading import Reading
from schemas.tables import Article

Row = dict[str, object]


def build_rows(readings: Iterable[tuple[Article, Reading]]) -> dict[str, list[Row]]:
    """The rows of every table but `articles`, `codes` and `rejects`, keyed by table name.

    The rows are plain dicts with all columns of their table; nothing is validated here. The result does not depend
    on the order of the articles; each table is sorted by its key.
    """
    return {}
