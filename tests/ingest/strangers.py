"""Taking in what strangers send, in one folder with a good file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from etl.ingest.load import load
from schemas.tables import Article

AT = datetime(2026, 1, 2, tzinfo=UTC)


def read(folder: Path, **files: bytes) -> tuple[dict[str, Article], dict[str, str]]:
    """Articles by uri and reasons of rejects by uri, relative to the folder, with one good file among the bad ones."""
    (folder / "bon.txt").write_text("Un bon article", encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    articles, rejects = load([folder], AT)
    assert "Un bon article" in [article.text for article in articles]
    assert all(reject.detail for reject in rejects)
    found = {article.source_uri.removeprefix(f"{folder}/"): article for article in articles}
    del found["bon.txt"]
    return found, {reject.source_uri.removeprefix(f"{folder}/"): reject.reason for reject in rejects}
