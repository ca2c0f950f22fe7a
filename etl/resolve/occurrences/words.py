"""The content of short texts: the beginnings of their words, so that most inflections fall together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import takewhile

from etl.entities.spelling import plain
from etl.language.folding import fold
from etl.language.grammar import grammar
from etl.language.pack import Pack

_WORD = re.compile(r"\w+")
_SHORTEST = 3
_STEM = 5
_COMPLEMENT = 6
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


def subject(evidence: str, title: str | None, when: str | None, pack: Pack) -> frozenset[str]:
    """What an agreement is about: the stems of its title and of the complement that follows it, without words for agreements.

    Args:
        evidence: The sentence.
        title: What the agreement is called, a piece of the sentence.
        when: The words of its date, where the complement ends.
        pack: The language.
    """
    if not title:
        return frozenset()
    after = fold(re.split(r"[,;:.»]", evidence.partition(title)[2])[0])
    ends = _ends_complement(pack) | set(_words(when or ""))
    words = takewhile(lambda word: plain(word) not in ends and not _is_verb(word, pack), _WORD.findall(after)[:_COMPLEMENT])
    return content(" ".join((title, *words)), pack) - _instruments(pack)


def _is_verb(word: str, pack: Pack) -> bool:
    forms = grammar(pack).verbs.get(word, ())
    return bool(forms) and not any(form.ambiguous for form in forms)


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
def _ends_complement(pack: Pack) -> frozenset[str]:
    """Function words that lead on to something else: neither genitives nor the determiners after them."""
    words = pack.data("grammar")
    return _function_words(pack) - {word.rstrip("'") for name in ("genitives", "determiners") for word in words[name]}


@cache
def _instruments(pack: Pack) -> frozenset[str]:
    nouns = pack.data("frames/agreements")["kinds"].values()
    return frozenset(_stem(word) for names in nouns for name in names for word in _words(name) if " " not in name)
