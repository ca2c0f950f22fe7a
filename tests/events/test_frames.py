"""Every frame with its own examples and counter-examples, and the house rules of the frame files."""

from __future__ import annotations

from typing import Any

import pytest

from etl.events.frames import TABLES
from etl.events.read import read
from etl.language.grammar import grammar
from etl.language.pack import load_pack

PACK = load_pack("fr")
FRAMES = [(table, frame) for table in TABLES for frame in PACK.data(f"frames/{table}").get("frame", ())]


def texts(kind: str) -> list[Any]:
    """The examples or the counter-examples of all frames."""
    return [
        pytest.param(table, frame["id"], text, id=f"{frame['id']}-{text[:40]}")
        for table, frame in FRAMES
        for text in frame.get(kind, ())
    ]


def rules(table: str, text: str) -> set[str]:
    """The rules that give rows of a table."""
    return {row.rule for row in read(text, None, PACK).events if row.table == table}


@pytest.mark.parametrize(("table", "rule", "text"), texts("examples"))
def test_an_example_gives_a_row_of_its_rule(table: str, rule: str, text: str) -> None:
    assert rule in rules(table, text)


@pytest.mark.parametrize(("table", "rule", "text"), texts("counter_examples"))
def test_a_counter_example_gives_none(table: str, rule: str, text: str) -> None:
    assert rule not in rules(table, text)


@pytest.mark.parametrize(("table", "frame"), FRAMES, ids=[frame["id"] for _, frame in FRAMES])
def test_a_frame_shows_what_it_is_for_and_what_not(table: str, frame: dict[str, Any]) -> None:
    assert frame.get("examples"), "a frame needs examples"
    assert frame.get("counter_examples"), "a frame needs counter-examples"
    assert frame.get("verbs") or frame.get("nouns"), "a frame must be opened by something"


def test_the_ids_of_frames_are_their_own() -> None:
    ids = [frame["id"] for _, frame in FRAMES]
    assert sorted(ids) == sorted(set(ids))


def test_every_verb_of_a_frame_can_be_conjugated() -> None:
    known = {reading.lemma for readings in grammar(PACK).verbs.values() for reading in readings}
    asked = {verb.removeprefix("se ").removeprefix("s'") for _, frame in FRAMES for verb in frame.get("verbs", ())}
    assert asked <= known, "add them to verbs.toml and run tools/make_verbs.py"
