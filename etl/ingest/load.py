"""The door: from files and folders to articles, with a reject for whatever could not be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from etl.ingest import formats
from etl.ingest.errors import InputError, UnreadableError
from etl.ingest.files import Source, find
from etl.ingest.formats import Found
from etl.ingest.language import pass_gate
from etl.ingest.manifest import Manifest, read_manifest
from etl.ingest.records import Dateline, no_dateline, to_article
from etl.quality.rejects import reject
from schemas.archive import File
from schemas.tables import Article, Reject

_TOLD = 3


@dataclass(frozen=True)
class Taken:
    """A file and what came of it.

    Attributes:
        file: What to remember of it; None for a file that was known and therefore not read.
        articles: Its articles, in the order in which they stand in it.
        rejects: What in it could not be read.
    """

    file: File | None
    articles: list[Article]
    rejects: list[Reject]


@dataclass(frozen=True)
class Terms:
    """On what terms articles are taken in.

    Attributes:
        languages: ISO 639-1 codes of the languages that they may be in; empty for any.
        dateline: Reads the full date in the dateline of a text; asked where nothing else tells the day.
        until: Files of folders that changed after this moment, in seconds since 1970, are passed over.
        known: Ids of articles that were taken in before.
    """

    languages: Collection[str] = ()
    dateline: Dateline = no_dateline
    until: float | None = None
    known: Collection[str] = frozenset()


ANY = Terms()


def load(paths: Sequence[Path], at: datetime, terms: Terms = ANY) -> tuple[list[Article], list[Reject]]:
    """The articles of files and folders.

    Args:
        paths: Any mix of files and folders.
        at: When they are taken in, UTC; stored as `ingested_at` and `rejected_at`.
        terms: On what terms.

    Returns:
        The articles, each once, in the order in which they were found; and what could not be read, with the reason.

    Raises:
        InputError: A path is wrong (see `files.find`), a manifest is, or there is not one article in all of them.
    """
    articles: dict[str, Article] = {}
    rejects: dict[str, Reject] = {}
    for taken in take_in(paths, at, terms=terms):
        for article in taken.articles:
            articles.setdefault(article.article_id, article)
        for refused in taken.rejects:
            rejects.setdefault(refused.reject_id, refused)
    if not articles:
        raise no_article(list(rejects.values()))
    return list(articles.values()), list(rejects.values())


def take_in(
    paths: Sequence[Path],
    at: datetime,
    known: Mapping[str, File] = MappingProxyType({}),
    terms: Terms = ANY,
) -> Iterator[Taken]:
    """Read the files behind the paths, one after the other, each once; those that are known are passed over.

    Args:
        paths: Any mix of files and folders.
        at: When they are taken in, UTC; stored as `ingested_at` and `rejected_at`.
        known: What is remembered of files, by their uri. A file is known as long as its bytes, the readers and what the
            manifest of its folder says of it are the same.
        terms: On what terms.

    Raises:
        InputError: A path is wrong (see `files.find`), or a manifest is.
    """
    manifest_of = cache(read_manifest)  # for this call only: the next one must see a changed manifest
    done: set[str] = set()
    named: dict[str, Article] = {}
    for source in find(paths, terms.until):
        if source.uri in done:
            continue
        done.add(source.uri)
        manifest = manifest_of(source.path.parent)
        if_one, if_many = manifest.readers(PurePosixPath(source.uri).stem)
        sha256, before = _sha256(source), known.get(source.uri)
        if before is not None and before.sha256 == sha256 and before.reader in (if_one, if_many):
            yield Taken(None, [], [])
            continue
        is_new = before is None or before.sha256 != sha256
        taken = _take(source, manifest, at, terms, named if is_new else None)
        ids = [article.article_id for article in taken.articles] + [refused.reject_id for refused in taken.rejects]
        uris = {article.source_uri for article in taken.articles} | {refused.source_uri for refused in taken.rejects}
        reader = if_one if uris == {source.uri} else if_many
        yield replace(taken, file=File(source_uri=source.uri, sha256=sha256, reader=reader, contents=json.dumps(ids)))


def no_article(rejects: Sequence[Reject]) -> InputError:
    """What to tell of input without one article, with the first reasons."""
    told = [f"{refused.source_uri}: {refused.detail}" for refused in rejects]
    return InputError(f"no article could be read ({len(told)} rejected). " + " ".join(told[:_TOLD]))


def _take(source: Source, manifest: Manifest, at: datetime, terms: Terms, named: dict[str, Article] | None) -> Taken:
    taken = Taken(None, [], [])
    for uri, found in _read(source):
        fields = found if isinstance(found, dict) else None
        try:
            if isinstance(found, UnreadableError):
                raise found
            article = to_article(manifest.complete(found), uri, at, terms.dateline)
            if terms.languages:
                article = pass_gate(article, terms.languages)
            if named is not None and article.article_id not in terms.known:
                _refuse_namesake(article, named.setdefault(article.source_key, article))
            taken.articles.append(article)
        except UnreadableError as flaw:
            refused = reject(Article.TABLE, fields, source_uri=uri, reason=flaw.reason, detail=flaw.detail, at=at)
            taken.rejects.append(refused)
    return taken


def _sha256(source: Source) -> str:
    """The digest of the bytes; of why there are none, where there are none."""
    try:
        if source.problem is None:
            with source.path.open("rb") as content:
                return hashlib.file_digest(content, "sha256").hexdigest()
        told = " ".join(source.problem)
    except OSError as error:
        told = str(error.strerror)
    return hashlib.sha256(told.encode()).hexdigest()


def _read(source: Source) -> Iterator[Found]:
    """What the reader of the file's format finds; a file that cannot be read is itself a find."""
    if source.problem is not None:
        yield source.uri, UnreadableError(*source.problem)
        return
    yield from formats.read_file(source.path, source.uri)


def _refuse_namesake(article: Article, first: Article) -> None:
    """See to it that no two texts of a run come from one source: nobody could say which of them is the newer one.

    Args:
        article: An article.
        first: The first one from its source, perhaps itself.

    Raises:
        UnreadableError: `duplicate_id`: they differ in their texts.
    """
    if article.article_id != first.article_id:
        why = f"Its id {article.source_id} is that of {first.source_uri}, whose text is another."
        raise UnreadableError("duplicate_id", why)
