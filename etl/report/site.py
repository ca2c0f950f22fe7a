"""The evidence pages: a folder of static files made of a warehouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

from etl.report import pages
from etl.report.charts import scripts
from etl.report.content import Content, load
from etl.report.labels import LANGUAGES, load_labels
from etl.report.marked import mark_up
from etl.report.overview import Overview, count
from etl.report.rendering import Renderer, compact
from etl.report.search import searchable
from etl.warehouse.connection import opened, told
from etl.warehouse.places import ensure_parent
from etl.warehouse.swap import swap

_ASSETS = Path(__file__).with_name("assets")
_FOLDERS = ("articles", "actors", "events", "lists")
_WRITTEN = {"index.html", "assets", *LANGUAGES}


class ReportError(Exception):
    """The folder of the pages cannot be written or replaced; the message is a sentence for people."""


def write_site(warehouse: Path, folder: Path, on_progress: Callable[[int, int], None]) -> int:
    """Write the pages of a warehouse to a folder of their own, in the place of earlier ones.

    The same warehouse gives the same files, byte for byte.

    Args:
        warehouse: A DuckDB file that `depeche run` made; it is opened read-only.
        folder: Where the pages go; a link is followed.
        on_progress: Told how many kinds of pages are written, and of how many.

    Returns:
        How many pages were written.

    Raises:
        WarehouseError: The warehouse cannot be read.
        ReportError: The folder cannot be written, or holds files that no report wrote.
    """
    content, figures = _read(warehouse)
    target = folder.resolve()
    fresh = target.with_name(f".{uuid4().hex}.{target.name}")
    written = 0
    try:
        _ensure_replaceable(target, folder)
        shutil.copytree(_ASSETS, fresh / "assets")
        _write(fresh / "assets/vega.js", scripts())
        _write(fresh / "assets/search.js", f"window.searchable={compact(searchable(content))}")
        kinds = list(_kinds(content, figures))
        for done, (place, made) in enumerate(kinds, start=1):
            for name in _FOLDERS if place else ():
                (fresh / place / name).mkdir(parents=True, exist_ok=True)
            for path, html in made:
                _write(fresh / place / path, html)
                written += 1
            on_progress(done, len(kinds))
        swap(fresh, target)
    except OSError as error:
        raise ReportError(f"{folder} cannot be written: {error.strerror}. Give another folder with --output.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return written


def _read(warehouse: Path) -> tuple[Content, Overview]:
    with told(warehouse), opened(warehouse) as connection:
        return load(connection), count(connection)


def _kinds(content: Content, figures: Overview) -> Iterator[tuple[str, Iterator[pages.Page]]]:
    """The pages by kind, with the folder that their paths start from."""
    labels = {language: load_labels(language, content.codes) for language in LANGUAGES}
    texts = {key: mark_up(article, content) for key, article in content.articles.items()}
    renderers = {
        language: Renderer(content, words, {name: other for name, other in labels.items() if name != language})
        for language, words in labels.items()
    }
    for language, renderer in renderers.items():
        yield language, pages.overview(renderer, figures)
        yield language, pages.articles(renderer, texts)
        yield language, pages.actors(renderer)
        yield language, pages.events(renderer)
        yield language, pages.lists(renderer)
    yield "", iter([renderers[LANGUAGES[0]].page("door", "index.html", doors=labels.values())])


def _ensure_replaceable(target: Path, folder: Path) -> None:
    """Make the parent of the folder, and see that nothing is lost when the folder is replaced.

    Raises:
        OSError: The parent cannot be made, or the folder is none.
        ReportError: It holds what no report wrote.
    """
    ensure_parent(target)
    foreign = sorted({entry.name for entry in target.iterdir()} - _WRITTEN) if target.exists() else []
    if foreign:
        raise ReportError(
            f"{folder} holds files that no report wrote ({', '.join(foreign[:3])}); they would be lost. "
            "Give a folder of its own with --output."
        )


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
