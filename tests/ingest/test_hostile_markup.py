"""Markup that hides, expands or nests without end: what nobody is shown is not read, and nothing is expanded."""

import io
import json
import zipfile

import pytest

from tests.ingest.corpus import ARTICLES, page, rss, word
from tests.ingest.strangers import read

ARTICLE, OTHER = ARTICLES

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["a.rss", "a.atom", "a.xml"])
def test_a_feed_with_entities_is_refused(name, encoding, tmp_path):
    text = rss(ARTICLE).replace('encoding="utf-8"?>', f'encoding="{encoding}"?>{LAUGHS}').replace("jeudi", "&b;&c;")
    assert read(tmp_path, **{name: text.encode(encoding)}) == ({}, {name: "entities"})


def test_entities_of_a_page_and_of_a_document_are_not_expanded(tmp_path):
    page_with = (LAUGHS + page(ARTICLE).replace("jeudi", "&b;&c;")).encode()
    packed = io.BytesIO(word(ARTICLE))
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                data = data.replace(b"<w:document", LAUGHS.encode() + b"<w:document", 1).replace(b"jeudi", b"&b;&c;")
            new.writestr(part, data)
    articles, rejects = read(tmp_path, **{"a.html": page_with, "b.docx": out.getvalue()})
    assert all("haha" not in article.text and "root:" not in article.text for article in articles.values())
    assert len(articles) + len(rejects) == 2


def test_hidden_text_and_scripts_are_never_read(tmp_path):
    hiding = ["hidden", 'style="display:none"', 'style="visibility: hidden"', 'style="font-size:0"', 'class="sr-only x"']
    secrets = "".join(
        f"<p {how}>Secret numéro {number} d’une longueur bien ordinaire.</p>" for number, how in enumerate(hiding)
    )
    secrets += "<script>var s = 'Secret';</script><style>.s{content:'Secret'}</style><template><p>Secret</p></template>"
    secrets += "<noscript><p>Secret</p></noscript><!-- Secret --><div hidden><div><p>Secret</p></div></div>"
    text = page(ARTICLE).replace("<p>", f"{secrets}<p>", 2).replace("<body>", f"<body>{secrets}")
    articles, _ = read(tmp_path, **{"a.html": text.encode(), "b.rss": rss(OTHER).replace("<p>", f"{secrets}<p>").encode()})
    assert [article.text for article in articles.values()] == [ARTICLE.text, OTHER.text]


def test_what_is_shown_on_some_screens_is_read(tmp_path):
    text = page(ARTICLE).replace("<main>", '<main class="hidden md:block">').replace("<article>", '<article class="paywall">')
    articles, _ = read(tmp_path, **{"a.html": text.encode()})
    assert articles["a.html"].text == ARTICLE.text


@pytest.mark.parametrize("tag", ["div", "span", "table", "ul", "blockquote", "b", "iframe", "font"])
def test_deep_nesting_ends(tag, tmp_path):
    deep = (f"<{tag}>" * 100_000 + "<p>Au fond</p>" + f"</{tag}>" * 100_000).encode()
    feed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"content_html": deep.decode()}]}).encode()
    articles, rejects = read(tmp_path, **{"a.html": deep, "b.json": feed})
    assert len(articles) + len(rejects) == 2
