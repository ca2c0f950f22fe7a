"""Whom a plural with a number stands for (`les deux pays`, `les trois dirigeants`)."""

from __future__ import annotations

from collections.abc import Set

from etl.entities.gazetteer import hyphenated_states
from etl.entities.namings import COUNTRY, ORGANIZATION, Naming
from etl.entities.scene import Scene
from etl.entities.topics import LOOK_BACK, actors_of, is_governed, kind_of
from etl.language.grammar import grammar

_PAIR = 2


def last_named(
    scene: Scene, token: int, kind: str, number: int = 2, role: str = "", besides: Set[int] = frozenset()
) -> tuple[int, ...]:
    """The last so many different actors of a kind, and of a role if one is asked for, named before a token.

    Of countries the two that the title names go first, unless the sentence and the one before tell of two others as sides;
    then those two, then the last two told as sides. Two camps that `entre` joined shortly before go before all.
    They come in the order of the text; none come if there are fewer. None of `besides` is among them.
    """
    if kind == COUNTRY and (sides := _sides(scene, token, number, besides)):
        return sides
    found: list[int] = []
    for naming in reversed(scene.namings):
        if naming.last > token or kind_of(scene, naming) != kind or (actor := actors_of(scene, naming)[0]) in found:
            continue
        if role and not any(known.endswith(role) for known in scene.cast.members[actor].roles):
            continue  # `ministres` are ministers of whatever they are in charge
        if actor not in besides:
            found.append(actor)
        if len(found) == number:
            return tuple(reversed(found))
    return ()


def _sides(scene: Scene, token: int, number: int, besides: Set[int]) -> tuple[int, ...]:
    if number != _PAIR:
        return _last_sides(scene, token, number, besides)
    if (sides := _at_odds(scene, token)) and besides.isdisjoint(sides):
        return sides
    title = _in_title(scene, token)
    near = _last_sides(scene, token, number, besides, _near(scene, token))
    if not besides.isdisjoint(title) or (near and not set(near) & set(title)):
        title = ()
    return title or near or _last_sides(scene, token, number, besides)


def _near(scene: Scene, token: int) -> int:
    """Where the sentence before that of a token begins."""
    return next(iter([s.first for s in scene.sentences if s.first <= token and not s.quoted][-2:]), 0)


def _in_title(scene: Scene, token: int) -> tuple[int, ...]:
    """The two countries that the title names as sides, else those that it names at all; empty if they are not two."""
    title = scene.sentences[0] if scene.sentences else None
    if title is None or title.last > token or not scene.is_title(title):
        return ()
    for word in scene.tokens[title.first : title.last]:
        if "-" in word.low and word.is_capital and (states := hyphenated_states(word.low, scene.pack)):
            return tuple(i for i, member in enumerate(scene.cast.members) if member.kind == COUNTRY and member.key in states)
    told = [naming for naming in scene.namings if naming.last <= title.last]
    for namings in ([n for n in told if not _is_place(scene, n)], told):
        actors = dict.fromkeys(actor for naming in namings for actor in actors_of(scene, naming))
        countries = tuple([actor for actor in actors if scene.cast.members[actor].kind == COUNTRY])
        if len(countries) == _PAIR:
            return countries
    return ()


def _is_place(scene: Scene, naming: Naming) -> bool:
    return naming.first > 0 and scene.keys[naming.first - 1] in grammar(scene.pack).words["place_prepositions"]


def _last_sides(scene: Scene, token: int, number: int, besides: Set[int], since: int = 0) -> tuple[int, ...]:
    """The last so many countries told before a token as sides: under no preposition but `entre`."""
    found: list[int] = []
    for naming in reversed(scene.namings):
        if naming.first < since:
            break
        if naming.last > token or kind_of(scene, naming) != COUNTRY or (actor := actors_of(scene, naming)[0]) in found:
            continue
        if actor not in besides and (not is_governed(scene, naming) or scene.keys[naming.first - 1] == "entre"):
            found.append(actor)
        if len(found) == number:
            return tuple(reversed(found))
    return ()


def _at_odds(scene: Scene, token: int) -> tuple[int, ...]:
    """The two sides, one of them no state, that `entre` joined shortly before a token (`entre l'armée et les rebelles`)."""
    near = [s.first for s in scene.sentences if s.first < token and not s.quoted][-LOOK_BACK:]
    told = [n for n in scene.namings if near and near[0] <= n.first and n.last <= token]
    for one, other in zip(told[::-1][1:], told[::-1], strict=False):
        if one.first > 0 and scene.keys[one.first - 1] == "entre" and other.first <= one.last + 1:
            kinds = {kind_of(scene, one), kind_of(scene, other)}
            joined = ORGANIZATION in kinds and kinds <= {ORGANIZATION, COUNTRY}
            return (*actors_of(scene, one), *actors_of(scene, other)) if joined else ()
    return ()
