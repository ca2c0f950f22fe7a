"""Whatever Unicode an article holds, it comes through in NFC and nothing else about it changes."""

import json
import unicodedata
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from etl.ingest.decoding import decode
from etl.ingest.records import to_article

AT = datetime(2026, 1, 2, tzinfo=UTC)
PIECES = [
    "e\u0301",
    "é",
    "ç",
    "c\u0327",
    "\u00a0",
    "\u202f",
    "🇫🇷",
    "👩‍🚒",
    "’",
    "«",
    "»",
    "ﬁ",
    "Å",
    "\n",
    "\r\n",
    "\r",
    " ",
    "mot",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5)).map("".join)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))


@given(WORDS)
def test_only_the_normal_form_and_the_line_ends_change(text):
    article = to_article({"text": text}, "x", AT)
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    assert article.text == "\n".join(lines[filled[0] : filled[-1] + 1])
    assert unicodedata.is_normalized("NFC", article.text)
    assert article.char_count == len(article.text)


@given(WORDS, st.none() | TEXTS)
def test_what_was_taken_in_once_is_taken_in_again_unchanged(text, title):
    first = to_article({"id": "a", "title": title, "text": text}, "x", AT)
    again = to_article({"id": "a", "title": title, "text": first.text}, "x", AT)
    assert again == first
    assert first.title is None or first.title in first.text.split("\n", 1)[0]


@given(WORDS)
def test_composed_and_decomposed_spellings_are_one_article(text):
    ids = {to_article({"id": "a", "text": unicodedata.normalize(form, text)}, "x", AT).article_id for form in ("NFC", "NFD")}
    assert len(ids) == 1


@given(TEXTS.filter(lambda text: not text.startswith("\ufeff")), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_encodings_give_back_the_text(text, encoding):
    assert decode(text.encode(encoding)) == text


@given(WORDS)
def test_a_record_says_the_same_escaped_or_not(text):
    records = [json.loads(json.dumps({"text": text}, ensure_ascii=escaped)) for escaped in (True, False)]
    assert to_article(records[0], "x", AT) == to_article(records[1], "x", AT)
