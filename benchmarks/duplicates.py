"""How well and how fast near-copies are found among a thousand dispatches: `make bench-duplicates`."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

from benchmarks.dispatches import Dispatch, make
from etl.console import say, show_table
from etl.ingest.duplicates import find_duplicates

_SETS = 5


def score(dispatches: Sequence[Dispatch]) -> tuple[float, float]:
    """Precision and recall of the copies found, each right only with its own original."""
    found = find_duplicates([each.row() for each in dispatches]).items()
    true = {(f"art_{each.number:05}", f"art_{each.original:05}") for each in dispatches if each.original is not None}
    right = len(true & set(found))
    return right / max(1, len(found)), right / max(1, len(true))


def rate(dispatches: Sequence[Dispatch]) -> float:
    """Articles a second of processor time, in the best of three rounds."""
    rows = [each.row() for each in dispatches]
    times = []
    for _ in range(3):
        started = process_time()
        find_duplicates(rows)
        times.append(process_time() - started)
    return len(rows) / min(times)


def main() -> None:
    """Print precision, recall and speed on sets of 1,000 dispatches, 300 of them near-copies, each set made anew."""
    rows = []
    for seed in range(_SETS):
        dispatches = make(1000, 300, seed)
        precision, recall = score(dispatches)
        rows.append((seed, f"{precision:.3f}", f"{recall:.3f}", f"{rate(dispatches):,.0f}"))
    show_table(("set", "precision", "recall", "articles/s"), rows)
    size = sum(len(each.text) for each in dispatches) / len(dispatches)
    say(f"Dispatches of {size / 1000:.1f} thousand characters on average; seconds of one processor.")


if __name__ == "__main__":
    main()
