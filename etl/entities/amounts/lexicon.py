"""The number words of a language, compiled, and how lists of words become patterns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from etl.language.pack import Pack
from etl.language.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words of a language, compiled. `small` holds a word's value and the room that it leaves."""

    small: dict[str, tuple[int, int]]
    hundred: frozenset[str]
    thousand: frozenset[str]
    four: str
    one: frozenset[str]
    articles: frozenset[str]
    scales: dict[str, Decimal]
    collectives: frozenset[str]
    fractions: dict[str, Decimal]
    heads: frozenset[str]
    head: re.Pattern[str]
    word: re.Pattern[str]
    scale: re.Pattern[str]
    of_scale: re.Pattern[str]
    fraction: re.Pattern[str]
    half: re.Pattern[str]
    point: re.Pattern[str]


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits; a blank in a word stands for any blanks.

    Built as a tree of their letters: `re` tries the branches of a plain alternation one after the other.
    """
    return _tree(words) or r"(?!)"


def _tree(words: Iterable[str]) -> str:
    tails: dict[str, list[str]] = defaultdict(list)
    whole = False
    for word in words:
        if word:
            tails[word[0]].append(word[1:])
        else:
            whole = True
    branches = [(r"\s+" if letter == " " else re.escape(letter)) + _tree(rest) for letter, rest in sorted(tails.items())]
    if not branches:
        return ""
    pattern = f"(?:{'|'.join(branches)})" if len(branches) > 1 or whole else branches[0]
    return f"{pattern}?" if whole else pattern


def linker(words: Iterable[str]) -> str:
    """A pattern for one of the words with the blank after it; an elided one (`d'`) needs none."""
    return rf"(?:{alternation(words)})(?:\s+|(?<=')\s?)"


def unwrap(words: str) -> str:
    """The words with one blank between them, as a lexicon has them."""
    return " ".join(words.split())


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The number words of a pack."""
    data = pack.data("numbers")
    words = data["words"]
    small = {word: (value, 0) for word, value in words["units"].items()}
    small |= {word: (value, 10) for group in ("ten", "tens") for word, value in words[group].items()}
    small |= {word: (value, 20) for word, value in words["sixty"].items()}
    simple = {*small, *words["hundred"], *words["thousand"]}
    heads = (simple - set(words["one"])) | set(data["scales"]["singular"]) | set(data["fractions"])
    of = linker(data["money"]["of"])
    scales = alternation([*data["magnitudes"], *data["collectives"]])
    return Lexicon(
        small=small,
        hundred=frozenset(words["hundred"]),
        thousand=frozenset(words["thousand"]),
        four=words["four"],
        one=frozenset(words["one"]),
        articles=frozenset([*words["one"], *data["scales"]["definite"]]),
        scales={word: Decimal(int(Decimal(value))) for word, value in (data["magnitudes"] | data["collectives"]).items()},
        collectives=frozenset(data["collectives"]),
        fractions={word: Decimal(value) for word, value in data["fractions"].items()},
        heads=frozenset(tokenize(head, pack)[0].low for head in heads),
        head=re.compile(rf"[0-9]|(?:{alternation(heads)})(?!\w)"),
        word=re.compile(rf"(?:-|\s)?(?P<and>{words['and']}(?:-|\s))?(?P<word>{alternation(simple)})(?!\w)"),
        scale=re.compile(rf"[\s-]?(?P<word>{scales})(?![\w-])"),
        of_scale=re.compile(rf"\s{of}(?P<word>{scales})(?![\w-])"),
        fraction=re.compile(rf"(?P<part>{alternation(data['fractions'])})(?:-|\s(?:{of})?)(?P<word>{scales})(?![\w-])"),
        half=re.compile(rf"\s(?:{alternation(words['half'])})(?!\w)"),
        point=re.compile(rf"\s{words['point']}\s"),
    )
