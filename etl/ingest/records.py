"""From what a reader found to an `Article`: validated, normalised, with its id. The same rules for every format."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from etl.ingest.errors import UnreadableError
from etl.ingest.limits import LONGEST_TEXT
from schemas.tables import Article

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?")
_BLANK_BEFORE = re.compile(r"\A(?:[^\S\n]*\n)+")
Dateline = Callable[[str], date | None]

_SENTENCE_LENGTH = 80
_LONGEST_TITLE = 300


def _storable(value: Any) -> Any:
    """The value as it is; half a character (a lone surrogate, which JSON allows) is a ValueError."""
    if isinstance(value, str):
        value.encode()
    return value


def _clean(value: Any) -> Any:
    """Text in NFC without white space around it; None where nothing is left."""
    value = _storable(value)
    return unicodedata.normalize("NFC", value).strip() or None if isinstance(value, str) else value


def _name(value: Any) -> Any:
    return str(value) if type(value) is int else value


def _line(value: Any) -> Any:
    return re.sub(r"\s*[\r\n]+\s*", " ", value) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    """ISO date; of a point in time, the day as it is written there."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(_DAY.sub(r"\1", value) if _DAY.fullmatch(value) else "")
    except ValueError as error:
        raise ValueError(f"{value!r} is not a date like 2024-05-31") from error


def _language(value: Any) -> Any:
    """The main part of a language tag: `fr` of `fr-BE`."""
    return re.split("[-_]", value)[0].lower() if isinstance(value, str) else value


_CLEAN = BeforeValidator(_clean)  # of several validators before, Pydantic runs the last one first


class Record(BaseModel):
    """The fields of an input record; other fields are ignored. Only `text` is required."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    id: Annotated[str | None, BeforeValidator(_name), _CLEAN] = None
    title: Annotated[str | None, BeforeValidator(_line), _CLEAN] = None
    published_on: Annotated[date | None, BeforeValidator(_day), _CLEAN] = None
    published_on_source: str = "record"
    publisher: Annotated[str | None, _CLEAN] = None
    author: Annotated[str | None, BeforeValidator(_line), _CLEAN] = None
    url: Annotated[str | None, _CLEAN] = None
    language: Annotated[str | None, BeforeValidator(_language), _CLEAN] = None
    text: Annotated[str, BeforeValidator(_storable)]


def no_dateline(_text: str) -> None:
    """For whoever reads no datelines."""


def to_article(fields: Mapping[str, Any], source_uri: str, at: datetime, dateline: Dateline = no_dateline) -> Article:
    """The article that the fields of a record make.

    Args:
        fields: Raw values by the names of the contract's input record (`id`, `title`, …, `text`).
        source_uri: Where they were found.
        at: When it is taken in, UTC.
        dateline: Reads the full date in the dateline of a text.

    Raises:
        UnreadableError: `invalid_record` for a missing or wrong field, `empty` for a text without words, `too_large`.
    """
    try:
        record = Record.model_validate(fields)
        text = _with_title(normalise(record.text), record.title)
        content = hashlib.sha256(text.encode()).hexdigest()
        source_id = record.id or content[:16]
        published_on, told_by = _publication(record, text, dateline)
        return Article(
            article_id="art_" + hashlib.sha256(f"{source_id}\0{text}".encode()).hexdigest()[:16],
            source_id=source_id,
            source_uri=source_uri,
            title=record.title or headline(text),
            published_on=published_on,
            published_on_source=told_by,
            publisher=record.publisher or host(record.url),
            author=record.author,
            url=record.url,
            language=record.language,
            text=text,
            char_count=len(text),
            content_sha256=content,
            ingested_at=at,
            source_key=record.url or (source_uri if source_id == PurePosixPath(source_uri).stem else source_id),
            version=1,
            superseded_by=None,
            duplicate_of=None,
        )
    except ValidationError as error:
        raise UnreadableError("invalid_record", explain(error)) from error


def _publication(record: Record, text: str, dateline: Dateline) -> tuple[date | None, str | None]:
    """The day of publication, and what tells it."""
    if record.published_on is not None:
        return record.published_on, record.published_on_source
    day = dateline(text)
    return day, "dateline" if day else None


def host(url: str | None) -> str | None:
    """The name of the site that an address is of, as people write it: `lemonde.fr`; None for what is no site's address."""
    try:
        parts = urlsplit(url or "")
        name = parts.hostname or ""
        name = name.encode().decode("idna") if name.isascii() else name
    except ValueError:
        return None
    name = name.removeprefix("www.")
    return name if parts.scheme in ("http", "https") and re.fullmatch(r"[^\s.]+(?:\.[^\s.]+)*\.[^\W\d]{2,}", name) else None


def normalise(text: str) -> str:
    r"""The text in NFC with `\n` for line ends and without blank lines around it; all else stays as it is.

    Raises:
        UnreadableError: `empty` where nothing but white space is left, `too_large`.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > LONGEST_TEXT:
        raise UnreadableError("too_large", f"The text has more than the {LONGEST_TEXT} characters that are read; split it.")
    if not text.strip():
        raise UnreadableError("empty", "There is no text in it; give a file or record with text.")
    text = _BLANK_BEFORE.sub("", text)
    last = len(text.rstrip())
    end = text.find("\n", last)
    return text if end < 0 else text[:end]


def headline(text: str) -> str | None:
    """The first line, unless it reads as a sentence of the body: long and closed by a full stop, or very long."""
    line = text.split("\n", 1)[0].strip()
    is_sentence = len(line) > _SENTENCE_LENGTH and line.rstrip('»”" \u00a0\u202f').endswith(".")
    return None if is_sentence or len(line) > _LONGEST_TITLE else line


def explain(error: ValidationError) -> str:
    """The problems that Pydantic found, in one line: `published_on: … ; text: …`."""
    return "; ".join(
        f"{'.'.join(map(str, problem['loc']))}: {problem['msg'].removeprefix('Value error, ')}" for problem in error.errors()
    )


def _with_title(text: str, title: str | None) -> str:
    return text if title is None or text.startswith(title) else f"{title}\n{text}"
