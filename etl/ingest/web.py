"""Asking web servers politely: robots.txt, conditional requests, waiting when told to, and limits on everything."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from etl.ingest.limits import DOCUMENT, MIB

_TRIES = 4
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0  # seconds before another try; a server that wants more is left alone
_PAUSE = 1.0  # seconds between two requests to one site
_TIMEOUT, _DEADLINE = 20.0, 120.0  # seconds for a sign of life, and for an answer as a whole
_REDIRECTS = 5
_BUSY = {429, 500, 502, 503, 504}


class FetchError(Exception):
    """Something cannot be fetched; the message says what and why."""


@dataclass(frozen=True)
class Answer:
    """What a server gave.

    Attributes:
        url: Where it was found in the end.
        data: The bytes; None where they have not changed.
        charset: Their encoding, as the server told it.
        etag: What to ask with next time; None if nothing was told.
        last_modified: The same, for servers without it.
    """

    url: str
    data: bytes | None
    charset: str | None
    etag: str | None
    last_modified: str | None


@dataclass
class Web:
    """A way to ask; one for each run, so that it knows whom it has asked.

    Attributes:
        client: What sends the requests; it follows no redirects by itself.
        sleep: Waits for so many seconds.
    """

    client: httpx.Client
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """What is at an address.

        Args:
            url: The address.
            etag: What an earlier answer told; where it still holds, nothing is sent again.
            last_modified: The same.

        Raises:
            FetchError: robots.txt forbids it, the server does not give it, or it is too large or too slow.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = {name: value for name, value in headers.items() if value}
        for _ in range(_REDIRECTS + 1):
            self._allow(url)
            response, data = self._try(url, asked)
            if not response.has_redirect_location:
                return _answer(url, response, data)
            url = urljoin(url, response.headers["Location"])
        raise FetchError(f"{url}: it is more than {_REDIRECTS} redirects away.")

    def _allow(self, url: str) -> None:
        """See to it that robots.txt lets us ask, and not too often.

        Raises:
            FetchError: It does not, or cannot be asked.
        """
        site = site_of(url)
        if site not in self._robots:
            response, data = self._try(f"{site}/robots.txt", {})
            if response.has_redirect_location:
                response, data = self._try(urljoin(f"{site}/", response.headers["Location"]), {})
            rules = data.decode("utf-8", "replace") if response.is_success else ""
            self._robots[site] = RobotFileParser()
            self._robots[site].parse(rules.splitlines())
        robots = self._robots[site]
        if not robots.can_fetch(agent(), url):
            raise FetchError(f"{url}: its robots.txt forbids it.")
        if site in self._asked:
            self.sleep(min(float(robots.crawl_delay(agent()) or _PAUSE), _LONGEST_WAIT))
        self._asked.add(site)

    def _try(self, url: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
        """The answer of a server, which is asked again while it is busy."""
        wait, why = _FIRST_WAIT, ""
        for attempt in range(_TRIES):
            if attempt:
                self.sleep(wait)
            try:
                response, data = self._send(url, headers)
            except httpx.InvalidURL as error:
                raise FetchError(f"{url}: is no address ({error}).") from error
            except httpx.HTTPError as error:
                why = f"{type(error).__name__} {error}".strip()
            else:
                if response.status_code not in _BUSY:
                    return response, data
                why = f"status {response.status_code}"
                told = _retry_after(response.headers.get("Retry-After"))
                if told is not None and told > _LONGEST_WAIT:
                    break
                wait = max(wait, told or 0)
                continue
            wait = min(2 * wait, _LONGEST_WAIT)
        raise FetchError(f"{url}: the server does not answer ({why}).")

    def _send(self, url: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
        data = bytearray()
        end = time.monotonic() + _DEADLINE
        with self.client.stream("GET", url, headers=headers) as response:
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > DOCUMENT:
                    raise FetchError(f"{url}: it has more than the {DOCUMENT // MIB} MiB that are read.")
                if time.monotonic() > end:
                    raise FetchError(f"{url}: it takes more than {_DEADLINE:.0f} seconds.")
        return response, bytes(data)


def agent() -> str:
    """The name by which we ask."""
    return f"depeche/{version('depeche')}"


def client() -> httpx.Client:
    """What sends requests under our name."""
    return httpx.Client(headers={"User-Agent": agent()}, timeout=_TIMEOUT, follow_redirects=False)


def site_of(url: str) -> str:
    """Scheme, host and port of an address.

    Raises:
        FetchError: It is no address of the web.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{url}: is no address.") from error
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise FetchError(f"{url}: is no address of the web; give one that begins with https:// or http://.")
    return f"{parts.scheme}://{parts.netloc}"


def _answer(url: str, response: httpx.Response, data: bytes) -> Answer:
    if not (response.is_success or response.status_code == httpx.codes.NOT_MODIFIED):
        raise FetchError(f"{url}: the server does not give it (status {response.status_code}).")
    told = response.headers
    body = data if response.is_success else None
    return Answer(url, body, response.charset_encoding, told.get("ETag"), told.get("Last-Modified"))


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait as a server tells them, as a number or a point in time."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
