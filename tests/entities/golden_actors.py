"""Golden cases on actors: a text, and all actors that it names, with every spelling in the text.

A case is a line of JSON: `class`, `text`, and `expect`, a list of actors with `type`, `country`, `surfaces` (each
spelling once, sorted), for a person `roles` (sorted), and for some the exact `spans`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from etl.events.read import read
from etl.language.pack import load_pack

_GOLDEN = Path(__file__).parents[1] / "golden"


def cases(*names: str) -> list[dict[str, Any]]:
    """The cases of files of the golden folder (`people/names`), in order."""
    lines = (line for name in names for line in (_GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines]


def params(*names: str) -> list[ParameterSet]:
    """The cases of files, each as a parameter with its class and text as its id."""
    return [pytest.param(case, id=f"{case['class']}: {case['text']}") for case in cases(*names)]


def found(text: str) -> list[dict[str, Any]]:
    """The actors that a text mentions, as a case tells them."""
    reading = read(text, None, load_pack("fr"))
    actors: list[dict[str, Any]] = []
    for number, actor in enumerate(reading.actors):
        spans = {(mention.start, mention.end) for mention in reading.mentions if mention.actor == number}
        told: dict[str, Any] = {"type": actor.actor_type, "country": actor.country}
        if actor.actor_type == "person":
            told["roles"] = sorted({role.role for role in reading.roles if role.actor == number})
        told["surfaces"] = sorted({text[start:end] for start, end in spans})
        told["spans"] = sorted([start, end] for start, end in spans)
        if spans:
            actors.append(told)
    return actors


def check(case: dict[str, Any]) -> None:
    """Asserts that a case's text names the actors that it expects, and nobody else."""
    expected = sorted(case["expect"], key=_order)
    told = sorted(found(case["text"]), key=_order)
    padded = [*expected, *({} for _ in told[len(expected) :])]
    assert [
        {key: value for key, value in actor.items() if key != "spans" or "spans" in want}
        for actor, want in zip(told, padded, strict=False)
    ] == expected


def _order(actor: dict[str, Any]) -> tuple[str, list[str], str]:
    return actor["type"], actor["surfaces"], actor["country"] or ""


def share_of_nothing(*names: str) -> float:
    """How many of the cases of files expect nothing, as a share."""
    everything = cases(*names)
    return sum(not case["expect"] for case in everything) / len(everything)
