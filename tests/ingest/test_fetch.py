"""Fetching, from a server on this machine alone."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.ingest import web as asking
from etl.ingest.fetch import STATE, fetch
from etl.ingest.load import load
from etl.ingest.web import FetchError, Web, client
from tests.ingest.corpus import ARTICLES, atom, json_feed, page, rss

AT = datetime(2026, 1, 2, tzinfo=UTC)
ARTICLE = ARTICLES[0]


@dataclass
class Site:
    """What is served, by path: (status, headers, body), one after the other, the last one for good; and what was asked."""

    pages: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def put(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages.setdefault(path, []).append((status, named, data))
        return self.address + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            served.asked.append((self.path, dict(self.headers)))
            answers = served.pages.get(self.path, [(404, {}, b"")])
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            if headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with serving(Handler) as address:
        served.address = address
        yield served


@contextmanager
def serving(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def fetched(feeds, output, *, pages=False):
    waits = []
    with client() as sender:
        return list(fetch(feeds, output, Web(sender, waits.append), pages=pages)), waits


@pytest.mark.parametrize("write", [rss, atom, json_feed])
def test_the_articles_of_a_feed_can_be_read(site, tmp_path, write):
    [one], _ = fetched([site.put("/feed", write(ARTICLE))], tmp_path / "out")
    assert (one.articles, one.new, one.problems) == (1, 1, [])
    [article], rejects = load([tmp_path / "out"], AT)
    assert rejects == []
    assert (article.text, str(article.published_on), article.url) == (ARTICLE.text, ARTICLE.published_on, ARTICLE.url)
    assert dict(site.asked[-1][1])["User-Agent"].startswith("depeche/")


def test_what_has_not_changed_is_not_sent_again(site, tmp_path):
    feed = site.put("/feed", rss(ARTICLE), ETag='"1"', Last_Modified="Fri, 05 Mar 2021 10:00:00 GMT")
    fetched([feed], tmp_path)
    [again], _ = fetched([feed], tmp_path)
    assert (again.articles, again.new, again.problems) == (None, 0, [])
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert site.asked[-1][1]["If-Modified-Since"] == "Fri, 05 Mar 2021 10:00:00 GMT"
    [article], _ = load([tmp_path], AT)
    assert article.source_id == ARTICLE.id


def test_a_new_entry_is_added_and_a_changed_one_replaced(site, tmp_path):
    feed = site.put("/feed", json_feed(ARTICLE))
    site.put("/feed", json_feed(ARTICLE).replace("deux jours", "trois jours"))
    site.put("/feed", json_feed(ARTICLES[1]))
    assert [fetched([feed], tmp_path)[0][0].new for _ in range(3)] == [1, 1, 1]
    first, second = load([tmp_path], AT)[0]
    assert "trois jours" in first.text
    assert second.source_id == ARTICLES[1].id


def test_pages_are_fetched_once_and_a_manifest_tells_the_rest(site, tmp_path):
    feed = site.put("/feed", rss(ARTICLE).replace(ARTICLE.url, site.put("/a.html", page(ARTICLE).replace("canonical", "x"))))
    [one], waits = fetched([feed], tmp_path, pages=True)
    assert (one.new, one.problems) == (1, [])
    assert waits == [1.0]  # between two requests to one site
    [two], _ = fetched([feed], tmp_path, pages=True)
    assert two.new == 0
    assert site.paths() == ["/feed", "/a.html", "/feed"]
    [article], rejects = load([tmp_path], AT)
    assert rejects == []
    assert (article.text, article.url) == (ARTICLE.text, f"{site.address}/a.html")
    assert (str(article.published_on), article.published_on_source) == (ARTICLE.published_on, "manifest")


def test_a_page_that_could_not_be_had_is_asked_for_again(site, tmp_path):
    feed = site.put("/feed", rss(ARTICLE).replace(ARTICLE.url, site.put("/a.html", status=403)), ETag='"1"')
    [one], _ = fetched([feed], tmp_path, pages=True)
    assert one.problems == [f"{site.address}/a.html: the server does not give it (status 403)."]
    site.put("/a.html", page(ARTICLE))
    site.pages["/a.html"].pop(0)
    assert fetched([feed], tmp_path, pages=True)[0][0].new == 1


def test_robots_txt_is_obeyed(site, tmp_path):
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\nCrawl-delay: 5\n")
    feeds = [site.put("/secret/feed", rss(ARTICLE)), site.put("/a", rss(ARTICLE)), site.put("/b", rss(ARTICLES[1]))]
    (secret, *others), waits = fetched(feeds, tmp_path)
    assert secret.problems == [f"{feeds[0]}: its robots.txt forbids it."]
    assert [one.new for one in others] == [1, 1]
    assert site.paths() == ["/a", "/b"]
    assert waits == [5.0]


def test_a_redirect_asks_the_robots_txt_of_where_it_leads(site, tmp_path):
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\n")
    there, secret = site.put("/there", rss(ARTICLE)), site.put("/secret", rss(ARTICLE))
    moved, led = site.put("/moved", status=301, Location="/there"), site.put("/led", status=302, Location=secret)
    circle = site.put("/circle", status=302, Location="/circle")
    results, _ = fetched([moved, led, circle], tmp_path)
    assert there
    assert [one.new for one in results] == [1, 0, 0]
    assert "forbids" in results[1].problems[0]
    assert "redirects" in results[2].problems[0]


def test_a_busy_server_is_asked_again_as_it_says(site, tmp_path):
    feed = site.put("/feed", status=503, Retry_After="7")
    site.put("/feed", status=429)
    site.put("/feed", rss(ARTICLE))
    [one], waits = fetched([feed], tmp_path)
    assert (one.new, one.problems) == (1, [])
    assert waits == [7.0, 7.0]


@pytest.mark.parametrize(
    ("headers", "tries"), [({}, 4), ({"Retry_After": "86400"}, 1), ({"Retry_After": "Fri, 05 Mar 2100 10:00:00 GMT"}, 1)]
)
def test_a_server_that_stays_busy_is_left_alone(site, tmp_path, headers, tries):
    [one], waits = fetched([site.put("/feed", status=503, **headers)], tmp_path)
    assert "does not answer (status 503)" in one.problems[0]
    assert len(site.paths()) == tries
    assert sum(waits) <= 60


def test_a_server_that_is_not_there_is_told(site, tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "_TRIES", 2)
    with serving(BaseHTTPRequestHandler) as gone:
        pass
    [one], waits = fetched([f"{gone}/feed"], tmp_path)
    assert one.problems[0].startswith(f"{gone}/robots.txt: the server does not answer (Connect")
    assert len(waits) == 1


def test_what_is_too_large_is_not_read_to_its_end(site, tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "DOCUMENT", 1 << 20)
    [one], _ = fetched([site.put("/feed", b" " * (1 << 21))], tmp_path)
    assert one.problems == [f"{site.address}/feed: it has more than the 1 MiB that are read."]


@pytest.mark.parametrize("body", ["", "<html><body>Une page</body></html>", "{}", "[]", '{"version": "x"}', "<rss", "\x00\x01"])
def test_what_is_no_feed_is_told_and_the_others_go_on(site, tmp_path, body):
    (bad, good), _ = fetched([site.put("/bad", body), site.put("/good", rss(ARTICLE))], tmp_path)
    assert len(bad.problems) == 1
    assert bad.problems[0].startswith(f"{site.address}/bad")
    assert good.new == 1


def test_entries_of_wrong_types_are_told_and_the_others_go_on(site, tmp_path):
    items = [
        {"id": 1, "url": "http://[/", "content_text": "Un", "date_published": 3},
        {"url": 5},
        "x",
        {"url": "http://a b:c/"},
    ]
    good = {"url": site.put("/a.html", page(ARTICLE)), "content_text": "Un", "title": None}
    feed = {"version": "https://jsonfeed.org/version/1", "items": [*items, good]}
    [one], _ = fetched([site.put("/feed", json.dumps(feed))], tmp_path / "pages", pages=True)
    assert one.new == 1
    assert [problem.split(": ")[0] for problem in one.problems] == [
        f"{site.address}/feed#entry3",
        "http://[/",
        "http://a b:c/robots.txt",
    ]
    [again], _ = fetched([site.address + "/feed"], tmp_path / "entries")
    assert again.new == 4


@pytest.mark.parametrize("address", ["file:///etc/passwd", "feed.xml", "ftp://example.org/feed", "http://[", "https:///x"])
def test_what_is_no_address_is_wrong_use(tmp_path, address):
    with client() as sender, pytest.raises(FetchError, match="is no address"):
        list(fetch([address], tmp_path / "out", Web(sender)))
    shown = CliRunner().invoke(app, ["fetch", address, "--output", str(tmp_path / "out")])
    assert shown.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_the_command_says_what_it_did(site, tmp_path):
    good, bad = site.put("/good", rss(ARTICLE)), site.put("/bad", "no feed")
    shown = CliRunner().invoke(app, ["fetch", good, "--output", str(tmp_path)])
    assert (shown.exit_code, shown.stdout) == (0, f"{good}: 1 articles, 1 new\n")
    assert json.loads((tmp_path / STATE).read_text(encoding="utf-8"))
    shown = CliRunner().invoke(app, ["fetch", bad, "--output", str(tmp_path)])
    assert shown.exit_code == 1
    assert f"not fetched {bad}" in shown.stderr
