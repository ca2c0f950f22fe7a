"""Spans as W3C Web Annotations in JSON-LD, for tools that know nothing of this program.

The text that the offsets count in is part of the page, under an id made from its content, so that a tool needs
nothing else. The W3C's text positions are ours: code points from 0, end exclusive.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any
from uuid import UUID, uuid5

from etl.events.annotate import Span
from etl.events.read import EXTRACTOR
from schemas.tables import Article

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_NAMESPACE = UUID("658d51fc-4776-519f-a46f-bc5799e4a34c")  # any will do, as long as it never changes
_AROUND = 32  # characters of prefix and suffix


def to_page(article: Article, spans: list[Span]) -> dict[str, Any]:
    """The Annotation Page of an article.

    Args:
        article: The article.
        spans: What `etl.events.annotate` gives for it.

    Returns:
        A JSON-LD document. Each annotation has a tag, the layer, and where the span has a value, a description with
        it (a string, or JSON). Equal input gives equal ids; spans that are equal in everything are one annotation.
    """
    text = _text(article)
    items = {item["id"]: item for item in (_annotation(article, span, text["id"]) for span in spans)}
    return {
        "@context": _CONTEXT,
        "id": _id(article, "page"),
        "type": "AnnotationPage",
        "generator": {"type": "Software", "name": EXTRACTOR},
        "dcterms:source": text,
        "partOf": {
            "id": _id(article, "collection"),
            "type": "AnnotationCollection",
            "label": article.title or article.source_id,
            "total": len(items),
        },
        "startIndex": 0,
        "items": list(items.values()),
    }


def _text(article: Article) -> dict[str, Any]:
    """The text as a resource of its own, named by its hash as RFC 6920 says."""
    digest = urlsafe_b64encode(bytes.fromhex(article.content_sha256)).decode().rstrip("=")
    told = {
        "id": f"ni:///sha-256;{digest}",
        "type": "TextualBody",
        "format": "text/plain",
        "language": article.language,
        "via": article.url,
        "value": article.text,
    }
    return {name: value for name, value in told.items() if value is not None}


def _annotation(article: Article, span: Span, source: str) -> dict[str, Any]:
    start, end, text = span["start"], span["end"], article.text
    body = [{"type": "TextualBody", "purpose": "tagging", "value": span["layer"]}]
    if span["value"] is not None:
        body.append({"type": "TextualBody", "purpose": "describing", **_value(span["value"])})
    return {
        "id": _id(article, json.dumps(span, sort_keys=True)),
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span["text"],
                    "prefix": text[max(0, start - _AROUND) : start],
                    "suffix": text[end : end + _AROUND],
                },
            ],
        },
    }


def _value(value: Any) -> dict[str, str]:
    if isinstance(value, str):
        return {"format": "text/plain", "value": value}
    return {"format": "application/json", "value": json.dumps(value, ensure_ascii=False)}


def _id(article: Article, what: str) -> str:
    return uuid5(_NAMESPACE, f"{article.article_id}\0{what}").urn
