"""A copy of a text to search in: the same length, so that an offset in it is an offset in the text."""

from __future__ import annotations

_APOSTROPHES = "’ʼ‘＇"
_SPACES = "\u00a0\u202f\u2009\u2007"
_HYPHENS = "\u2010\u2011"


def straighten(text: str) -> str:
    """The text with one kind of apostrophe, space and hyphen. Same length."""
    for character in _APOSTROPHES:
        text = text.replace(character, "'")
    for character in _SPACES:
        text = text.replace(character, " ")
    for character in _HYPHENS:
        text = text.replace(character, "-")
    return text


def lower(text: str) -> str:
    """The text in lower case. Same length: a letter whose lower case is longer stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def fold(text: str) -> str:
    """The text straightened and in lower case, accents kept. Same length."""
    return lower(straighten(text))
