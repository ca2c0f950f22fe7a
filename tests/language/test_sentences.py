"""Sentences and direct speech: the cases of golden/sentences, and what holds for any text.

In a case `|` stands where one sentence ends and the next begins, `¦` where that happens inside a quotation.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from etl.language.pack import load_pack
from etl.language.sentences import find_quoted, find_sentences, paragraphs
from etl.language.tokens import tokenize

_GOLDEN = Path(__file__).parents[1] / "golden" / "sentences" / "boundaries.jsonl"
_CASES = [json.loads(line) for line in _GOLDEN.read_text(encoding="utf-8").splitlines()]


def _marked(text: str) -> str:
    """The text with a mark at the end of every sentence that another one follows."""
    pack = load_pack("fr")
    tokens = tokenize(text, pack)
    sentences = find_sentences(text, tokens, find_quoted(text, tokens, pack), pack)
    outer = [s for s in sentences if not s.quoted]
    inner = [s for s in sentences if s.quoted]
    ends = {tokens[a.last - 1].end: "|" for a, _ in pairwise(outer)}
    ends |= {tokens[a.last - 1].end: "¦" for a, b in pairwise(inner) if a.last == b.first}
    cuts = [0, *sorted(ends), len(text)]
    return "".join(text[a:b] + ends.get(b, "") for a, b in pairwise(cuts))


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['class']}: {case['text']}") for case in _CASES])
def test_boundaries(case: dict[str, Any]) -> None:
    assert _marked(case["text"].replace("|", "").replace("¦", "")) == case["text"]
