"""The templates of one language: what they all know, and rows as they look on every page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from etl.report.content import Content
from etl.report.labels import Labels
from etl.report.names import file_name
from etl.report.rows import ROW_TABLES, Record, Row
from etl.templates import templates

LISTS = ("articles", "actors", *ROW_TABLES)

# What a list tells of a row; who took part, the sentence and the article follow.
_LISTED = {
    "meetings": ("date", "kind", "mode", "status", "place"),
    "aid_pledges": ("date", "status", "amount", "currency", "amount_eur", "item"),
    "warnings": ("kind", "message"),
    "agreements": ("date", "status", "kind", "title"),
    "statements": ("channel",),
}
_ELSEWHERE = ("superseded_by", "duplicate_of")  # columns of an article that name another one


def list_page(name: str, page: int = 1) -> str:
    """The path of a page of a list, in the folder of the language."""
    return f"lists/{name}-{page}.html"


class Renderer:
    """Fills templates in one language; a row is rendered once, for it looks the same on every page."""

    def __init__(self, content: Content, labels: Labels, others: Mapping[str, Labels]) -> None:
        """Make the templates ready.

        Args:
            content: What the pages tell.
            labels: The words of the language.
            others: Those of the languages that the same pages are in.
        """
        self.content = content
        self.labels = labels
        self._lines: dict[int, Markup] = {}
        self._environment = templates(Path(__file__).with_name("templates"))
        places = [("index.html", labels.text("home")), *((list_page(name), labels.table(name)) for name in LISTS)]
        kinds = [labels.one(name) for name in LISTS]
        self._environment.filters["compact"] = compact
        self._environment.globals |= {
            "labels": labels,
            "t": labels.text,
            "file": file_name,
            "listed": _LISTED,
            "places": places,
            "lists": {name: list_page(name) for name in LISTS},
            "kinds": compact(kinds),
            "languages": [(name, other.told["name"], other.text("read_in")) for name, other in others.items()],
            "reports": content.reports,
            "by_article": content.by_article,
            "elsewhere": self.elsewhere,
        }

    def page(self, template: str, path: str, **values: Any) -> tuple[str, str]:
        """The path and the HTML of a page.

        Args:
            template: Name of the template, without its ending.
            path: Where the page lies in the folder of the language; at most one folder deep.
            values: What it tells.
        """
        up = "../" * path.count("/")
        return path, self._environment.get_template(f"{template}.html").render(path=path, up=up, **{"here": path, **values})

    def lines(self, rows: list[Row]) -> Markup:
        """Rows of one table as lines of a list."""
        return Markup("").join(self._line(row) for row in rows)

    def _line(self, row: Row) -> Markup:
        if id(row) not in self._lines:
            self._lines[id(row)] = self._rows.line(row)
        return self._lines[id(row)]

    @cached_property
    def _rows(self) -> Any:
        return self._environment.get_template("rows.html").module

    def elsewhere(self, article: Record) -> list[tuple[str, Record]]:
        """The articles that tell the same as this one, with the name of the column that says so."""
        articles = self.content.articles
        return [(name, articles[other]) for name in _ELSEWHERE if (other := article.get(name)) in articles]


def compact(value: Any) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
