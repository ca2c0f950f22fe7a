"""Looks through a folder of pages: whether they are sound HTML, and where their links lead."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """A page that closes what it opens: its `links` as (tag, attributes), its `ids`, its `text`."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))
        self.close()
        assert self._open == [], file

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        assert len(told) == len(attrs), f"<{tag}> says an attribute twice"
        assert not [name for name in told if name.startswith("on")], "a handler in the page"
        assert tag != "a" or "a" not in self._open, "a link in a link"
        if tag not in VOID:
            self._open.append(tag)
        if told.keys() & {"href", "src"}:
            self.links.append((tag, told))
        self.ids += [told["id"]] if told.get("id") else []

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read_site(folder: Path) -> dict[Path, Page]:
    """Every page of a site; each has its ids once."""
    site = {file.resolve(): Page(file) for file in sorted(folder.rglob("*.html"))}
    for file, page in site.items():
        assert len(page.ids) == len(set(page.ids)), file
    return site


def dead_links(site: dict[Path, Page]) -> list[tuple[Path, str]]:
    """The links that lead nowhere; those that lead out of the site are not followed."""
    dead = []
    for file, page in site.items():
        for _, told in page.links:
            address = told.get("href") or told.get("src") or ""
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file() or (parts.fragment and parts.fragment not in site[target].ids):
                dead.append((file, address))
    return dead


def outside_links(site: dict[Path, Page]) -> list[tuple[str, dict[str, str | None]]]:
    """The links that lead out of the site."""
    return [
        (tag, told)
        for page in site.values()
        for tag, told in page.links
        if urlsplit(told.get("href") or told.get("src")).scheme
    ]
