"""The word lists of agreements, from the language pack."""

from __future__ import annotations

from functools import cache

from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize


@cache
def listed(pack: Pack, name: str) -> frozenset[str]:
    """One of the word lists of `frames/agreements`, whose comments tell what each is for."""
    return frozenset(pack.data("frames/agreements")[name])


@cache
def kinds(pack: Pack) -> Phrases[str]:
    """The nouns of instruments, each with its kind."""
    words = grammar(pack)
    return Phrases(
        (tuple(words.base(token.low) for token in tokenize(noun, pack)), kind)
        for kind, nouns in pack.data("frames/agreements")["kinds"].items()
        for noun in nouns
    )
