"""Whether a web archive larger than memory is streamed: `python -m benchmarks.archives`.

An archive of 2 GB is made by program (pages, each more than once, among pictures) and read where there is 1 GB of memory.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from etl.console import say, show_table
from etl.ingest.errors import UnreadableError
from etl.ingest.formats import read_file

_GIB = 1 << 30
_SIZE, _CEILING = 2 * _GIB, _GIB
_PAGES = 2000  # different ones
_PICTURES_A_PAGE = 2
_SENTENCE = "La ministre a reçu le {day} son homologue pour des entretiens sur la sécurité des routes, numéro {number}. "


def main() -> None:
    """Print what was read, the time that it took and the memory."""
    with tempfile.TemporaryDirectory(prefix="depeche-") as folder:
        path = Path(folder, "large.warc")
        records = _make(path)
        pages, different, rejects, seconds, peak = get_context("spawn").Pool(1).apply(_read, (path,))
        size = path.stat().st_size / _GIB
    columns = ("archive", "records", "pages", "different", "rejected", "CPU seconds", "peak memory")
    show_table(columns, [(f"{size:.2f} GiB", records, pages, different, rejects, f"{seconds:.1f}", f"{peak / 2**20:.0f} MiB")])
    say()
    say(f"Under a ceiling of {_CEILING / _GIB:.0f} GiB, in one process.")


def _make(path: Path) -> int:
    """Write the archive; how many records it has."""
    drawn = random.Random(1)  # noqa: S311  the same archive every time, no secret
    noise = drawn.randbytes(1 << 20)
    number = 0
    with path.open("wb") as file:
        while file.tell() < _SIZE:
            for record in _records(number // (_PICTURES_A_PAGE + 1) % _PAGES, drawn, noise):
                file.write(record)
                number += 1
    return number


def _records(number: int, drawn: random.Random, noise: bytes) -> Iterator[bytes]:
    paragraphs = "".join(f"<p>{_SENTENCE.format(day=day, number=number) * 3}</p>" for day in range(1, 9))
    links = "".join(f'<li><a href="/{link}">Un lien {link}</a></li>' for link in range(100))
    html = f"<html><head><title>Page {number}</title></head><body><ul>{links}</ul><article>{paragraphs}</article></body></html>"
    yield _record(f"https://example.org/{number}", "text/html; charset=utf-8", html.encode())
    for picture in range(_PICTURES_A_PAGE):
        start = drawn.randrange(len(noise) // 2)
        shown = noise[start : start + drawn.randrange(400_000)]
        yield _record(f"https://example.org/{number}/{picture}.jpg", "image/jpeg", shown)


def _record(url: str, media: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
    head += f"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def _read(path: Path) -> tuple[int, int, int, float, int]:
    """Pages, different ones, rejects, CPU seconds and bytes at the peak; more memory than the ceiling is not to be had."""
    resource.setrlimit(resource.RLIMIT_AS, (_CEILING, _CEILING))
    start = time.process_time()
    pages = rejects = 0
    different: set[str] = set()
    for _, found in read_file(path, path.name):
        if isinstance(found, UnreadableError):
            rejects += 1
        else:
            pages += 1
            different.add(found["id"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages, len(different), rejects, time.process_time() - start, peak


if __name__ == "__main__":
    main()
