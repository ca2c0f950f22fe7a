"""The words that begin sentences with a capital and are nobody's name."""

from __future__ import annotations

import pytest

from etl.language.pack import load_pack
from etl.language.tokens import tokenize

PACK = load_pack("fr")
WORDS = PACK.lines("common_words")

OPENERS = (
    "Auparavant Plus Selon Toutefois Enfin Hier Lors En Au Après Malgré Cette Face Côté Résultat Direct Analyse Entretien "
    "Guerre Aide Accord Sommet Depuis Pourtant Interrogé Reçue Saluant Armer Peut Aujourd'hui Vendredi Quatre Celui-ci "
    "Quiconque Lorsque Vice-président Négociations Diplomatiques Nucléaires Nouvelle Européen Européenne Elle Aucun Chaque "
    "Puisque Peut-être Nonobstant"
)
NAMES = "Aïda Élie Norval Tamsin Kiev Donald Ben Xi Don Roman Al Claire Marine Pierre Constance Vésanie Ali Kim Orban Macron"


def test_every_line_is_one_word_in_lower_case_told_once() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 1500
    assert [word for word in WORDS if [token.text for token in tokenize(word, PACK)] != [word.lower()]] == []


@pytest.mark.parametrize("word", OPENERS.split())
def test_opener_is_common(word: str) -> None:
    assert word.lower() in WORDS


@pytest.mark.parametrize("word", NAMES.split())
def test_name_is_not_common(word: str) -> None:
    assert word.lower() not in WORDS


@pytest.mark.parametrize("word", ["état", "élu", "été", "évoquant", "émissaire", "écoles", "à"])
def test_capital_may_lose_its_accent(word: str) -> None:
    plain = {"é": "e", "à": "a"}[word[0]] + word[1:]
    assert {word, plain} <= set(WORDS)
