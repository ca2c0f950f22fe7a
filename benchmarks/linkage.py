"""The golden pairs linked by us and by peers, side by side: `python -m benchmarks.linkage`.

A peer gives a score; it is given the threshold that is best for it on these very pairs, as it is and with pairs of two
countries ruled out. One that is not installed is said to be absent. Peers compare two names; offices and other articles they
do not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Any

from benchmarks.linkage_pairs import Counts, Pair, count, load_pairs, ours
from etl.console import say, show_table
from etl.resolve.sightings import Sighting

_SCHEMAS = {"person": "Person", "organization": "Organization"}


def rapidfuzz_score(pair: Pair) -> float:
    """The weighted ratio of the two names, from 0 to 1."""
    processor = import_module("rapidfuzz.utils").default_process
    ratio: float = import_module("rapidfuzz.fuzz").WRatio(pair.one.name, pair.other.name, processor=processor)
    return ratio / 100


def rapidfuzz_sorted(pair: Pair) -> float:
    """The ratio of the two names with their words in order."""
    processor = import_module("rapidfuzz.utils").default_process
    ratio: float = import_module("rapidfuzz.fuzz").token_sort_ratio(pair.one.name, pair.other.name, processor=processor)
    return ratio / 100


@cache
def _logic() -> tuple[Any, Any, Any]:
    matcher = import_module("nomenklatura.matching").LogicV2
    return matcher, matcher.default_config(), import_module("followthemoney").model


def nomenklatura_score(pair: Pair) -> float:
    """The score of nomenklatura's logic matcher for two entities with name, country, position and other names."""
    matcher, settings, _ = _logic()
    score: float = matcher.compare(_entity(pair.one), _entity(pair.other), settings).score
    return score


def _entity(sighting: Sighting) -> Any:
    person = sighting.actor_type == "person"
    told = {
        "name": [sighting.name],
        "alias": list(sighting.spellings),
        "country": [sighting.country] if sighting.country else [],
        "position": [role for role, _ in sighting.roles] if person else [],
    }
    return _logic()[2].get_proxy(
        {
            "id": repr(sighting),  # it keeps what it has made of an id
            "schema": _SCHEMAS[sighting.actor_type],
            "properties": {name: values for name, values in told.items() if values},
        }
    )


_PEERS: dict[str, tuple[str, Callable[[Pair], float]]] = {
    "rapidfuzz WRatio": ("rapidfuzz", rapidfuzz_score),
    "rapidfuzz token_sort_ratio": ("rapidfuzz", rapidfuzz_sorted),
    "nomenklatura logic-v2": ("nomenklatura", nomenklatura_score),
}


def best_threshold(pairs: Sequence[Pair], scores: Sequence[float]) -> tuple[float, Counts]:
    """The threshold with the best F1, and what it gives."""
    told = list(zip(pairs, scores, strict=True))

    def counts(threshold: float) -> Counts:
        linked = [(pair.same, score >= threshold) for pair, score in told]
        return Counts(linked.count((True, True)), linked.count((False, True)), linked.count((True, False)))

    return max(((one, counts(one)) for one in sorted(set(scores))), key=lambda found: (found[1].f1, found[0]))


def _abroad(pair: Pair) -> bool:
    return bool(pair.one.country and pair.other.country and pair.one.country != pair.other.country)


def _row(name: str, threshold: str, counts: Counts) -> tuple[str, ...]:
    return name, threshold, f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f1:.3f}"


def main() -> None:
    """Print precision, recall and F1 of everybody, then ours by class."""
    pairs = load_pairs()
    rows = [_row("Dépêche", "", count(pairs, ours))]
    absent = []
    for name, (package, score) in _PEERS.items():
        try:
            import_module(package)
        except ImportError:
            absent.append(f"{name}: absent, {package} is not installed")
            continue
        scores = [score(pair) for pair in pairs]
        gated = [0.0 if _abroad(pair) else score for pair, score in zip(pairs, scores, strict=True)]
        for told, found in (("", scores), (", by country", gated)):
            threshold, counts = best_threshold(pairs, found)
            rows.append(_row(f"{name} ({version(package)}){told}", f"{threshold:.2f}", counts))
    linked = sum(pair.same for pair in pairs)
    say(f"{linked} pairs of one actor, {len(pairs) - linked} of two")
    show_table(("linker", "best threshold", "precision", "recall", "F1"), rows)
    for line in absent:
        say(line)
    say()
    kinds = sorted({pair.kind for pair in pairs})
    show_table(
        ("class", "", "precision", "recall", "F1"),
        [_row(kind, "", count([pair for pair in pairs if pair.kind == kind], ours)) for kind in kinds],
    )


if __name__ == "__main__":
    main()
