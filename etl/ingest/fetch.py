"""Fetching what feeds offer into a folder that can then be read. Nothing else in this program asks the network."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from etl.ingest import feeds, jsonfeed, manifest
from etl.ingest.errors import UnreadableError
from etl.ingest.formats import Fields
from etl.ingest.page import decode_page
from etl.ingest.web import FetchError, Web, site_of

STATE = ".fetched.json"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ROW = ("source_id", "title", "published_on", "url")


@dataclass
class Fetched:
    """What came of one feed.

    Attributes:
        feed: Its address.
        articles: How many it offers; None where it has not changed.
        new: How many were written that were not there, or not so.
        problems: A sentence for each thing that could not be had.
    """

    feed: str
    articles: int | None = None
    new: int = 0
    problems: list[str] = field(default_factory=list)


def fetch(addresses: Sequence[str], output: Path, web: Web, *, pages: bool = False) -> Iterator[Fetched]:
    """Write what feeds offer into a folder; what it holds from before stays.

    Args:
        addresses: The feeds.
        output: The folder: a file of JSON Lines for each feed, or a folder of pages with their manifest.
        web: How to ask.
        pages: Whether to fetch the page of each entry, rather than take the text that the feed carries.

    Raises:
        FetchError: An address is none; nothing was asked.
        OSError: The folder cannot be written to.
    """
    for address in addresses:
        site_of(address)
    output.mkdir(parents=True, exist_ok=True)
    state = _State(output / STATE)
    for address in addresses:
        fetched = Fetched(address)
        try:
            _fetch(fetched, output, web, state, pages=pages)
        except (FetchError, UnreadableError) as error:
            fetched.problems.append(_told(address, error))
        yield fetched


class _State:
    """What servers said of their feeds the last time, in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        self.known: dict[str, dict[str, str | None]] = known if isinstance(known, dict) else {}

    def save(self, key: str, etag: str | None, last_modified: str | None) -> None:
        self.known[key] = {"etag": etag, "last_modified": last_modified}
        _write(self.path, json.dumps(self.known, indent=1, sort_keys=True))


def _fetch(fetched: Fetched, output: Path, web: Web, state: _State, *, pages: bool) -> None:
    key = f"{'pages' if pages else 'entries'} {fetched.feed}"
    answer = web.get(fetched.feed, **state.known.get(key, {}))
    if answer.data is None:
        return
    reader = jsonfeed.read_feed if answer.data.lstrip()[:1] == b"{" else feeds.read_feed
    entries: list[Fields] = []
    for uri, found in reader(answer.data, fetched.feed):
        if isinstance(found, UnreadableError):
            fetched.problems.append(f"{uri}: {found.detail}")
        else:
            entries.append(found)
    fetched.articles = len(entries)
    name = f"{urlsplit(fetched.feed).hostname}-{_short(fetched.feed)}"
    if pages:
        _write_pages(entries, output / name, web, fetched)
    else:
        _write_entries(entries, output / f"{name}.jsonl", fetched)
    if not fetched.problems:  # else they are asked for again
        state.save(key, answer.etag, answer.last_modified)


def _write_entries(entries: Sequence[Fields], path: Path, fetched: Fetched) -> None:
    """Add records to a file of JSON Lines; one that is there under the same id is replaced."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    known = {str(json.loads(line).get("id")): line for line in lines}
    for entry in entries:
        record = {name: value for name, value in entry.items() if value and name != "published_on_source"}
        line = json.dumps(record, ensure_ascii=True)
        fetched.new += known.get(str(record.get("id"))) != line
        known[str(record.get("id"))] = line
    _write(path, "".join(f"{line}\n" for line in known.values()))


def _write_pages(entries: Sequence[Fields], folder: Path, web: Web, fetched: Fetched) -> None:
    """Add pages that are not there yet, and what the feed says of them as a manifest."""
    folder.mkdir(exist_ok=True)
    path = folder / manifest.NAME
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) if path.exists() else []
    for entry in entries:
        url = entry.get("url")
        if not isinstance(url, str) or (page := folder / f"{_short(url)}.html").exists():
            continue
        try:
            answer = web.get(url)
            _write(page, decode_page(answer.data or b"", answer.charset))
        except (FetchError, UnreadableError) as error:
            fetched.problems.append(_told(url, error))
            continue
        fetched.new += 1
        day = str(entry.get("published_on"))
        told = {"title": entry["title"], "published_on": day if _ISO.match(day) else "", "url": url}
        rows.append({"source_id": page.stem} | told)
        out = io.StringIO()
        table = csv.DictWriter(out, _ROW)
        table.writeheader()
        table.writerows(rows)
        _write(path, out.getvalue())


def _told(address: str, error: FetchError | UnreadableError) -> str:
    return str(error) if isinstance(error, FetchError) else f"{address}: {error}"


def _short(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:12]


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f".{path.name}.{uuid4().hex}")
    fresh.write_text(text, encoding="utf-8", newline="")
    fresh.replace(path)
