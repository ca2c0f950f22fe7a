"""How well rows of one event are found: `python -m benchmarks.occurrences`.

The cases are told as different papers would tell them, and linked all together: a row of one case that is joined with a
row of another counts as wrong. Texts go through the reader; a row that it misses is an event told by nobody else.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from etl.console import say, show_table
from etl.entities.dates.edtf import bounds
from etl.entities.spelling import plain
from etl.events.read import read
from etl.language.pack import load_pack
from etl.resolve.occurrences import link_occurrences
from etl.resolve.tables import build_rows
from schemas.registry import BY_NAME, EVENT_TABLES, columns
from schemas.tables import Article

CASES = Path(__file__).parents[1] / "tests/golden/occurrences"
FILES = ("groups", "near_misses")
Tables = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Telling:
    """One paper's telling of an event.

    Attributes:
        case: File, class and position of the case.
        table: The event table.
        event: The event, unique over all cases.
        row: Id of the row that tells it; None if the reader missed it.
    """

    case: str
    table: str
    event: str
    row: str | None


@dataclass(frozen=True)
class Score:
    """Pairs of tellings: joined rightly, joined, and to be joined."""

    right: int
    joined: int
    due: int

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are right."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs to be joined that are."""
        return self.right / self.due if self.due else 1.0


def load_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file: `table`, `class` and `tellings`.

    Each telling has `event`, `published_on`, `text` or `row`, and `words` of the evidence where a text tells several events.
    """
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def told() -> tuple[tuple[Telling, ...], Tables, dict[str, date | None]]:
    """All tellings of all cases, the tables that their articles give together, and the days of publication by article id."""
    tellings: list[Telling] = []
    tables: Tables = defaultdict(list)
    published: dict[str, date | None] = {}
    for name in FILES:
        for number, case in enumerate(load_cases(name), start=1):
            for position, telling in enumerate(case["tellings"]):
                article = f"{name}-{number:03}-{position}"
                day = telling["published_on"] and date.fromisoformat(telling["published_on"])
                published[article] = day
                found = _read(article, telling["text"], day) if "text" in telling else _given(article, case["table"], telling)
                for table, rows in found.items():
                    tables[table] += rows
                words = telling.get("words", "")
                row = next((row["event_id"] for row in found[case["table"]] if words in row["evidence"]), None)
                tellings.append(
                    Telling(f"{name}/{case['class']} #{number}", case["table"], f"{name}-{number}-{telling['event']}", row)
                )
    tables["actors"] = list({row["actor_id"]: row for row in tables["actors"]}.values())
    return tuple(tellings), dict(tables), published


def _read(article: str, text: str, day: date | None) -> Mapping[str, list[dict[str, Any]]]:
    reading = read(text, day, load_pack("fr"))
    return build_rows([(Article.model_construct(article_id=article, text=text, published_on=day), reading)])


def _given(article: str, table: str, telling: Mapping[str, Any]) -> Mapping[str, list[dict[str, Any]]]:
    """The tables of a row as a reader would give it; its `actors` are lists of part, name, type and country."""
    given = dict(telling["row"])
    actors = [(f"{kind}:{plain(name)}", part, name, kind, country) for part, name, kind, country in given.pop("actors")]
    earliest, latest = bounds(given.get("date"))
    amounts = {name: Decimal(given[name]) for name in ("amount", "amount_max", "amount_eur") if name in given}
    row = dict.fromkeys(column.name for column in columns(BY_NAME[table])) | given | amounts
    row |= {"event_id": f"evt_{article}", "article_id": article, "evidence": given.get("title", "")}
    if "date" in row:
        row |= {"date_earliest": earliest, "date_latest": latest}
    return {
        **{name: [row] if name == table else [] for name in EVENT_TABLES},
        "actors": [{"actor_id": actor, "actor_type": kind, "country": country} for actor, _, _, kind, country in actors],
        "actor_names": [{"actor_id": actor, "name": name} for actor, _, name, _, _ in actors],
        "event_actors": [{"event_id": row["event_id"], "actor_id": actor, "part": part} for actor, part, *_ in actors],
    }


def score(tellings: Sequence[Telling], linked: Mapping[str, str]) -> tuple[Score, list[tuple[str, str]]]:
    """The score of links, and what is wrong with them: the case and what happened, a line a pair."""
    right, joined, due, wrong = 0, 0, 0, []
    for one, other in combinations(tellings, 2):
        if one.table != other.table:
            continue
        same = one.event == other.event
        is_joined = one.row is not None and other.row is not None and linked[one.row] == linked[other.row]
        right, joined, due = right + (same and is_joined), joined + is_joined, due + same
        if same != is_joined:
            wrong.append((one.case, f"joined with {other.case}" if is_joined else "missed"))
    return Score(right, joined, due), wrong


def by_table(tellings: Sequence[Telling], linked: Mapping[str, str]) -> Iterator[tuple[str, Score]]:
    """The score of each table, then of all."""
    for table in EVENT_TABLES:
        yield table, score([telling for telling in tellings if telling.table == table], linked)[0]
    yield "all", score(tellings, linked)[0]


def main() -> None:
    """Print the cases, the scores, and every pair that is wrong."""
    tellings, tables, published = told()
    linked = link_occurrences(tables, published, load_pack("fr"))
    counts = Counter(name for name in FILES for _ in load_cases(name))
    texts = Counter(name for name in FILES for case in load_cases(name) if any("text" in each for each in case["tellings"]))
    say(", ".join(f"{counts[name]} {name.replace('_', ' ')} ({texts[name]} read from texts)" for name in FILES))
    show_table(
        ("table", "pairs due", "joined", "precision", "recall"),
        [
            (table, each.due, each.joined, f"{each.precision:.3f}", f"{each.recall:.3f}")
            for table, each in by_table(tellings, linked)
        ],
    )
    wrong = score(tellings, linked)[1] + [(telling.case, "not read") for telling in tellings if telling.row is None]
    for line in sorted(set(wrong)):
        say("  ".join(line))


if __name__ == "__main__":
    main()
