"""What the benchmarks share: articles that no cache has met, and how many of them something reads in a second."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from etl.engines.local import collect_seldom

_SEEDS = Path(__file__).parents[1] / "seeds"
_EVERY = 25  # words between two that are made up, on average
_ROUNDS = 3
_CHUNK = 5  # articles that a process takes at a time: while the last are read, other processes wait
_fresh = count()  # no article is handed out twice


@cache
def _seeds() -> list[list[str]]:
    """The words of each seed article; the line breaks stay on them."""
    return [path.read_text(encoding="utf-8").split(" ") for path in sorted(_SEEDS.glob("*.txt"))]


def article(number: int) -> str:
    """An article of about 2 kB: a seed with made-up words and numbers put in, others for every number."""
    dice = random.Random(number)  # noqa: S311  nothing secret
    seeds = _seeds()
    words: list[str] = []
    for word in seeds[number % len(seeds)]:
        if dice.random() * _EVERY < 1:
            letters = dice.choices("abcdeéfgilmnoprstuv", k=dice.randint(3, 10))
            words.append("".join(letters) if dice.random() < 0.8 else str(dice.randint(13, 9999)))
        words.append(word)
    return " ".join(words)


def articles(number: int) -> list[str]:
    """So many articles that were not handed out before."""
    return [article(next(_fresh)) for _ in range(number)]


def rate(read: Callable[[str], object], processes: int = 1, seconds: float = 1.0) -> float:
    """Articles a second, in the best of three rounds: other work on the machine only ever slows a round.

    Args:
        read: Reads one article; a function of a module, so that other processes can be told of it.
        processes: How many read at once.
        seconds: How long a round takes, about.
    """
    collect_seldom()  # as where articles are read in earnest
    for text in articles(5):
        read(text)  # loads what is loaded once
    started = perf_counter()
    for text in articles(5):
        read(text)
    number = max(5, round(seconds * processes * 5 / (perf_counter() - started)))
    rounds = [articles(number) for _ in range(_ROUNDS)]
    if processes == 1:
        return max(_timed(read, texts) for texts in rounds)
    # Forked, they start with what is loaded here.
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        return max(_pooled(pool, read, texts) for texts in rounds)


def _timed(read: Callable[[str], object], texts: Sequence[str]) -> float:
    started = perf_counter()
    for text in texts:
        read(text)
    return len(texts) / (perf_counter() - started)


def _pooled(pool: ProcessPoolExecutor, read: Callable[[str], object], texts: Sequence[str]) -> float:
    started = perf_counter()
    chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
    for task in [pool.submit(_timed, read, chunk) for chunk in chunks]:
        task.result()
    return len(texts) / (perf_counter() - started)


def conditions() -> str:
    """What the figures were measured on, in a line."""
    size = sum(len(article(number).encode()) for number in range(100)) / 100
    return f"Articles of {size / 1000:.1f} kB on average; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end."
