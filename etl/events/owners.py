"""Whose a noun of event is: by its possessive (`leur rencontre`) or by the names that a hyphen joins behind it."""

from __future__ import annotations

from etl.entities.namings import COUNTRY, PERSON, Naming
from etl.entities.pairs import last_named
from etl.entities.scene import Scene
from etl.entities.topics import actors_of, topic_before
from etl.language.grammar import grammar
from etl.language.groups import Group

_PLACING = frozenset({"en", "dans", "sur", "de", "vers"})


def hyphenated(scene: Scene, first: int, last: int) -> list[int]:
    """The persons or countries whose names a hyphen joins behind a noun (`la rencontre Trump-Poutine`)."""
    joined = [token for token in scene.tokens[first:last] if "-" in token.low and token.is_capital]
    if not joined:
        return []
    names = {
        member.words[-1].lower() if member.words else member.name.lower(): i for i, member in enumerate(scene.cast.members)
    }
    told = (token.low.split("-") for token in joined)
    return next(([names[part] for part in parts] for parts in told if names.keys() >= set(parts)), [])


def possessor(scene: Scene, groups: list[Group], at: int) -> tuple[int, ...]:
    """Whom the possessive of a noun group stands for."""
    words = grammar(scene.pack).words["possessives"]
    token = next((scene.tokens[i] for i in range(groups[at].first, groups[at].head + 1) if scene.tokens[i].low in words), None)
    if token is None:
        return ()
    if token.low in grammar(scene.pack).words["plural_possessives"]:
        return _owners(scene, groups, at)
    topic = topic_before(scene, groups[at].first, "person")
    return () if topic is None else (topic,)


def _owners(scene: Scene, groups: list[Group], at: int) -> tuple[int, ...]:
    """The two whom `leur` stands for: the last persons, else countries, that this sentence or the one before names."""
    first, token = groups[0].first, groups[at].first
    before = next((s.first for s in scene.sentences[::-1] if s.first < first), first)
    for kind in (PERSON, COUNTRY):
        told = last_named(scene, token, kind)
        near = {a for n in scene.namings if before <= n.first < token and not _is_placed(scene, n) for a in actors_of(scene, n)}
        if told and near.issuperset(told):
            return told
    return ()


def _is_placed(scene: Scene, naming: Naming) -> bool:
    """Whether the word before a naming makes it a place or a topic (`en Haïti`, `la situation de la Syrie`)."""
    return naming.kind == COUNTRY and naming.first > 0 and scene.keys[naming.first - 1] in _PLACING
