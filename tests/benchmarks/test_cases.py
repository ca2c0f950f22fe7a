"""The benchmarks judge everybody alike: what counts as right, and the articles that speed is measured on."""

from datetime import date
from decimal import Decimal

import pytest

from benchmarks import measure, readers, spans
from benchmarks.cases import (
    Score,
    date_cases,
    days,
    load,
    same_dates,
    same_sentences,
    same_tokens,
    same_values,
    score,
    sentence_cases,
)


def told(edtf, earliest=None, latest=None):
    return {"text": "", "edtf": edtf, "earliest": earliest, "latest": latest}


MAY = told("2024-05", "2024-05-01", "2024-05-31")


@pytest.mark.parametrize(
    ("expected", "first", "last"),
    [
        (told("2024-05-13", "2024-05-13", "2024-05-13"), "2024-05-13", "2024-05-13"),
        (MAY, "2024-05-01", "2024-05-31"),
        (told("2025", "2025-10-01", "2025-12-31"), "2025-10-01", "2025-12-31"),
        (told("../2025-12-31", None, "2025-12-31"), "2025-12-31", "2025-12-31"),
        (told("2022-02/..", "2022-02-01", None), "2022-02-01", "2022-02-28"),
    ],
)
def test_what_a_date_can_mean(expected, first, last):
    assert days(expected) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("edtf", [None, "XXXX-05", "../.."])
def test_a_date_of_no_known_year_can_mean_any_day(edtf):
    assert days(told(edtf)) is None


def test_a_day_within_the_month_is_right_and_one_more_or_less_is_wrong():
    day = date(2024, 5, 16)
    case = {"expect": [MAY]}
    assert same_dates(case, [(day, day)])
    assert not same_dates(case, [(day, date(2024, 6, 1))])
    assert not same_dates(case, [None])
    assert not same_dates(case, [])
    assert not same_dates(case, [(day, day), (day, day)])
    assert same_dates({"expect": []}, [])


def test_a_value_is_right_whatever_else_was_found_but_nothing_means_nothing():
    case = {"expect": [{"value": "2000000", "value_max": "3000000", "currency": "EUR"}]}
    assert same_values(case, [Decimal(3_000_000), Decimal(7), Decimal(2_000_000)])
    assert not same_values(case, [Decimal(2_000_000)])
    assert same_values({"expect": []}, [])
    assert not same_values({"expect": []}, [Decimal(7)])


def test_a_sentence_ends_where_it_must_and_a_quotation_may_be_cut_inside():
    case = {"expect": [3], "inner": [7]}
    assert same_sentences(case, ["Un. ", "« Deux. Trois. »"])
    assert same_sentences(case, ["Un.", "« Deu", "x. Trois. »"])
    assert not same_sentences(case, ["Un. « Deux. Trois. »"])
    assert not same_sentences(case, ["U", "n.", "« Deux. Trois. »"])
    assert same_sentences({"expect": [], "inner": []}, ["Un."])


def test_tokens_must_be_the_same_but_for_their_apostrophes():
    assert same_tokens({"expect": ["d'", "armes"]}, ["d’", "armes"])
    assert not same_tokens({"expect": ["d'", "armes"]}, ["d'armes"])


def test_a_score_keeps_the_cases_with_nothing_apart():
    cases = [{"text": "a", "expect": ["a"]}, {"text": "b", "expect": ["x"]}, {"text": "", "expect": []}]
    judged = score(cases, readers.plain(list), same_tokens)
    assert judged == Score(right=1, some=2, silent=1, none=1)
    assert judged.cells() == ("1/2", "1/1", "66.7%")


def test_the_golden_cases_are_found():
    assert len(date_cases()) > 300
    assert len(load("amounts/amounts")) > 200
    assert load("nothing of that name") == []


def test_the_marks_of_sentence_cases_become_ends(monkeypatch):
    marked = [{"text": "Un.| « Deux.¦ Trois. »| Fin."}, {"text": "M. Un."}]
    monkeypatch.setattr("benchmarks.cases.load", lambda name: marked)
    assert sentence_cases() == [
        {"text": "Un. « Deux. Trois. » Fin.", "expect": [3, 16], "inner": [9]},
        {"text": "M. Un.", "expect": [], "inner": []},
    ]


def test_no_two_speed_articles_are_alike_and_a_number_gives_the_same_one():
    texts = measure.articles(50)
    assert len(set(texts) | set(measure.articles(50))) == 100
    assert measure.article(7) == measure.article(7)
    assert all(1500 < len(text.encode()) < 3000 for text in texts)


def test_peers_that_are_absent_are_named_and_the_rest_is_compared(monkeypatch, capsys):
    def absent(package):
        raise spans.PackageNotFoundError(package)

    monkeypatch.setattr(spans, "version", absent)
    monkeypatch.setattr(spans, "rate", lambda read, processes=1: 1000.0 * processes)
    spans.main()
    shown = capsys.readouterr().out
    for package in ("dateparser", "price-parser", "spacy", "text2num"):
        assert f"{package} is not installed and left out" in shown
    rows = [line.split() for line in shown.splitlines()]
    assert [row[0] for row in rows if "ours" in row] == ["dates", "amounts", "sentences", "tokens"]
    assert ["2", "2000"] in rows
