"""Numerals of a text, in digits and in words, with their values. What is counted or paid is none of its business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from etl.entities.amounts.lexicon import Lexicon, lexicon, unwrap
from etl.language.folding import fold
from etl.language.pack import Pack
from etl.language.tokens import begins

MILLION = Decimal(1_000_000)
_ONE = Decimal(1)
_TWO = Decimal(2)
_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_LEAST_ADDED = 1000
_MOST_DIGITS = 24
_GREATEST = Decimal(10) ** 24
_FIGURES = "0123456789"
_LONGEST_WORD = 24
_WORD_BACKWARDS = re.compile(r"\s(\w+)")
# Neither the tail of `F-16`, `24/02`, `20:30` or `1.2.3` nor the head of `24/02`, `20:30` or `16-bis`.
_NO_TAIL = r"(?<![^\W\d]-)(?<!\w[/:×])(?<!\d[.,])"
_NO_HEAD = r"(?![/:][0-9]|-[^\W\d])"
_GROUPED = r"[0-9]{1,3}(?:(?P<mark>[ .'])[0-9]{3}(?:(?P=mark)[0-9]{3})*|(?:,000)+|(?:,[0-9]{3}){2,})(?![0-9])"
_DIGITS = re.compile(rf"{_NO_TAIL}(?>(?:{_GROUPED}|[0-9]+)(?:[.,](?P<rest>[0-9]+))?){_NO_HEAD}")
_NO_HEAD_OF = re.compile(_NO_HEAD)


class Numeral(NamedTuple):
    """A numeral with its magnitude: `deux milliards et demi`, `30.000`, `une centaine de millions`.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        value: What it amounts to.
        multiplier: Its magnitude, which a number before it may share: a million in `3 à 5 millions`; 1 if none.
        widest: The same with the hundreds or thousands before it: a hundred million in `deux à trois cents millions`.
        round: It is a collective such as `une centaine`, which names about that many.
    """

    start: int
    end: int
    value: Decimal
    multiplier: Decimal = _ONE
    widest: Decimal = _ONE
    round: bool = False

    @property
    def grand(self) -> bool:
        """It is told in millions or more, as hardly anything but money and people is."""
        return self.multiplier >= MILLION


class _Sum(NamedTuple):
    """A number so far; `room` is what a word must stay below to be added to it."""

    thousands: int
    rest: int
    room: int


def find_numerals(folded: str, starts: Iterable[int], words: Lexicon) -> Iterator[Numeral]:
    """The numerals of a folded text, from left to right.

    Args:
        folded: What `etl.language.folding.fold` made of the text.
        starts: The offsets at which one may begin, in order.
        words: The number words of its language.

    Yields:
        Numerals that do not overlap. Figures of codes, dates, clock times and fractions (`F-16`, `24/02`, `20:30`) are
        left out; letters may still follow a figure without a blank (`2bn`, `155mm`).
    """
    end = 0
    for start in starts:
        if start >= end and words.head.match(folded, start) and (numeral := _read(folded, start, words)):
            end = numeral.end
            yield numeral


def parse_number(text: str, pack: Pack) -> Decimal | None:
    """The value of a numeral that stands alone, such as `deux cent trente` or `1,5 million`.

    Args:
        text: The words or digits and nothing else; blanks at both ends do not matter.
        pack: The language.

    Returns:
        The value, or None if the text is no numeral.
    """
    text, words = text.strip(), lexicon(pack)
    folded = fold(text)
    if folded in words.one:
        return _ONE
    numeral = next(find_numerals(folded, begins(text, words.heads, pack), words), None)
    return numeral.value if numeral and (numeral.start, numeral.end) == (0, len(folded)) else None


def word_before(folded: str, position: int) -> tuple[int, str]:
    """Where the word before a position begins, and the word; the position and '' unless just one blank lies between."""
    match = _WORD_BACKWARDS.match(folded[max(0, position - _LONGEST_WORD) : position][::-1])
    return (position - match.end(), match[1][::-1]) if match else (position, "")


def _read(folded: str, start: int, words: Lexicon, below: Decimal = _GREATEST) -> Numeral | None:
    """The numeral at a place; `below` is the magnitude that it must stay under to be the rest of another."""
    if folded[start] in _FIGURES:
        read = _digits(folded, start)
        return _scaled(folded, start, read[1], read[0], _ONE, words, below) if read else None
    if fraction := words.fraction.match(folded, start):
        part = words.fractions[unwrap(fraction["part"])]
        numeral = _scaled(folded, start, fraction.start("word"), part, _ONE, words, below)
        return _with_article(folded, numeral, words) or numeral
    if spelt := _spelt(folded, start, words):
        value, multiplier, end = spelt
        if (point := words.point.match(folded, end)) and (decimals := _spelt(folded, point.end(), words)):
            value, end = value + decimals[0].scaleb(-len(str(decimals[0]))), decimals[2]
        return _scaled(folded, start, end, value, multiplier, words, below)
    if words.scale.match(folded, start):
        return _with_article(folded, _scaled(folded, start, start, _ONE, _ONE, words, below), words)
    return None


def _with_article(folded: str, numeral: Numeral, words: Lexicon) -> Numeral | None:
    start, article = word_before(folded, numeral.start)
    if article not in words.articles:
        return None
    return numeral._replace(start=start) if article in words.one else numeral


def _digits(folded: str, start: int) -> tuple[Decimal, int] | None:
    match = _DIGITS.match(folded, start)
    if match is None or match.end() - start > _MOST_DIGITS:
        return None
    rest = match["rest"]
    if rest is None and match["mark"] is None:
        return Decimal(match[0].replace(",", "")), match.end()
    whole = folded[start : match.start("rest") - 1] if rest else match[0]
    return Decimal("".join(figure for figure in whole if figure in _FIGURES) + "." + (rest or "")), match.end()


def _scaled(folded: str, start: int, end: int, value: Decimal, multiplier: Decimal, words: Lexicon, below: Decimal) -> Numeral:
    """The numeral that a number becomes with the magnitudes and the half after it."""
    scale = words.scale.match(folded, end)
    if scale is None and multiplier is _ONE:
        return Numeral(start, end, value)
    around, widest = False, multiplier
    while scale and widest < _GREATEST:
        multiplier, end = words.scales[scale["word"]], scale.end()
        value, widest = value * multiplier, widest * multiplier
        around = around or scale["word"] in words.collectives
        scale = (words.scale if scale["word"] in words.thousand else words.of_scale).match(folded, end)
    if half := words.half.match(folded, end):
        value, end = value + multiplier / _TWO, half.end()
    if MILLION <= multiplier < below and folded[end : end + 1].isspace():
        value, end = _with_rest(folded, end, value, multiplier, words)
    return Numeral(start, end, value, multiplier, widest, around)


def _with_rest(folded: str, end: int, value: Decimal, multiplier: Decimal, words: Lexicon) -> tuple[Decimal, int]:
    """`un milliard` with the `deux cents millions` after it."""
    if not words.head.match(folded, end + 1):
        return value, end
    rest = _read(folded, end + 1, words, multiplier)
    year = rest is not None and rest.end - rest.start == 4 and folded[rest.start] in _FIGURES
    if rest is None or year or rest.start != end + 1 or rest.round or not _LEAST_ADDED <= rest.value < multiplier:
        return value, end
    return value + rest.value, rest.end


def _spelt(folded: str, start: int, words: Lexicon) -> tuple[Decimal, Decimal, int] | None:
    """A number in words below a million: its value, its last factor and its end."""
    if folded[start - 1 : start] == "-" and folded[start - 2 : start - 1].isalnum():
        return None
    sofar, end, last = _Sum(0, 0, 100), start, ""
    while (match := words.word.match(folded, end)) and (more := _add(sofar, match["word"], last, bool(match["and"]), words)):
        sofar, end, last = more, match.end(), match["word"]
    if end == start or not _NO_HEAD_OF.match(folded, end):
        return None
    if last in words.thousand:
        return Decimal(sofar.thousands), _THOUSAND, end
    return Decimal(sofar.thousands + sofar.rest), _HUNDRED if last in words.hundred and not sofar.thousands else _ONE, end


def _add(sofar: _Sum, word: str, last: str, joined: bool, words: Lexicon) -> _Sum | None:
    """The sum with one more word, None if the word does not go on with the same number (`deux | trois`)."""
    thousands, rest, room = sofar
    if word in words.thousand:
        return None if thousands or joined else _Sum(max(rest, 1) * 1000, 0, 100)
    if word in words.hundred:
        fits = rest < 20 and not joined and (rest > 0 or thousands > 0 or not last)
        return _Sum(thousands, max(rest, 1) * 100, 100) if fits else None
    value, left = words.small[word]
    if value == 20 and last == words.four and rest % 100 == 4:
        return _Sum(thousands, rest + 76, 20)
    fits = value < room and (not joined or (value % 10 == 1 and room >= 10))
    return _Sum(thousands, rest + value, left) if fits else None
