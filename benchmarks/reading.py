"""How fast articles are read, and on what the time is spent: `make bench-reading`."""

from __future__ import annotations

from datetime import date
from functools import cache

from benchmarks.measure import conditions, rate
from etl.console import say, show_table
from etl.entities.scene import set_scene
from etl.events.read import read
from etl.language.pack import Pack, load_pack
from etl.language.sentences import find_quoted, find_sentences, paragraphs
from etl.language.tokens import tokenize

_DAY = date(2024, 5, 16)


@cache
def _pack() -> Pack:
    return load_pack("fr")


def to_tokens(text: str) -> object:
    """Tokens, direct speech and sentences."""
    tokens = tokenize(text, _pack())
    runs = paragraphs(text, tokens)
    return find_sentences(tokens, runs, find_quoted(text, tokens, runs, _pack()), _pack())


def to_spans(text: str) -> object:
    """All that, and names, dates and amounts."""
    return set_scene(text, _DAY, _pack())


def to_events(text: str) -> object:
    """Everything that the article says."""
    return read(text, _DAY, _pack())


def main() -> None:
    """Print articles a second, then the time of each stage: it is what the stage takes longer than the one before."""
    rates = [(processes, round(rate(to_events, processes))) for processes in (1, 2)]
    show_table(("processes", "articles/s"), rates)
    say()
    times = [1000 / rate(stage) for stage in (to_tokens, to_spans, to_events)]
    stages = zip(("tokens and sentences", "spans", "events"), times, [0.0, *times], strict=False)
    rows = [(name, f"{time - before:.2f}", f"{(time - before) / times[-1]:.0%}") for name, time, before in stages]
    show_table(("stage", "ms an article", "share"), [*rows, ("all", f"{times[-1]:.2f}", "100%")])
    say()
    say(conditions())


if __name__ == "__main__":
    main()
