"""The data dictionary as one page that needs nothing beside it, written with the exports."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from schemas.derived.dictionary import EMPTY, code_lists, star_entries, table_entries


@cache
def page() -> str:
    """The page, the same for every export of one version of the program."""
    from etl.templates import templates

    environment = templates(Path(__file__).parent)
    groups = [("Tables", table_entries()), ("The star, in bi/", star_entries())]
    return environment.get_template("dictionary.html").render(groups=groups, code_lists=code_lists(), empty=EMPTY) + "\n"
