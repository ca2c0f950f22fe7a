"""Web archives: pages and nothing else, and reading goes on behind what is damaged."""

import gzip
import re
from datetime import UTC, datetime

import pytest

from etl.ingest import warc as reading
from etl.ingest.errors import InputError
from etl.ingest.load import load
from tests.ingest.corpus import ARTICLES, page, response, warc

AT = datetime(2026, 1, 2, tzinfo=UTC)
MEDIA = response("https://example.org/film", b"\x1f\x8b\x07 film" * 1000, "video/mp4")


def numbered(number: int) -> bytes:
    """A page like no other."""
    html = page(ARTICLES[0]).replace(ARTICLES[0].url, "").replace("deux jours", f"{number + 2} jours")
    return response(f"https://example.org/{number}", html.encode())


def read(tmp_path, records, *, packed):
    """The addresses of the pages, and the rejects by reason and place."""
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(records))
    (tmp_path / "bon.txt").write_text("Un bon article", encoding="utf-8")
    articles, rejects = load([tmp_path], AT)
    places = [(reject.reason, int(reject.source_uri.split("#")[1])) for reject in rejects]
    return [article.url for article in articles if article.url], places


def urls(*numbers: int) -> list[str]:
    return [f"https://example.org/{number}" for number in numbers]


@pytest.fixture(params=[False, True], ids=["plain", "packed"])
def packed(request):
    return request.param


def packing(records, packed):
    return list(map(gzip.compress, records)) if packed else list(records)


def test_pages_are_named_by_their_address(tmp_path, packed):
    (tmp_path / "a.warc").write_bytes(b"".join(packing([*warc(ARTICLES[0]), *warc(ARTICLES[1])], packed)))
    articles, rejects = load([tmp_path], AT)
    assert rejects == []
    assert [article.source_id for article in articles] == [article.url for article in ARTICLES]
    assert [article.published_on_source for article in articles] == ["page", "page"]


DAMAGE = {
    "another version": lambda record: record.replace(b"WARC/1.0", b"WARX/9.9"),
    "no length": lambda record: re.sub(rb"Content-Length: \d+", b"Content-Length: lots", record, count=1),
    "too short a length": lambda record: re.sub(rb"Content-Length: \d+", b"Content-Length: 7", record, count=1),
    "too long a length": lambda record: re.sub(rb"Content-Length: \d+", b"Content-Length: 999999999999", record, count=1),
    "a length into the next record": lambda record: re.sub(rb"Content-Length: \d+", b"Content-Length: 9000", record, count=1),
    "no HTTP": lambda record: record.replace(b"HTTP/1.1 200 OK\r\n", b"rien du tout\r\n"),
    "another compression than told": lambda record: record.replace(b"200 OK\r\n", b"200 OK\r\nContent-Encoding: gzip\r\n"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_one_bad_record_costs_the_others_nothing(damage, tmp_path, packed):
    records = [numbered(number) for number in range(5)]
    records[2] = DAMAGE[damage](records[2])
    found, places = read(tmp_path, packing(records, packed), packed=packed)
    assert set(found) >= set(urls(0, 1, 3, 4))
    assert len(places) == 5 - len(found)


@pytest.mark.parametrize("at", [0.05, 0.3, 0.6, 0.9])
def test_one_record_whose_compression_is_broken(at, tmp_path):
    records = packing([numbered(number) for number in range(5)], packed=True)
    place = 12 + int((len(records[2]) - 30) * at)
    records[2] = records[2][:place] + b"\xff" * 12 + records[2][place + 12 :]
    found, places = read(tmp_path, records, packed=True)
    assert found == urls(0, 1, 3, 4)
    assert places == [("damaged", len(records[0]) + len(records[1]))]


@pytest.mark.parametrize("kept", [5, 30, 150, 400, 900, 1500])
def test_an_archive_that_is_cut_tells_its_last_record(kept, tmp_path, packed):
    records = packing([numbered(number) for number in range(3)], packed)
    data = b"".join(records)[: len(records[0]) + len(records[1]) + min(kept, len(records[2]) - 20)]
    found, places = read(tmp_path, [data], packed=packed)
    assert found == urls(0, 1)
    assert [reason for reason, _ in places] == ["damaged"]


@pytest.mark.parametrize("data", [b"", b"\x00" * 1000, b"WARC/", b"<p>une page</p>", gzip.compress(b"\x00" * 100_000)])
def test_what_is_no_archive_is_told(data, tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(data)
    with pytest.raises(InputError, match="1 rejected"):
        load([tmp_path], AT)


def test_what_is_too_large_is_passed_over_unless_it_is_a_page(tmp_path, packed, monkeypatch):
    monkeypatch.setattr(reading, "DOCUMENT", 10_000)
    records = [numbered(0), MEDIA, response("https://example.org/big", b"<p>x</p>" * 2000), numbered(1)]
    found, places = read(tmp_path, packing(records, packed), packed=packed)
    assert found == urls(0, 1)
    assert [reason for reason, _ in places] == ["too_large"]


def test_a_record_that_is_a_bomb_is_passed_over_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "unpacked_limit", lambda _: 1 << 20)
    bomb = response("https://example.org/film", b"0" * (8 << 20), "video/mp4")
    found, places = read(tmp_path, packing([numbered(0), bomb, numbered(1)], packed=True), packed=True)
    assert found == urls(0, 1)
    assert [reason for reason, _ in places] == ["damaged"]


def test_a_page_that_unpacks_to_too_much(tmp_path, packed):
    body = gzip.compress(b"<p>" + b"mot " * (5 << 20))
    bomb = response("https://example.org/x", body, extra="Content-Encoding: gzip\r\n")
    found, places = read(tmp_path, packing([bomb, numbered(1)], packed), packed=packed)
    assert found == urls(1)
    assert [reason for reason, _ in places] == ["too_large"]


def test_the_encoding_that_the_server_tells_is_believed(tmp_path):
    html = page(ARTICLES[0]).replace('<meta charset="utf-8">', "").encode("cp1252")
    (tmp_path / "a.warc").write_bytes(response(ARTICLES[0].url, html, "text/html; charset=ISO-8859-1"))
    [article] = load([tmp_path], AT)[0]
    assert article.text == ARTICLES[0].text
