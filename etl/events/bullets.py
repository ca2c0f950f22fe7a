"""A bullet of a list read with the words that open the list (`X a annoncé :`, then `– 10 millions pour Y ;`)."""

from __future__ import annotations

from etl.entities.scene import Scene
from etl.language.clauses import is_finite
from etl.language.groups import MARK, Group
from etl.language.sentences import Sentence

_BULLETS = frozenset("-–—•*■▪►→")
_LONGEST = 12  # bullets of a list


def opened_by(scene: Scene, sentence: Sentence) -> tuple[list[Group], int] | None:
    """A bullet as if it stood in the sentence that opens its list.

    Returns:
        The groups of that sentence without its colon, then those of the bullet; and how many more these are than the bullet's
        own. None where the sentence is no bullet, tells something by itself, or nothing opens its list.
    """
    if not _is_bullet(scene, sentence):
        return None
    own = scene.groups(sentence)
    before = [s for s in scene.sentences if s.last <= sentence.first and not s.quoted][: -_LONGEST - 1 : -1]
    opener = next((s for s in before if not _is_bullet(scene, s)), None)
    if opener is None or scene.tokens[opener.last - 1].text != ":" or any(map(is_finite, own)):
        return None
    groups = scene.groups(opener)
    if groups[-1].kind != MARK or not any(map(is_finite, groups)):
        return None
    return [*groups[:-1], *own[1:]], len(groups) - 2


def _is_bullet(scene: Scene, sentence: Sentence) -> bool:
    first = sentence.first
    if not first or scene.tokens[first].text not in _BULLETS:
        return False
    return "\n" in scene.text[scene.tokens[first - 1].end : scene.tokens[first].start]
