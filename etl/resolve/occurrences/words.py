"""The content of short texts: the beginnings of their words, so that most inflections fall together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from etl.entities.spelling import plain
from etl.language.pack import Pack

_WORD = re.compile(r"\w+")
_SHORTEST = 3
_STEM = 5
_COMPLEMENT = 4
"""Words after the name of an instrument among which its subject stands."""


def content(text: str | None, pack: Pack, leave_out: Iterable[str] = ()) -> frozenset[str]:
    """The stems of the words of a text that mean something.

    Args:
        text: A text, or None.
        pack: The language that it is written in.
        leave_out: Names whose words do not count: those of the actors are compared by themselves.
    """
    stems = {_stem(word) for word in _words(text or "") if len(word) >= _SHORTEST and word not in _function_words(pack)}
    return frozenset(stems - {_stem(word) for name in leave_out for word in _words(name)})


def subject(evidence: str, title: str | None, pack: Pack) -> frozenset[str]:
    """What an agreement is about: the stems of its title and of the complement that follows it, without words for agreements.

    Args:
        evidence: The sentence.
        title: What the agreement is called, a piece of the sentence.
        pack: The language.
    """
    if not title:
        return frozenset()
    _, _, after = evidence.partition(title)
    words = [word for word in re.split(r"[^\w']+", plain(after.split(",")[0])) if word]
    genitives = _genitives(pack)
    opens = next((i for i, word in enumerate(words[:3]) if word.split("'")[0] in genitives), None)
    complement = "" if opens is None else " ".join(words[opens : opens + _COMPLEMENT])
    return content(f"{title} {complement}", pack) - _instruments(pack)


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _stem(word: str) -> str:
    return word[:_STEM]


@cache
def _function_words(pack: Pack) -> frozenset[str]:
    """All words that the grammar lists, whatever for: what they mean is in the others."""

    def every(value: object) -> Iterable[str]:
        if isinstance(value, str):
            yield from _words(value)
        elif isinstance(value, list):
            for item in value:
                yield from every(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from _words(str(key))
                yield from every(item)

    return frozenset(every(pack.data("grammar")))


@cache
def _genitives(pack: Pack) -> frozenset[str]:
    return frozenset(word.rstrip("'") for word in pack.data("grammar")["genitives"])


@cache
def _instruments(pack: Pack) -> frozenset[str]:
    nouns = pack.data("frames/agreements")["kinds"].values()
    return frozenset(_stem(word) for names in nouns for name in names for word in _words(name) if " " not in name)
