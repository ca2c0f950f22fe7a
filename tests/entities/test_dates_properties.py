"""What holds of dates in any text, real or not."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from etl.entities.dates import Reference, dateline, find_dates, resolve, resolve_all, written_on
from etl.language.pack import load_pack
from schemas.tables import EDTF

PACK = load_pack("fr")
DATA = PACK.data("dates")
EXAMPLES = [text for rule in [*DATA["moments"], *DATA["leads"], *DATA["joins"]] for text in rule["examples"]]
SMALL = [
    "et",
    "à",
    "au",
    "de",
    "du",
    "le",
    "la",
    "entre",
    "d'ici",
    "depuis",
    "jusqu'à",
    "fin",
    "mi-",
    "les",
    "ce",
    "avant",
    ",",
    ".",
    "29",
    "31",
    "1999",
]
WORDS = sorted({word for text in EXAMPLES for word in text.split()} | set(SMALL))
RAW = st.text(max_size=200)
BLANKS = st.sampled_from([" ", " ", "\u00a0", "\u202f", "\n", "  "])
DATELIKE = st.lists(st.tuples(st.sampled_from(WORDS), BLANKS), max_size=25).map(lambda pairs: "".join(w + b for w, b in pairs))
MIXED = st.lists(st.one_of(st.sampled_from(EXAMPLES), st.text(max_size=8)), max_size=8).map(" ".join)
TEXTS = st.one_of(RAW, DATELIKE, MIXED)
PARTIAL = st.builds(
    Reference,
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    year=st.none() | st.integers(1, 9999),
    weekday=st.none() | st.integers(0, 6),
)
REFERENCES = st.none() | st.dates() | PARTIAL
ANCHORS = st.none() | st.dates() | st.from_regex(EDTF, fullmatch=True) | st.text(max_size=10)


def _days_exist(edtf: str) -> bool:
    for month, day in re.findall(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)", edtf):
        date(2024, int(month), int(day))
    for day in re.findall(r"\d{4}-\d\d-\d\d", edtf):
        date.fromisoformat(day)
    return all(1 <= int(month) <= 12 for month in re.findall(r"(?:\d{4}|XXXX)-(\d\d)", edtf))


@given(TEXTS)
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for expression in find_dates(text, PACK):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end].strip() == text[expression.start : expression.end]
        end = expression.end


@given(TEXTS, REFERENCES, st.booleans(), ANCHORS)
def test_dates_are_sound(text: str, reference: date | Reference | None, future: bool, anchor: date | str | None) -> None:
    for expression in find_dates(text, PACK):
        placed = resolve(expression, reference, future=future, anchor=anchor)
        if placed.edtf is None:
            assert placed.earliest is placed.latest is None
            continue
        assert expression.kind != "duration"
        assert re.fullmatch(EDTF, placed.edtf)
        assert _days_exist(placed.edtf)
        if placed.earliest and placed.latest:
            assert placed.earliest <= placed.latest


@given(TEXTS, REFERENCES)
def test_every_expression_gets_one_answer(text: str, reference: date | Reference | None) -> None:
    found = find_dates(text, PACK)
    assert len(resolve_all(found, reference)) == len(found)


@given(TEXTS)
def test_day_of_writing_is_a_day_of_the_year(text: str) -> None:
    told = dateline(text, PACK)
    assert told is None or text[told.start : told.end]
    day = written_on(text, find_dates(text, PACK), PACK)
    assert day is None or date(day.year or 2024, day.month, day.day)


@given(st.sampled_from(EXAMPLES))
def test_typography_changes_nothing(example: str) -> None:
    plain = [(e.start, e.end, e.moments) for e in find_dates(example, PACK)]
    curly = example.replace("'", "’").replace(" ", "\u202f")
    assert [(e.start, e.end, e.moments) for e in find_dates(curly, PACK)] == plain
