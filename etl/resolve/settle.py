"""The last step of resolving: what people corrected and judged, and the occurrences of what is then told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from etl.language.pack import load_pack
from etl.resolve.corrections import apply_corrections
from etl.resolve.exchange import with_euros
from etl.resolve.judgements import judged_events, judgement_rows
from etl.resolve.located import Finder, Row, Tables
from etl.resolve.occurrences import link_occurrences
from schemas.edits import Edits
from schemas.registry import EVENT_TABLES
from schemas.tables import AidPledge, Article, CorrectionRow


def settle(tables: Mapping[str, Sequence[Row]], articles: Sequence[Article], edits: Edits) -> dict[str, list[Row]]:
    """The rows of all tables, corrected, with occurrence ids, and with the table `corrections`.

    Corrections come first, so that rows are linked by what they say when corrected.

    Args:
        tables: The rows of every table but `articles`, `codes` and `rejects`, by name; they are left as they are.
        articles: The articles that they come from.
        edits: What people judged and corrected.
    """
    changing = tables if edits.corrections else EVENT_TABLES
    settled: Tables = {name: [dict(row) if name in changing else row for row in rows] for name, rows in tables.items()}
    finder = Finder(settled, articles)
    corrected = apply_corrections(edits.corrections, finder)
    published = {article.article_id: article.published_on for article in articles}
    if corrected:
        settled[AidPledge.TABLE] = list(with_euros(settled.get(AidPledge.TABLE, ()), published))
        finder.forget()
    same, different = judged_events(edits.judgements, finder)
    linked = link_occurrences(settled, published, load_pack("fr"), same=same, different=different)
    for table in EVENT_TABLES:
        for row in settled.get(table, ()):
            row["occurrence_id"] = linked[row["event_id"]]
    found = {row["correction_id"]: row for row in (*judgement_rows(edits.judgements, finder), *corrected)}
    return settled | {CorrectionRow.TABLE: list(found.values())}
