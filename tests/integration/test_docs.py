"""The documentation does what it says: every command, question and snippet in it is run."""

import os
import re
from contextlib import chdir
from pathlib import Path

import pytest

from etl.settings import Settings
from tools.examples import NOT_RUN, Place, lay_out, try_page
from tools.pages import DOCS, README, ROOT, TRIED, agrees, anew, examples, pages

PAGES = [page.relative_to(ROOT).as_posix() for page in pages()]


def text_of(page):
    return (ROOT / page).read_text(encoding="utf-8")


def test_the_pages_do_what_they_say(seeds, tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("DEPECHE_")]:
        monkeypatch.delenv(name)
    place = lay_out(tmp_path / "project", seeds[1] / "w.duckdb", seeds[1] / "x")
    assert [problem for page in PAGES for problem in try_page(page, text_of(page), place)[1]] == [], "make readme"
