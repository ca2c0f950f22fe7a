"""The day on which a page says that it was published, in its metadata or its one `<time>`; never out of its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ]\d\d:\d\d)")
_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publication_date",
    "date",
)


def published_on(tree: Any) -> str | None:
    """The day, as it is written there; what the page says first, if it can be read, else as it stands."""
    told = [value for value in (*_of_meta(tree), *_of_data(tree), *_of_microdata(tree)) if value]
    days = [day_of(value) for value in told]
    readable = next((day for day in days if _ISO.match(day)), None)
    return readable or next(iter(days), None) or _of_time(tree)


def day_of(value: str) -> str:
    """An ISO date, or a point in time, of the ways in which mails and feeds write dates; any other value as it is."""
    value = value.strip()
    if _ISO.match(value):
        return value
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def _of_meta(tree: Any) -> Iterator[str]:
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), (meta.get("content") or "").strip())
    yield from (named[name] for name in _META if named.get(name))


def _of_data(tree: Any) -> Iterator[str]:
    """The dates of the articles that its JSON-LD tells of, if it tells of one."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            dates = [node["datePublished"] for node in _nodes(data) if isinstance(node.get("datePublished"), str)]
            if len(set(dates)) == 1:
                yield dates[0]


def _nodes(data: Any) -> list[dict[str, Any]]:
    """The objects at the top of JSON-LD, in a list or a `@graph`."""
    items = data if isinstance(data, list) else [data]
    nodes = [item for item in items if isinstance(item, dict)]
    inner = [node.get("@graph") for node in nodes]
    return nodes + [item for graph in inner if isinstance(graph, list) for item in graph if isinstance(item, dict)]


def _of_microdata(tree: Any) -> Iterator[str]:
    for element in tree.xpath(".//*[contains(concat(' ', @itemprop, ' '), ' datePublished ')]"):
        yield element.get("content") or element.get("datetime") or ""


def _of_time(tree: Any) -> str | None:
    """The day of the page's `<time>` elements, if they all tell the same."""
    days = {value[:10] for element in tree.iter("time") if _ISO.match(value := (element.get("datetime") or "").strip())}
    return days.pop() if len(days) == 1 else None
