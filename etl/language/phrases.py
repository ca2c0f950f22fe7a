"""Finding fixed phrases in a run of words: a trie in which the longest phrase wins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Node(Generic[T]):
    """The place in the trie behind some words: what they stand for, and where each further word leads."""

    __slots__ = ("further", "values")

    def __init__(self) -> None:
        self.values: list[T] = []
        self.further: dict[str, _Node[T]] = {}


class Phrases(Generic[T]):
    """Phrases and what each stands for; one phrase can stand for several things.

    Args:
        entries: Pairs of a phrase, as a tuple of words, and a value.

    Attributes:
        openers: The words that a phrase can begin with.
    """

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._root: dict[str, _Node[T]] = {}
        for words, value in entries:
            further, node = self._root, _Node[T]()
            for word in words:
                node = further.setdefault(word, _Node())
                further = node.further
            node.values.append(value)
        self.openers = frozenset(self._root)

    def longest(self, words: tuple[str, ...], at: int, limit: int = -1) -> tuple[int, list[T]] | None:
        """The longest phrase that begins at a position: where it ends, and its values; None if there is none.

        Args:
            words: The words of a text.
            at: The position.
            limit: One past the last word that may belong to it; without it, that of the text.
        """
        if limit < 0 or limit > len(words):
            limit = len(words)
        node = self._root.get(words[at]) if at < limit else None
        found = None
        while node is not None:
            at += 1
            if node.values:
                found = at, node.values
            node = node.further.get(words[at]) if at < limit and node.further else None
        return found

    def first(self, words: tuple[str, ...], start: int, end: int, limit: int = -1) -> tuple[int, int, list[T]] | None:
        """The first phrase that begins between two positions, the longest there: its ends and its values; None if none does."""
        openers = self.openers
        for at in range(start, end):
            if words[at] in openers and (found := self.longest(words, at, limit)):
                return at, *found
        return None
