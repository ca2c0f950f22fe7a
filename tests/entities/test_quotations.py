"""Direct speech and its speakers: the cases of golden/quotations, and what holds for any text.

The people of the cases are invented. A speaker is given by the end of his name, or by the id of a body or a country.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import FRENCH

from etl.entities.quotations import find_speech, speaking_verbs
from etl.entities.scene import set_scene
from etl.language.pack import load_pack

_GOLDEN = Path(__file__).parents[1] / "golden" / "quotations" / "statements.jsonl"
_CASES = [json.loads(line) for line in _GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['class']}: {case['text']}") for case in _CASES])
def test_statements(case: dict[str, Any]) -> None:
    text = case["text"]
    scene = set_scene(text, None, load_pack("fr"))
    told = [
        {"quote": text[speech.start : speech.end], "speaker": member.key or member.name}
        | ({"channel": text[slice(*speech.channel)]} if speech.channel else {})
        for speech in find_speech(scene)
        if speech.speaker is not None
        for member in [scene.cast.members[speech.speaker]]
    ]
    for one, expected in zip(told, case["expect"], strict=False):
        if one["speaker"].endswith(expected["speaker"]):
            one["speaker"] = expected["speaker"]
    assert told == case["expect"]


def test_a_quarter_of_the_cases_expects_nothing() -> None:
    assert sum(not case["expect"] for case in _CASES) * 4 >= len(_CASES)


def test_verbs_speak_without_their_reflexive_pronoun() -> None:
    verbs = speaking_verbs(load_pack("fr"))
    assert {"affirmer", "exclamer", "indigner"} <= verbs
    assert not any(verb.startswith(("se ", "s'")) for verb in verbs)


@settings(max_examples=60)
@given(FRENCH)
def test_pieces_lie_in_the_text_between_their_marks(text: str) -> None:
    scene = set_scene(text, None, load_pack("fr"))
    speeches = find_speech(scene)
    for speech in speeches:
        assert 0 <= speech.start < speech.end <= len(text)
        assert text[speech.start : speech.end] == text[speech.start : speech.end].strip()
        assert scene.tokens[speech.first].start <= speech.start
        assert speech.last == len(scene.tokens) or speech.end <= scene.tokens[speech.last].start
        assert speech.speaker is None or 0 <= speech.speaker < len(scene.cast.members)
        assert speech.channel is None or 0 <= speech.channel[0] < speech.channel[1] <= len(text)
    for one, following in pairwise(speeches):
        assert one.end <= following.start
