"""Golden cases: short texts with the rows that the annotation guide asks for, a good part of them with none.

`not_yet.jsonl` holds what is still read wrong.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.events.read import read
from etl.events.reading import EventRow, LocalActor, Reading
from etl.language.pack import load_pack

FOLDER = Path("tests/golden")
PARTS = {
    "meetings": {"participants": ("participant", "visitor", "host")},
    "aid_pledges": {"donors": ("donor",), "recipients": ("recipient",)},
    "warnings": {"issuers": ("issuer",), "targets": ("target",)},
    "agreements": {"parties": ("party",)},
}
NOT_YET = pytest.mark.xfail(strict=True, reason="known to be read wrong")
CASES = [
    (table, json.loads(line), path.stem == "not_yet")
    for table in PARTS
    for path in sorted((FOLDER / table).glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def names(reading: Reading, text: str, actor: int) -> set[str]:
    """Every way in which a case may tell an actor: its spellings in the text, its fullest name, its country's code."""
    local: LocalActor = reading.actors[actor]
    surfaces = {text[mention.start : mention.end] for mention in reading.mentions if mention.actor == actor}
    return surfaces | {local.name, local.known_as or local.name}


def columns(table: str, row: EventRow, wanted: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row that a case tells of, as it writes them."""
    values = {name: row.values.get(name) for name in wanted if name not in PARTS[table]}
    return {
        name: float(value) if name in ("amount", "amount_max") and value is not None else value
        for name, value in values.items()
    }


def fits(table: str, row: EventRow, wanted: dict[str, Any], reading: Reading, text: str) -> bool:
    """Whether a row is what a case wants: the columns it tells of, and exactly the actors; `a/b` is either of two."""
    found = columns(table, row, wanted)
    if any(
        found[name] not in (str(wanted[name]).split("/") if isinstance(wanted[name], str) else [wanted[name]]) for name in found
    ):
        return False
    for slot, parts in PARTS[table].items():
        told = [names(reading, text, part.actor) for part in row.parts if part.part in parts]
        due = list(wanted.get(slot, ()))
        if len(told) != len(due) or not all(any(spellings & set(name.split("/")) for spellings in told) for name in due):
            return False
    return True


def shown(table: str, reading: Reading, rows: list[EventRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        parts = {
            slot: [reading.actors[p.actor].name for p in row.parts if p.part in codes] for slot, codes in PARTS[table].items()
        }
        yield {"rule": row.rule, "trigger": row.trigger, **{k: str(v) for k, v in row.values.items() if v is not None}, **parts}


@pytest.mark.parametrize(
    ("table", "case"),
    [
        pytest.param(table, case, id=f"{table}-{case['case']}", marks=[NOT_YET] if not_yet else [])
        for table, case, not_yet in CASES
    ],
)
def test_golden(table: str, case: dict[str, Any]) -> None:
    text, day = case["text"], case.get("published_on")
    reading = read(text, date.fromisoformat(day) if day else None, load_pack("fr"))
    rows = [row for row in reading.events if row.table == table]
    left = list(rows)
    for wanted in case["expect"]:
        found = next((row for row in left if fits(table, row, wanted, reading, text)), None)
        assert found is not None, f"no row {wanted} in {list(shown(table, reading, rows))}"
        left.remove(found)
    assert not left, f"spurious: {list(shown(table, reading, left))}"


def test_there_are_enough_cases_and_a_quarter_expects_nothing() -> None:
    counts = Counter(table for table, _, _ in CASES)
    assert counts["meetings"] >= 120
    assert counts["aid_pledges"] >= 100
    assert counts["warnings"] >= 130
    assert counts["agreements"] >= 80
    assert sum(counts.values()) >= 430
    assert sum(not case["expect"] for _, case, _ in CASES) >= sum(counts.values()) / 4


def test_cases_have_names_of_their_own() -> None:
    repeated = [key for key, n in Counter((table, case["case"]) for table, case, _ in CASES).items() if n > 1]
    assert repeated == []
