"""The pages of one language, a function for each kind; each gives paths in the folder of the language, and HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from etl.report import charts
from etl.report.content import Content
from etl.report.labels import Labels
from etl.report.names import file_name
from etl.report.overview import Overview
from etl.report.rendering import LISTS, Renderer, list_page
from etl.report.rows import ROW_TABLES, Record, Row
from schemas.tables import AidPledge

Page = tuple[str, str]

_PER_PAGE = 200  # lines of a list
_FIRST = 12  # articles and pledges of the first page
_CORRECTED = ("action", "table_name", "column_name", "old_value", "new_value", "status", "author", "reason")


def overview(renderer: Renderer, figures: Overview) -> Iterator[Page]:
    """The first page: figures, charts, the newest articles."""
    labels = renderer.labels
    yield renderer.page(
        "index",
        "index.html",
        figures=figures,
        timeline=charts.timeline(figures, labels),
        matrix=charts.matrix(figures, labels),
        pledges=charts.pledges(figures, labels),
        filled=charts.filled(figures, labels),
        corrections=[(labels.code("correction_status", status), number) for status, number in figures.corrections],
        rows=[(labels.table(table), number) for table, number in figures.counts],
        largest=_from_the_first_page(renderer.lines(_largest(renderer.content.rows.get(AidPledge.TABLE, [])))),
        newest=list(renderer.content.articles.values())[:_FIRST],
    )


def articles(renderer: Renderer, texts: Mapping[str, Markup]) -> Iterator[Page]:
    """A page an article.

    Args:
        renderer: The templates.
        texts: The text of each article as HTML.
    """
    content, labels = renderer.content, renderer.labels
    for article_id, article in content.articles.items():
        found = content.corrections.get(article["source_id"], [])
        yield renderer.page(
            "article",
            f"articles/{file_name(article_id)}",
            here="",
            article=article,
            text=texts[article_id],
            rows=content.by_article.get(article_id, []),
            actors=[(content.actors[key], *of) for key, *of in _groups(content.mentions.get(article_id, ()), "actor_id")],
            correction_head=[labels.column(name) for name in _CORRECTED],
            corrections=[_corrected(record, labels) for record in found],
        )


def actors(renderer: Renderer) -> Iterator[Page]:
    """A page an actor."""
    content = renderer.content
    for actor_id, actor in content.actors.items():
        deeds = content.deeds.get(actor_id, {})
        yield renderer.page(
            "actor",
            f"actors/{file_name(actor_id)}",
            here="",
            actor=actor,
            names=content.names.get(actor_id, []),
            roles=_groups(content.roles.get(actor_id, ()), "role", "role_text", "country"),
            deeds=[(*key, len(rows), renderer.lines(rows)) for key, rows in sorted(deeds.items(), key=_in_order)],
            mentioned=_by_article(content, content.mentions.get(actor_id, ())),
        )


def events(renderer: Renderer) -> Iterator[Page]:
    """A page an event, with every report of it."""
    content, labels = renderer.content, renderer.labels
    for occurrence, rows in content.reports.items():
        fields = dict.fromkeys(cell.field for row in rows for cell in row.cells)
        yield renderer.page(
            "event",
            f"events/{file_name(occurrence)}",
            here="",
            title=_title(rows[0], labels),
            reports_of=rows,
            fields=list(fields),
            differing={field for field in fields if (occurrence, field) in content.conflicts},
        )


def lists(renderer: Renderer) -> Iterator[Page]:
    """Everything in lists, page by page; a list of nothing is a page too."""
    content = renderer.content
    for name in LISTS:
        every = _listed(content, name)
        pages = max(1, -(-len(every) // _PER_PAGE))
        for page in range(1, pages + 1):
            shown = every[(page - 1) * _PER_PAGE : page * _PER_PAGE]
            yield renderer.page(
                "list_rows" if name in ROW_TABLES else f"list_{name}",
                list_page(name, page),
                here=list_page(name),
                name=name,
                title=renderer.labels.table(name),
                total=len(every),
                page=page,
                pages=pages,
                shown=shown,
                lines=renderer.lines(shown) if name in ROW_TABLES else "",
            )


def _largest(pledges: list[Row]) -> list[Row]:
    """One report of each of the largest pledges; those with an amount in euros come first, for others cannot be compared."""
    told = [row for row in pledges if row.about["amount"] is not None and not row.article.get("duplicate_of")]
    told.sort(key=lambda row: (row.about["amount_eur"] is None, -(row.about["amount_eur"] or row.about["amount"])))
    return list({row.occurrence: row for row in reversed(told)}.values())[::-1][:_FIRST]


def _from_the_first_page(lines: Markup) -> Markup:
    """Lines whose links hold one folder higher; no text can look like a link, for its quotation marks are escaped."""
    return Markup(str(lines).replace('href="../', 'href="'))  # noqa: S704  as safe as it was


def _corrected(record: Record, labels: Labels) -> list[str]:
    names = {"table_name": labels.table, "column_name": labels.column}
    return [
        names[name](record[name] or "") if name in names else labels.value("corrections", name, record[name])
        for name in _CORRECTED
    ]


def _listed(content: Content, name: str) -> list[Any]:
    if name in ROW_TABLES:
        return content.rows.get(name, [])
    return list({"articles": content.articles, "actors": content.actors}[name].values())


def _title(row: Row, labels: Labels) -> str:
    """An event in a line: what, when, who."""
    date = row.about.get("date") or row.article["published_on"] or ""
    who = ", ".join(dict.fromkeys(part.actor["name"] for part in row.parts))
    return " · ".join(filter(None, (labels.one(row.table), labels.plain(date), who)))


def _in_order(deed: tuple[tuple[str, str], list[Row]]) -> tuple[int, str]:
    (table, part), _ = deed
    return ROW_TABLES.index(table), part


def _by_article(content: Content, mentions: Sequence[Record]) -> list[tuple[Any, ...]]:
    """Articles with the first mention in each and how many there are, the newest first."""
    groups = {key: of for key, *of in _groups(mentions, "article_id")}
    return [(content.articles[key], *groups[key]) for key in dict.fromkeys(record["article_id"] for record in mentions)]


def _groups(records: Sequence[Record], *names: str) -> list[tuple[Any, ...]]:
    """Records with equal columns as one: the columns, the first record and how many there are; the commonest first."""
    numbers = Counter(tuple(record[name] for name in names) for record in records)
    firsts = {tuple(record[name] for name in names): record for record in reversed(records)}
    return [(*key, firsts[key], number) for key, number in numbers.most_common()]
