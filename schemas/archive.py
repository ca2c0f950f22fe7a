"""What the warehouse keeps for itself, so that no article is read twice: the schema `archive` beside the tables."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from schemas.columns import Column, Table


class File(Table):
    """A file that was taken in, as it was then."""

    SCHEMA: ClassVar[str] = "archive"
    TABLE: ClassVar[str] = "files"
    KEY: ClassVar[tuple[str, ...]] = ("source_uri",)

    source_uri: Annotated[str, Column("The file.")]
    sha256: Annotated[str, Column("SHA-256 of its bytes, or of why it could not be opened.", pattern=r"[0-9a-f]{64}")]
    reader: Annotated[str, Column("What it was taken in with: the readers, and the manifest of its folder.")]
    contents: Annotated[str, Column("Ids of the articles and rejects that it gave, as a JSON list.")]


class StoredReading(Table):
    """What was read in an article, before anything was joined across articles."""

    SCHEMA: ClassVar[str] = "archive"
    TABLE: ClassVar[str] = "readings"
    KEY: ClassVar[tuple[str, ...]] = ("article_id",)

    article_id: Annotated[str, Column("The article.")]
    extractor: Annotated[str, Column("Name and version of the reader.")]
    reading: Annotated[str | None, Column("The reading, as JSON.")]
    error: Annotated[str | None, Column("Why the article could not be read.")]


class Forgotten(Table):
    """An article that was withdrawn; nothing from its source is taken in again."""

    SCHEMA: ClassVar[str] = "archive"
    TABLE: ClassVar[str] = "forgotten"
    KEY: ClassVar[tuple[str, ...]] = ("article_id",)

    article_id: Annotated[str, Column("Id that the article had.")]
    source_id: Annotated[str, Column("Id that its source had given.")]
    source_key: Annotated[str, Column("What its versions had in common.")]
    source_uri: Annotated[str, Column("File that it was read from, and the record in it.")]
    reason: Annotated[str | None, Column("Why it was withdrawn.")]
    forgotten_at: Annotated[datetime, Column("When it was withdrawn, UTC.")]


ARCHIVE: tuple[type[Table], ...] = (File, StoredReading, Forgotten)
