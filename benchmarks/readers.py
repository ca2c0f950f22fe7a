"""Ours and the peers behind the same few functions. A peer is imported when it is first asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any

from benchmarks.cases import Case, Days, days
from etl.entities.amounts import find_amounts
from etl.entities.dates import find_dates, resolve_all
from etl.entities.scene import set_scene
from etl.language.pack import Pack, load_pack
from etl.language.sentences import find_quoted, find_sentences, paragraphs
from etl.language.tokens import tokenize

DAY = date(2024, 5, 16)  # that the speed texts refer to
_NUMBER = re.compile(r"\d+(?:[ .\u00a0\u202f]\d{3})*(?:,\d+)?")


@cache
def _pack() -> Pack:
    return load_pack("fr")


def our_dates(text: str, day: date = DAY, *, future: bool = False) -> list[Days | None]:
    """The days that each date can mean; durations are no dates."""
    found = find_dates(text, _pack())
    placed = resolve_all(found, day, future=range(len(found)) if future else ())
    told = [
        {"edtf": one.edtf, "earliest": one.earliest and str(one.earliest), "latest": one.latest and str(one.latest)}
        for expression, one in zip(found, placed, strict=True)
        if expression.kind != "duration"
    ]
    return [days(one) for one in told]


def our_amounts(text: str) -> list[Decimal]:
    """The numbers of the amounts of money, of a range both."""
    found = find_amounts(text, _pack())
    return [value for amount in found for value in (amount.value, amount.value_max) if value is not None]


def our_sentences(text: str) -> list[str]:
    """The sentences; those inside a quotation are part of the one around it."""
    tokens = tokenize(text, _pack())
    runs = paragraphs(text, tokens)
    found = find_sentences(tokens, runs, find_quoted(text, tokens, runs, _pack()), _pack())
    return [text[tokens[one.first].start : tokens[one.last - 1].end] for one in found if not one.quoted]


def our_tokens(text: str) -> list[str]:
    """The tokens, as they are written."""
    return [text[token.start : token.end] for token in tokenize(text, _pack())]


def our_spans(text: str) -> object:
    """The whole span layer."""
    return set_scene(text, DAY, _pack())


def dateparser_dates(text: str, day: date = DAY, *, future: bool = False) -> list[Days | None]:
    """The day that dateparser gives for each date."""
    settings = {
        "PREFER_DATES_FROM": "future" if future else "past",
        "RELATIVE_BASE": datetime.combine(day, time()),  # dateparser wants it without a zone
    }
    found = import_module("dateparser.search").search_dates(text, languages=["fr"], settings=settings)
    return [(one.date(), one.date()) for _, one in found or ()]


def price_parser_amounts(text: str) -> list[Decimal]:
    """The one number that price-parser gives for a text."""
    amount = import_module("price_parser").Price.fromstring(text).amount
    return [] if amount is None else [amount]


def text2num_numbers(text: str) -> list[Decimal]:
    """All numbers of a text once text2num has written them in digits, of money or not."""
    digits = import_module("text_to_num").alpha2digit(text, "fr")
    return [Decimal(re.sub(r"[^\d,]", "", found).replace(",", ".")) for found in _NUMBER.findall(digits)]


@cache
def _spacy(*pipes: str) -> Any:
    language = import_module("spacy").blank("fr")
    for pipe in pipes:
        language.add_pipe(pipe)
    return language


def spacy_sentences(text: str) -> list[str]:
    """The sentences of spaCy's blank French with its sentencizer."""
    return [sentence.text.strip() for sentence in _spacy("sentencizer")(text).sents]


def spacy_tokens(text: str) -> list[str]:
    """The tokens of spaCy's blank French; white space is none."""
    return [token.text for token in _spacy().make_doc(text) if not token.is_space]


def dated(read: Any) -> Any:
    """A reader of dates as one that is asked a case."""
    return lambda case: read(case["text"], date.fromisoformat(case["reference"]), future=bool(case.get("future")))


def plain(read: Any) -> Any:
    """A reader of a text as one that is asked a case."""

    def answer(case: Case) -> Sequence[Any]:
        found: Sequence[Any] = read(case["text"])
        return found

    return answer
