"""What the search box of the pages knows."""

from __future__ import annotations

from etl.report.content import Content
from etl.report.names import file_name
from etl.report.rendering import LISTS
from etl.report.rows import ROW_TABLES

_LONGEST = 160  # characters of a sentence

Entry = tuple[int, str, str, str]
"""Number of its list in `LISTS`, path in the folder of a language, what is shown, and what else it is found by."""


def searchable(content: Content) -> list[Entry]:
    """All actors, articles, events and quotations, in the order in which they are found."""
    entries = []
    for key, actor in content.actors.items():
        spellings = {record["name"] for record in content.names.get(key, ())} - {actor["name"]}
        entries.append((LISTS.index("actors"), f"actors/{file_name(key)}", actor["name"], " ".join(sorted(spellings))))
    for key, article in content.articles.items():
        shown = article["title"] or _short(article["text"])
        also = (article["published_on"], article["publisher"], article["source_id"])
        entries.append((LISTS.index("articles"), f"articles/{file_name(key)}", shown, " ".join(map(str, filter(None, also)))))
    for table in ROW_TABLES:
        for row in content.rows.get(table, ()):
            own = f"articles/{file_name(row.article['article_id'])}#{row.words.anchor}"
            path = f"events/{file_name(row.occurrence)}" if row.occurrence else own
            who = ", ".join(dict.fromkeys(part.actor["name"] for part in row.parts))
            entries.append((LISTS.index(table), path, _short(row.words.surface), who))
    return entries


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"
