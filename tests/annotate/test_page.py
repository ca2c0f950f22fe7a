"""What the page says to whoever reads its source; how it looks is tested in a browser, in integration/."""

from datetime import UTC, datetime
from html.parser import HTMLParser

from etl.annotate.page import render
from etl.ingest.records import to_article

TEXT = "Titre <b>&amp;\nAu Caire, « 3 > 2 », a dit la ministre Aïda Norval.\nFin."
VOID = {"meta", "input", "br"}


class Reader(HTMLParser):
    """The elements of a page with their attributes, and the words in the text of its articles."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.open, self.words = [], [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if ("div", "text") in self.open:
            self.words += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def article(text=TEXT, **fields):
    return to_article({"text": text, "id": 'a"<1>', **fields}, "a.txt", datetime(2031, 3, 6, tzinfo=UTC))


def span(piece, layer, value=None):
    start = TEXT.index(piece)
    return {"layer": layer, "start": start, "end": start + len(piece), "text": piece, "value": value}


SPANS = [
    span("« 3 > 2 », a dit la ministre", "warnings", {"kind": "threat", "message": None, "issuer": ["Norval", "<Vésanie>"]}),
    span("3 > 2", "quote", {"speaker": 'Aïda "Norval"'}),
    span("la ministre Aïda Norval", "person", "Aïda Norval"),
]


def test_the_text_stands_in_the_page_as_it_is_and_every_element_is_closed():
    page = Reader(render([(article(), SPANS)]))
    assert page.words == TEXT
    assert page.open == []


def test_a_mark_tells_what_it_is_and_what_it_lies_in():
    page = Reader(render([(article(), SPANS)]))
    warning = "warnings: kind: threat; issuer: Norval, <Vésanie>"
    assert [(mark["data-layer"], mark["title"]) for mark in page.all("mark")] == [
        ("warnings", warning),
        ("quote", f'quote: speaker: Aïda "Norval"\n{warning}'),
        ("person", f"person: Aïda Norval\n{warning}"),
        ("person", "person: Aïda Norval"),
    ]
    assert ["begins" in mark["class"] for mark in page.all("mark")] == [True, True, True, False]


def test_lines_lie_one_below_another_and_fills_need_none():
    marks = Reader(render([(article(), SPANS)])).all("mark")
    assert [(mark["class"].split()[0], mark["style"]) for mark in marks] == [
        ("lined", "--lines:2"),
        ("lined", "--lines:1"),
        ("filled", "--lines:0"),
        ("filled", "--lines:0"),
    ]


def test_the_legend_has_a_named_switch_for_each_layer_there_is():
    page = Reader(render([(article(), SPANS), (article("Un autre."), [])]))
    switches = [box["id"] for box in page.all("input") if box.get("class") == "layer"]
    assert switches == ["layer-person", "layer-quote", "layer-warnings"]
    assert [link["href"] for link in page.all("a")] == ["#article-1", "#article-2"]
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_layer_nobody_foresaw_is_shown_too():
    page = Reader(render([(article(), [span("Fin", "weather", 3)])]))
    assert [mark["title"] for mark in page.all("mark")] == ["weather: 3"]
    assert "layer-weather" in [box["id"] for box in page.all("input")]


def test_only_web_addresses_become_links():
    assert Reader(render([(article(url="https://vesanie.example/1"), [])])).all("a")[0]["href"] == "https://vesanie.example/1"
    assert Reader(render([(article(url="javascript:alert(1)"), [])])).all("a") == []


def test_the_page_needs_nothing_but_itself():
    page = Reader(render([(article(), SPANS)]))
    assert not any(name in attributes for _, attributes in page.elements for name in ("src", "srcset"))
    assert page.all("link") == []
    [policy] = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert policy.startswith("default-src 'none'")
