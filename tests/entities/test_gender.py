"""Whether somebody is told as a man or as a woman."""

from __future__ import annotations

import pytest

from etl.entities.gender import FEMININE, MASCULINE, unlike
from etl.entities.scene import set_scene
from etl.language.pack import load_pack


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("La ministre Jane Moore est arrivée.", FEMININE),
        ("Le ministre Paul Wirth est arrivé.", MASCULINE),
        ("On attend l'ambassadrice Jane Moore.", FEMININE),
        ("On parle du président Paul Wirth.", MASCULINE),
        ("Jane Moore, conseillère du roi, est arrivée.", FEMININE),
        ("Le chef de l'État, Mme Jane Moore, est arrivé.", FEMININE),
        ("On attend l'Islandaise Jane Moore.", FEMININE),
        ("L'émissaire Jane Moore est là.", ""),
        ("Jane Moore a parlé.", ""),
        ("Le ministre Jane Moore a parlé à la presse. La ministre Jane Moore est partie.", ""),
    ],
)
def test_gender(text: str, gender: str) -> None:
    scene = set_scene(text, None, load_pack("fr"))
    told = zip(scene.cast.members, scene.genders, strict=True)
    assert [found for member, found in told if member.kind == "person"] == [gender]


def test_unlike() -> None:
    assert unlike((MASCULINE, "", FEMININE), FEMININE) == {0}
    assert unlike((MASCULINE, "", FEMININE), "") == frozenset()
