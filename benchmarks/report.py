"""How long the evidence pages of many articles take: `python -m benchmarks.report`."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.measure import articles, conditions
from etl.console import say, show_table
from etl.orchestration.run import run_pipeline
from etl.report.site import write_site

_ARTICLES = 1000
_FIRST = date(2023, 1, 1)
_DAYS = 500


def main() -> None:
    """Read articles into a warehouse, write its pages, and print how long the pages take, how many and how large they are."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _ARTICLES
    with TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
            for place, text in enumerate(articles(number)):
                day = _FIRST + timedelta(days=place % _DAYS)
                file.write(json.dumps({"id": str(place), "text": text, "published_on": day.isoformat()}) + "\n")
        run_pipeline([folder / "articles.jsonl"], folder / "w.duckdb", folder / "exports")
        wall, cpu = perf_counter(), process_time()
        pages = write_site(folder / "w.duckdb", folder / "site", lambda done, total: None)
        seconds, cpu_seconds = perf_counter() - wall, process_time() - cpu
        size = sum(file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file())
    head = ("articles", "pages", "MB", "seconds", "CPU seconds")
    show_table(head, [(number, pages, round(size / 1e6), round(seconds, 1), round(cpu_seconds, 1))])
    say()
    say(conditions())


if __name__ == "__main__":
    main()
