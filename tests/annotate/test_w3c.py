"""Pages of W3C annotations. What the W3C requires of them is told here as plain assertions: its model is prose."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from etl.annotate.w3c import to_page
from etl.ingest.records import to_article

TEXT = "Un accord 🤝 e\u0301tendu\nLa ministre Aïda Norval a promis 12\u00a0millions d’euros, puis 12\u00a0millions d’euros."
AT = datetime(2031, 3, 6, tzinfo=UTC)


def article(text=TEXT, **fields):
    return to_article({"text": text, "id": "a", **fields}, "a.txt", AT)


def span(start, end, layer, value=None, text=None):
    return {"layer": layer, "start": start, "end": end, "text": (text or article().text)[start:end], "value": value}


def ids_of(value):
    """Every id in a page."""
    if isinstance(value, dict):
        yield from (value[name] for name in value if name == "id")
        for inner in value.values():
            yield from ids_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from ids_of(inner)


def test_a_page_is_complete_and_goes_into_json():
    page = json.loads(json.dumps(to_page(article(), [span(23, 41, "person", "Aïda Norval"), span(0, 2, "place")])))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert page["partOf"]["total"] == len(page["items"]) == 2
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "tagging"
        assert item["target"]["source"] == page["dcterms:source"]["id"]
        assert [selector["type"] for selector in item["target"]["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]
    assert [[body["value"] for body in item["body"]] for item in page["items"]] == [["person", "Aïda Norval"], ["place"]]


def test_a_value_with_columns_is_json_inside():
    value = {"amount": 12000000, "currency": "EUR", "note": "été"}
    [item] = to_page(article(), [span(0, 2, "amount", value)])["items"]
    described = item["body"][1]
    assert (described["purpose"], described["format"]) == ("describing", "application/json")
    assert json.loads(described["value"]) == value


def test_the_text_comes_along_under_the_hash_of_its_bytes():
    text = to_page(article(url="https://vesanie.example/1", language="fr"), [])["dcterms:source"]
    digest = text["id"].removeprefix("ni:///sha-256;")
    assert urlsafe_b64decode(digest + "=") == sha256(text["value"].encode()).digest()
    assert (text["value"], text["language"], text["via"]) == (article().text, "fr", "https://vesanie.example/1")
    assert to_page(article(), [])["dcterms:source"].keys().isdisjoint({"via", "language"})


def test_ids_are_uuids_that_depend_on_content_alone():
    spans = [span(0, 2, "place", {"b": 1, "a": 2}), span(3, 9, "place")]
    page = to_page(article(), spans)
    assert page == to_page(article(), spans)
    shifted = to_page(article(), [span(3, 9, "place"), span(0, 2, "place", {"a": 2, "b": 1})])
    assert {item["id"] for item in shifted["items"]} == {item["id"] for item in page["items"]}
    assert to_page(article("Autre."), [])["id"] != page["id"]
    made = [one for one in ids_of(page) if not one.startswith("ni:")]
    assert len(made) == len(set(made)) == 4
    assert all(str(UUID(one)) == one.removeprefix("urn:uuid:") for one in made)


def test_spans_equal_in_everything_are_one_annotation():
    twice = [span(0, 2, "place"), span(0, 2, "place"), span(0, 2, "person")]
    page = to_page(article(), twice)
    assert [item["body"][0]["value"] for item in page["items"]] == ["place", "person"]
    assert page["partOf"]["total"] == 2


@given(st.text(st.sampled_from("aé\n🤝\u00a0 "), min_size=1, max_size=90).filter(str.strip), st.data())
def test_both_selectors_find_the_piece(drawn, data):
    text = article(drawn).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    [item] = to_page(article(drawn), [span(start, end, "place", text=text)])["items"]
    position, quote = item["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == text[start:end]
    assert text[: position["start"]].endswith(quote["prefix"])
    assert text[position["end"] :].startswith(quote["suffix"])
    assert quote["prefix"] or start == 0
    assert quote["suffix"] or end == len(text)
