"""What holds of the namings and the cast of any text, be it nonsense."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.entities.cast import make_cast
from etl.entities.gazetteer import scan
from etl.entities.namings import COUNTRY, find_namings
from etl.language.pack import load_pack
from etl.language.sentences import paragraphs
from etl.language.tokens import tokenize

PACK = load_pack("fr")
_SENTENCE = tokenize(
    """le la les l' un des du de d' à au et , . : ; ( ) « » " - ministre ministres président présidents russe russes turc
    américain Russes L'Iranien Kiev Moscou France Ukraine OTAN UE Sénat ministère armée Défense Affaires étrangères homologue
    son leur pays ancien ex-ministre général M. MM. Mme Dr Anna Kovalenko Paul Vasseur Le Morvan van der Houten J.-P. X
    Roy-Blanc est qui a dit groupe société chez Mission d'appui MA porte-parole conseiller gouvernement Commission six 12
    Israël Jr al-Tahir""",
    PACK,
)
_WORDS = ["\n", *(token.text for token in _SENTENCE)]


@settings(max_examples=120)
@given(st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join) | st.text(max_size=80))
def test_namings_lie_in_order_and_the_cast_knows_each(text: str) -> None:
    tokens = tokenize(text, PACK)
    starts = {first for first, _ in paragraphs(text, tokens)}
    namings, inner = find_namings(tokens, scan(tokens, PACK), starts, PACK)
    cast = make_cast(tokens, namings, inner, PACK)
    for naming in (*namings, *inner):
        assert 0 <= naming.first <= naming.start < naming.end <= naming.last <= len(tokens)
    assert all(one.last <= other.first for one, other in pairwise(namings))
    assert len(cast.of) == len(cast.namings) == len(namings)
    assert len(cast.of_inner) == len(inner)
    assert {actor for actors in cast.of for actor in actors} | set(cast.of_inner) <= set(range(len(cast.members)))
    countries = [member.key for member in cast.members if member.kind == COUNTRY]
    assert len(countries) == len(set(countries))
