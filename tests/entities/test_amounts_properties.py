"""What holds for any text: offsets lie within it, pieces do not overlap, nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.entities.amounts import find_amounts, find_counts
from etl.language.pack import load_pack
from schemas.codes import code_list

_WORDS = """
12 30.000 1,5 2022 3/4 20:30 F-16 0 01 deux trois cent mille une un demi quart million millions milliard milliards
dizaine centaine douzaine de d' d’ des à et ou entre dont plus moins jusqu'à environ près $ € £ M€ Md$ USD EUR euros
dollars livres couronnes francs CFA suisses chars obus Leopard CAESAR mm jours % . , ; : ! ? « » ( ) - – İ é 😀 ٣ ²
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "\u00a0", "\u202f", "e\u0301"])
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map(" ".join), st.lists(_PIECES, max_size=40).map("".join))


@given(_TEXTS)
def test_amounts_lie_in_the_text(text: str) -> None:
    amounts = find_amounts(text, load_pack("fr"))
    position = 0
    for amount in amounts:
        assert position <= amount.start < amount.end <= len(text)
        assert amount.value >= 0
        assert amount.value_max is None or amount.value < amount.value_max
        assert amount.qualifier in code_list("qualifier")
        assert (amount.qualifier == "range") == (amount.value_max is not None)
        assert (amount.qualifier_start is None) == (amount.qualifier_end is None)
        if amount.qualifier_start is not None and amount.qualifier_end is not None:
            assert 0 <= amount.qualifier_start < amount.qualifier_end <= len(text)
            assert amount.qualifier_end <= amount.start or amount.qualifier_start >= amount.start
        if amount.currency_start is not None and amount.currency_end is not None:
            assert amount.start <= amount.currency_start < amount.currency_end <= amount.end
        position = amount.end


@given(_TEXTS)
def test_counts_lie_in_the_text(text: str) -> None:
    position = 0
    for count in find_counts(text, load_pack("fr")):
        assert position <= count.start < count.end <= count.noun_start < count.noun_end <= len(text) or count.end == position
        assert count.value >= 0
        assert count.value_max is None or count.value < count.value_max
        assert count.qualifier in code_list("qualifier")
        assert text[count.noun_start : count.noun_end].strip() == text[count.noun_start : count.noun_end] != ""
        position = count.end


@given(_TEXTS)
def test_no_number_is_both_money_and_count(text: str) -> None:
    paid = find_amounts(text, load_pack("fr"))
    counted = find_counts(text, load_pack("fr"))
    assert not [count for count in counted for amount in paid if amount.start < count.end and count.start < amount.end]


@given(st.lists(_PIECES, max_size=25).map(" ".join))
def test_the_kind_of_blank_and_apostrophe_does_not_matter(text: str) -> None:
    typeset = text.replace("'", "’").replace(" ", "\u00a0")
    plain = text.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ")
    told = [(amount.start, amount.end, amount.value, amount.currency) for amount in find_amounts(typeset, load_pack("fr"))]
    assert told == [
        (amount.start, amount.end, amount.value, amount.currency) for amount in find_amounts(plain, load_pack("fr"))
    ]


@pytest.mark.parametrize(
    "piece", ["1 million ", "un milliard de ", "deux cent ", "dont 3 millions ", "3 à ", "1.000.", "de 5 obus de "]
)
def test_long_repetitions_are_read(piece: str) -> None:
    text = piece * 3000
    assert all(amount.end <= len(text) for amount in find_amounts(text, load_pack("fr")))
    assert all(count.noun_end <= len(text) for count in find_counts(text, load_pack("fr")))
