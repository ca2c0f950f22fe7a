"""Numerals: words and digits read back to the numbers they were made from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.entities.amounts import parse_number
from etl.language.pack import load_pack

_WORDS = """
zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf
"""
_UNITS = _WORDS.split()
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _below_hundred(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    ten = max(ten for ten in _TENS if ten <= number)
    rest = number - ten
    if rest == 0:
        return "quatre-vingts" if ten == 80 else _TENS[ten]
    joint = " et " if rest in (1, 11) and ten != 80 else "-"
    return f"{_TENS[ten]}{joint}{_UNITS[rest]}"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return _below_hundred(rest)
    head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
    if rest == 0:
        return head if hundreds == 1 else f"{head}s"
    return f"{head} {_below_hundred(rest)}"


def _in_words(number: int) -> str:
    """The number as French spells it by the rules before 1990."""
    thousands, rest = divmod(number, 1000)
    if thousands == 0:
        return _below_thousand(rest)
    # "cent" and "vingt" lose their plural mark before "mille"
    many = _below_thousand(thousands)
    many = many.removesuffix("s") if many.endswith(("cents", "vingts")) else many
    head = "mille" if thousands == 1 else f"{many} mille"
    return head if rest == 0 else f"{head} {_below_thousand(rest)}"


@given(st.integers(min_value=0, max_value=999_999))
def test_words_are_read_back(number: int) -> None:
    assert parse_number(_in_words(number), load_pack("fr")) == number


@given(st.integers(min_value=0, max_value=999_999))
def test_words_of_1990_are_read_back(number: int) -> None:
    assert parse_number(_in_words(number).replace(" ", "-"), load_pack("fr")) == number


@pytest.mark.parametrize("first", range(0, 10_000, 1000))
def test_every_number_below_ten_thousand(first: int) -> None:
    pack = load_pack("fr")
    numbers = range(first, first + 1000)
    assert [parse_number(_in_words(number), pack) for number in numbers] == list(numbers)


@given(
    st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=2),
    st.sampled_from(["\u00a0", "\u202f", " ", "."]),
    st.booleans(),
)
def test_digits_are_read_back(number: Decimal, blank: str, decimals: bool) -> None:
    value = number if decimals else Decimal(int(number))
    whole, _, rest = f"{value:,}".partition(".")
    text = whole.replace(",", blank) + (f",{rest}" if rest else "")
    assert parse_number(text, load_pack("fr")) == value


@given(st.integers(min_value=1, max_value=999), st.sampled_from([("million", 10**6), ("milliard", 10**9)]), st.booleans())
def test_magnitudes_multiply(number: int, magnitude: tuple[str, int], half: bool) -> None:
    name = magnitude[0] + ("s" if number > 1 else "") + (" et demi" if half else "")
    expected = number * magnitude[1] + (magnitude[1] // 2 if half else 0)
    assert parse_number(f"{number} {name}", load_pack("fr")) == expected
    assert parse_number(f"{_in_words(number)} {name}", load_pack("fr")) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("une dizaine", "10"),
        ("une douzaine", "12"),
        ("une centaine de millions", "100000000"),
        ("une dizaine de milliers", "10000"),
        ("un demi-million", "500000"),
        ("trois quarts de milliard", "750000000"),
        ("mille milliards", "1000000000000"),
        ("septante-deux", "72"),
        ("huitante", "80"),
        ("nonante-neuf", "99"),
        ("douze cents", "1200"),
        ("mil neuf cent quatorze", "1914"),
        ("deux virgule cinq millions", "2500000"),
        ("1 milliard 300 millions", "1300000000"),
        ("30,000", "30000"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("10'000", "10000"),
        ("un", "1"),
        ("une", "1"),
        ("  deux cents ", "200"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    assert parse_number(text, load_pack("fr")) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "le",
        "deux trois",
        "F-16",
        "24/02",
        "20:30",
        "deuxième",
        "Deux-Sèvres",
        "3e",
        "12 chars",
        "million",
        "demi",
        "9" * 40,
    ],
)
def test_no_numerals(text: str) -> None:
    assert parse_number(text, load_pack("fr")) is None
