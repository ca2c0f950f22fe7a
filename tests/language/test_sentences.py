"""Sentences and direct speech: the cases of golden/sentences, and what holds for any text.

In a case `|` stands where one sentence ends and the next begins, `¦` where that happens inside a quotation.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import FRENCH

from etl.language.pack import load_pack
from etl.language.sentences import Sentence, find_quoted, find_sentences, paragraphs
from etl.language.tokens import tokenize

_GOLDEN = Path(__file__).parents[1] / "golden" / "sentences" / "boundaries.jsonl"
_CASES = [json.loads(line) for line in _GOLDEN.read_text(encoding="utf-8").splitlines()]


def _marked(text: str) -> str:
    """The text with a mark at the end of every sentence that another one follows."""
    pack = load_pack("fr")
    tokens = tokenize(text, pack)
    runs = paragraphs(text, tokens)
    sentences = find_sentences(tokens, runs, find_quoted(text, tokens, runs, pack), pack)
    outer = [s for s in sentences if not s.quoted]
    inner = [s for s in sentences if s.quoted]
    ends = {tokens[a.last - 1].end: "|" for a, _ in pairwise(outer)}
    ends |= {tokens[a.last - 1].end: "¦" for a, b in pairwise(inner) if a.last == b.first}
    cuts = [0, *sorted(ends), len(text)]
    return "".join(text[a:b] + ends.get(b, "") for a, b in pairwise(cuts))


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['class']}: {case['text']}") for case in _CASES])
def test_boundaries(case: dict[str, Any]) -> None:
    assert _marked(case["text"].replace("|", "").replace("¦", "")) == case["text"]


def test_a_quarter_of_the_cases_has_no_boundary() -> None:
    assert sum(not {"|", "¦"} & set(case["text"]) for case in _CASES) * 4 >= len(_CASES)


def test_a_paragraph_ends_with_its_line() -> None:
    text = "Un titre\n\nUne phrase.\nUne autre."
    tokens = tokenize(text, load_pack("fr"))
    told = [text[tokens[first].start : tokens[last - 1].end] for first, last in paragraphs(text, tokens)]
    assert told == ["Un titre", "Une phrase.", "Une autre."]


_QUOTED = [
    ("pairs of each kind", 'Il dit « oui », “non” et "peut-être".', [("oui", 0), ("non", 0), ("peut-être", 0)]),
    ("low opening mark", "Il dit „oui“, puis „non”.", [("oui", 0), ("non", 0)]),
    ("nested", "« Il dit “oui” », écrit-elle.", [("Il dit “oui”", 0), ("oui", 1)]),
    ("nested, straight", '"Il a dit "oui" hier", écrit-elle.', [('Il a dit "oui" hier', 0), ("oui", 1)]),
    ("straight, spaced", 'Il dit " oui " et " non ".', [("oui", 0), ("non", 0)]),
    ("left open", "« Nous partons.\nIl sourit.", [("Nous partons.", 0)]),
    ("each paragraph with a mark", "« Un.\n« Deux.\n« Trois », dit-il.", [("Un.", 0), ("Deux.", 0), ("Trois", 0)]),
    ("paragraphs resumed by a closing mark", "« Un.\n» Deux.\n» Trois », dit-il.", [("Un.", 0), ("Deux.", 0), ("Trois", 0)]),
    ("paragraphs without a mark", "« Un.\nDeux.\nTrois », dit-il.", [("Un.", 0), ("Deux.", 0), ("Trois", 0)]),
    ("straight paragraphs", '"Un.\n"Deux", dit-il.', [("Un.", 0), ("Deux", 0)]),
    ("closed by another kind", "Il dit «oui” et s’en va.", [("oui", 0)]),
    ("opened by a closing mark", "Il dit ”oui” et s’en va.", [("oui", 0)]),
    ("glued to a colon", 'Il dit:"oui". Puis:"non".', [("oui", 0), ("non", 0)]),
    ("a lone straight mark", 'Un écran de 12" a brûlé. Il dit "oui".', [("oui", 0)]),
    ("a lone closing mark", "Il dit oui », puis part.", []),
    ("no mark", "Il l’a dit.", []),
]


@pytest.mark.parametrize(("text", "expect"), [pytest.param(text, expect, id=name) for name, text, expect in _QUOTED])
def test_quoted(text: str, expect: list[tuple[str, int]]) -> None:
    pack = load_pack("fr")
    tokens = tokenize(text, pack)
    quoted = find_quoted(text, tokens, paragraphs(text, tokens), pack)
    said = [tokens[q.first + q.marked : q.last] for q in quoted]
    assert [text[words[0].start : words[-1].end] for words in said] == [words for words, _ in expect]
    assert [q.depth for q in quoted] == [depth for _, depth in expect]


@given(FRENCH)
def test_the_outer_sentences_part_the_tokens_and_the_inner_ones_lie_within(text: str) -> None:
    pack = load_pack("fr")
    tokens = tokenize(text, pack)
    outer: list[Sentence] = []
    runs = paragraphs(text, tokens)
    for sentence in find_sentences(tokens, runs, find_quoted(text, tokens, runs, pack), pack):
        assert sentence.first < sentence.last
        if sentence.quoted:
            assert outer[-1].first <= sentence.first
            assert sentence.last <= outer[-1].last
        else:
            assert sentence.first == (outer[-1].last if outer else 0)
            outer.append(sentence)
    assert (outer[-1].last if outer else 0) == len(tokens)


@given(FRENCH)
def test_what_is_quoted_lies_in_the_text_in_order(text: str) -> None:
    pack = load_pack("fr")
    tokens = tokenize(text, pack)
    quoted = find_quoted(text, tokens, paragraphs(text, tokens), pack)
    assert [q.first for q in quoted] == sorted({q.first for q in quoted})
    for piece in quoted:
        assert 0 <= piece.first <= piece.last <= len(tokens)
        assert piece.depth == sum(other.first < piece.first < other.last for other in quoted)
