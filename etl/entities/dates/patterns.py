"""Small regular expressions made of words: tries, and word lists read backwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_DIGIT = "[0-9]"
_BLANK = r"(?: {1,2}|\n)"


def blanks(pattern: str) -> str:
    """The pattern with each space standing for any blank that can part two words of an expression."""
    return pattern.replace(" ", _BLANK)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits first."""
    return trie(dict.fromkeys(words, ""))


def trie(words: Mapping[str, str]) -> str:
    """A pattern for any of the words, each with what must follow it; a trie, since `re` tries alternatives one by one."""
    root: dict[str, Any] = {}
    for word, rest in words.items():
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = rest
    return "|".join(_letter(letter) + _branch(node) for letter, node in root.items())


def _branch(node: dict[str, Any]) -> str:
    branches = [_letter(letter) + _branch(rest) for letter, rest in node.items() if letter]
    if not branches:
        return str(node[""])
    if "" in node and not node[""]:
        return f"(?:{'|'.join(branches)})?"
    branches += [node[""]] if "" in node else []
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _letter(letter: str) -> str:
    return letter if letter == " " else re.escape(letter)


def backwards(words: Iterable[str]) -> str:
    """A pattern for any of the words in a text read from right to left; "0" stands for a digit."""
    turned = [word[::-1] for word in words]
    inside = one_of(word for word in turned if not word[-1].isalpha())
    whole = one_of(word for word in turned if word[-1].isalpha())
    either = "|".join(([rf"(?:{whole})(?!\w)"] if whole else []) + ([f"(?:{inside})"] if inside else []))
    return blanks(f"(?:{either})".replace("0", _DIGIT))
