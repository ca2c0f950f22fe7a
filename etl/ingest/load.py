"""The door: from files and folders to articles, with a reject for whatever could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from etl.ingest import formats
from etl.ingest.errors import InputError, UnreadableError
from etl.ingest.files import Source, find
from etl.ingest.formats import Fields, Found
from etl.ingest.manifest import read_manifest
from etl.ingest.records import to_article
from etl.quality.rejects import reject
from schemas.tables import Article, Reject

_TOLD = 3


def load(paths: Sequence[Path], at: datetime) -> tuple[list[Article], list[Reject]]:
    """The articles of files and folders.

    Args:
        paths: Any mix of files and folders.
        at: When they are taken in, UTC; stored as `ingested_at` and `rejected_at`.

    Returns:
        The articles, each once, in the order in which they were found; and what could not be read, with the reason.

    Raises:
        InputError: A path is wrong (see `files.find`), a manifest is, or there is not one article in all of them.
    """
    articles: dict[str, Article] = {}
    rejects: dict[str, Reject] = {}
    manifest_of = cache(read_manifest)  # for this call only: the next one must see a changed manifest
    for source in find(paths):
        manifest = manifest_of(source.path.parent)
        for uri, found in _read(source):
            fields = found if isinstance(found, dict) else None
            try:
                if isinstance(found, UnreadableError):
                    raise found
                article = to_article(_completed(found, manifest), uri, at)
                articles.setdefault(article.article_id, article)
            except UnreadableError as flaw:
                refused = reject(Article.TABLE, fields, source_uri=uri, reason=flaw.reason, detail=flaw.detail, at=at)
                rejects.setdefault(refused.reject_id, refused)
    if not articles:
        told = [f"{refused.source_uri}: {refused.detail}" for refused in rejects.values()]
        raise InputError(f"no article could be read ({len(told)} rejected). " + " ".join(told[:_TOLD]))
    return list(articles.values()), list(rejects.values())


def _read(source: Source) -> Iterator[Found]:
    """What the reader of the file's format finds; a file that cannot be read is itself a find."""
    if source.problem is not None:
        yield source.uri, UnreadableError(*source.problem)
        return
    try:
        yield from formats.reader(source.path.suffix)(source.path, source.uri)
    except UnreadableError as flaw:
        yield source.uri, flaw
    except OSError as error:
        yield source.uri, UnreadableError("unreadable", f"The file cannot be opened: {error.strerror}.")


def _completed(fields: Fields, manifest: dict[str, dict[str, str]]) -> Fields:
    """The fields with what only the manifest knows."""
    known = manifest.get(str(fields.get("id")), {})
    return fields | {name: value for name, value in known.items() if fields.get(name) in (None, "")}
