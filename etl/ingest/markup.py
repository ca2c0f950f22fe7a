"""HTML as a tree without what a reader of the page does not see, and its words a paragraph a line."""

from __future__ import annotations

import re
from typing import Any

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from etl.ingest.errors import UnreadableError, refusing

_MOST_ELEMENTS = 20_000  # extraction takes time by their square; long articles have a few thousand
_WORDLESS = ("script", "style", "head", "svg", "select", "textarea")
_NEVER_SHOWN = ("template", "noscript", "iframe", "frame", "object", "embed")
_HIDING_STYLE = re.compile(r"display:none|visibility:(?:hidden|collapse)|(?:font-size|opacity):0(?:\.0+)?[a-z%]{0,3}(?:;|!|$)")
_HIDING_CLASS = re.compile("(?:is-)?hidden|d-none|sr-only|visually-?hidden|screen-reader-text")
_SHOWING_CLASS = re.compile(r"(?:\w+:|d-\w+-)(?:block|flex|inline|grid|table|not-sr-only).*")  # on some screens
# What lies over an article, or asks for something before it, by the names that sites and their suppliers give it.
_NOTICE = re.compile(
    "cookie|consent|gdpr|rgpd|onetrust|didomi|axeptio|tarteaucitron|pay-?wall|reg-?wall|subscri|newsletter-(?:form|box|signup)"
)
_DIALOGS = {"dialog", "alertdialog"}
_LONGEST_NOTICE = 600  # code points: some sites name the whole article after the wall before it
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fieldset|fig(?:caption|ure)|footer|form|"
    "h[1-6r]|header|html|legend|li|main|nav|[ou]l|option|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|title"
)
_LAID_OUT = re.compile("article|blockquote|div|h[1-6]|[ou]l|p|section|table")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")  # those that a browser takes for one; a non-breaking one is kept
_PARSER = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "no_network": True, "huge_tree": False}


def parse(html: str) -> Any:
    """The tree of a page or of a piece of one.

    Raises:
        UnreadableError: `empty` where there is no element in it, `too_large` where there are too many, `damaged`.
    """
    if not html.strip():
        raise UnreadableError("empty", "There is no text in it; give a page with text.")
    with refusing("The page"):
        tree = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(**_PARSER))
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise UnreadableError("too_large", f"The page has more than the {_MOST_ELEMENTS} elements that are read.")
    return tree


def prune(tree: Any) -> None:
    """Take out of a tree what is hidden, and notices about cookies and subscriptions. Scripts stay: they may hold metadata."""
    longest = min(_LONGEST_NOTICE, sum(map(len, tree.itertext())) // 2)
    for element in list(tree.iter(etree.Element)):
        if element.getparent() is not None and element.tag != "body" and (_is_hidden(element) or _is_notice(element, longest)):
            element.drop_tree()


def unfold(tree: Any) -> None:
    """Make plain blocks of the tables that only lay a page out: those whose cells hold paragraphs, headings or tables."""
    for table in list(tree.iter("table")):
        rows = table.xpath("./tr | ./*/tr")
        cells = [cell for row in rows for cell in row.iterchildren("td", "th")]
        if any(_LAID_OUT.fullmatch(str(block.tag)) for cell in cells for block in cell):
            for element in (table, *table.iterchildren("tbody", "thead", "tfoot"), *rows, *cells):
                element.tag = "div"


def words(html: str) -> str:
    """All words of a page, or of a piece of one, that its reader sees: a block a line, white space as a browser shows it.

    Raises:
        UnreadableError: As `parse`.
    """
    tree = parse(html)
    prune(tree)
    for element in list(tree.iter(*_WORDLESS)):
        element.drop_tree()
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        text = (element.text if event == "start" else element.tail) or ""
        pieces += ["\n" if _BLOCK.fullmatch(element.tag) else "", _SPACES.sub(" ", text)]
    return lines("".join(pieces))


def lines(text: str) -> str:
    """The lines that hold something, without white space around each."""
    stripped = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in stripped if line)


def _is_hidden(element: Any) -> bool:
    if "hidden" in element.attrib or element.tag in _NEVER_SHOWN:
        return True
    classes = (element.get("class") or "").lower().split()
    if any(map(_HIDING_CLASS.fullmatch, classes)) and not any(map(_SHOWING_CLASS.fullmatch, classes)):
        return True
    return bool(_HIDING_STYLE.search(re.sub(r"\s", "", element.get("style") or "").lower()))


def _is_notice(element: Any, longest: int) -> bool:
    if element.get("role") not in _DIALOGS and not _NOTICE.search(f"{element.get('id')} {element.get('class')}".lower()):
        return False
    return sum(map(len, element.itertext())) <= longest
