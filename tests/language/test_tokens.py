"""Tokens: the cases of golden/tokens, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from strategies import FRENCH

from etl.language.folding import straighten
from etl.language.pack import load_pack
from etl.language.tokens import tokenize

_GOLDEN = Path(__file__).parents[1] / "golden" / "tokens" / "tokens.jsonl"
_CASES = [json.loads(line) for line in _GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("text", "expect"), [pytest.param(case["text"], case["expect"], id=f"{case['class']}: {case['text']}") for case in _CASES]
)
def test_tokens(text: str, expect: list[str]) -> None:
    assert [token.text for token in tokenize(text, load_pack("fr"))] == expect


@given(FRENCH)
def test_tokens_cover_everything_but_white_space_in_order(text: str) -> None:
    tokens = tokenize(text, load_pack("fr"))
    at = 0
    for token in tokens:
        assert token.start < token.end
        assert text[at : token.start].strip() == ""
        at = token.end
    assert text[at:].strip() == ""


@given(FRENCH)
def test_a_token_is_its_piece_of_the_text(text: str) -> None:
    straight = straighten(text)
    for token in tokenize(text, load_pack("fr")):
        assert token.text == straight[token.start : token.end]
        assert token.low == token.text.lower()
        assert not token.text[0].isspace()
