"""Whom the text is about at a place, by what it has told before."""

from __future__ import annotations

from collections.abc import Set

from etl.entities.namings import Naming
from etl.entities.scene import Scene
from etl.language.grammar import grammar
from etl.language.sentences import Sentence

LOOK_BACK = 3


def actors_of(scene: Scene, naming: Naming) -> tuple[int, ...]:
    """The actors that a naming stands for."""
    return scene.cast.of[scene.position(naming)]


def kind_of(scene: Scene, naming: Naming) -> str:
    """What kind of actor a naming stands for, where it stands for one."""
    actors = actors_of(scene, naming)
    return scene.cast.members[actors[0]].kind if len(actors) == 1 else ""


def is_governed(scene: Scene, naming: Naming) -> bool:
    """Whether a preposition stands before a naming, right before it or before a determiner and an adjective of it."""
    words, first = grammar(scene.pack), naming.first
    if first > 2 and scene.tokens[first - 2].low in words.words["determiners"]:
        first -= 2 if words.prepositions.longest(scene.keys, first - 3, first - 2) is not None else 0
    return first > 0 and words.prepositions.longest(scene.keys, first - 1, first) is not None


def topic_before(scene: Scene, token: int, kind: str, besides: Set[int] = frozenset()) -> int | None:
    """The actor of a kind that the text is about at a token: the last one in the nominative before it, else the last."""
    sentences = [s for s in scene.sentences if not s.quoted and s.first < token]
    aside: int | None = None  # told beside a pronoun that stands for somebody told earlier
    for sentence in reversed(sentences[-LOOK_BACK - 1 :]):
        here = [
            n
            for n in scene.namings
            if sentence.first <= n.first and n.last <= min(sentence.last, token) and kind_of(scene, n) == kind
        ]
        here = [n for n in here if actors_of(scene, n)[0] not in besides and _within_reach(scene, n, token)]
        free = [n for n in here if not is_governed(scene, n)]
        told = bool(free) and not _has_pronoun(scene, sentence, free[0].first)
        if told or (here and not _has_pronoun(scene, sentence, token)):
            return actors_of(scene, (free or here)[0])[0]
        if here and aside is None:
            aside = actors_of(scene, here[0])[0]
    return aside


def _has_pronoun(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether a sentence has a pronoun of the third person before a token: its topic was told earlier."""
    words = grammar(scene.pack).words["singular_subjects"]
    told = scene.words[sentence.first : min(sentence.last, token)]
    return any(word.rsplit("-", 1)[-1] in words for word in told)


def _within_reach(scene: Scene, naming: Naming, token: int) -> bool:
    """Whether a naming is told where the token is: inside the same quotation, or outside all."""
    place = next((q for q in scene.quoted if q.depth == 0 and q.first < naming.first < q.last), None)
    return place is None or place.first < token < place.last


def last_told(scene: Scene, token: int, kind: str, besides: Set[int] = frozenset()) -> int | None:
    """The actor of a kind that was told last before a token."""
    told = (actors_of(scene, n)[0] for n in reversed(scene.namings) if n.last <= token and kind_of(scene, n) == kind)
    return next((actor for actor in told if actor not in besides), None)
