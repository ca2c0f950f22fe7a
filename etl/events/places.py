"""Where an event is: the place that its clause tells, and its country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import CITY, COUNTRY, METONYM, NAME, Naming
from etl.entities.scene import Scene
from etl.events.circumstance_words import circumstance_words
from etl.language.clauses import clause_start
from etl.language.groups import COMMA, LINK, NOUN, RELATIVE, TIME, Group

_LOCATIVE = frozenset({"à", "en", "dans", "chez", "vers"})
_TOWARDS = _LOCATIVE | {"pour"}
_NEAR = 3  # sentences in which `y` can have its place


class Where(NamedTuple):
    """A place of an event: the tokens that name it, and its country."""

    first: int
    last: int
    country: str | None


def where(scene: Scene, groups: list[Group], positions: Sequence[int], named: int = 0) -> Where | None:
    """The first of some groups that tells a place.

    Args:
        scene: The article.
        groups: The groups of the sentence.
        positions: Where to look, in order.
        named: One past the last token of what the event is called (`un protocole d'accord`), which is no topic of it.
    """
    for i in positions:
        group = groups[i]
        if _belongs_to_topic(groups, i) and groups[i - 1].last > named:
            continue
        if group.kind == NOUN and isinstance(group.ref, Naming) and is_place(scene, group, group.ref):
            return Where(group.ref.start, group.ref.end, group.ref.country)
        if group.kind == NOUN and group.prep in _LOCATIVE and (land := _capital_of(scene, group)):
            return Where(group.head, group.last, land)
    return None


def place_of_noun(group: Group) -> Where | None:
    """The town that a noun of event is named after (`le sommet de Paris`)."""
    naming = group.ref
    if group.prep != "de" or not isinstance(naming, Naming):
        return None
    town = naming.kind == CITY or (naming.kind == COUNTRY and naming.mention_type == METONYM)
    return Where(naming.start, naming.end, naming.country) if town else None


def place_of_relative(groups: list[Group], at: int) -> Where | None:
    """The place that the clause of a verb describes (`à Riga, où il a reçu X`), or None."""
    opener = opener_of_place(groups, at)
    before = next((g for g in groups[: max(opener, 0)][::-1] if g.kind not in (COMMA, LINK, TIME)), None)
    ref = before.ref if before is not None else None
    if before is None or not isinstance(ref, Naming) or ref.kind not in (CITY, COUNTRY):
        return None
    return Where(ref.start, ref.end, ref.country) if before.prep and before.prep not in ("de", "avec") else None


def opener_of_place(groups: list[Group], at: int) -> int:
    """The word that opens the relative clause of a verb and is not its subject (`où`), as a position, or -1."""
    opener = clause_start(groups, at) - 1
    return opener if opener > 0 and groups[opener].kind == RELATIVE and groups[opener].ref != "subject" else -1


def _belongs_to_topic(groups: list[Group], at: int) -> bool:
    """Whether a group goes with a noun that tells what an event is about (`la situation en Ukraine`)."""
    i = at - 2 if at > 1 and groups[at - 1].prep == "en" and groups[at - 1].ref is None else at - 1
    before = groups[i] if i >= 0 else None
    return before is not None and before.kind == NOUN and before.ref is None and before.prep in ("de", "sur")


def _capital_of(scene: Scene, group: Group) -> str | None:
    """The country whose capital a description names (`dans la capitale moldave`)."""
    if group.ref is not None or scene.tokens[group.head].low not in circumstance_words(scene.pack).capitals:
        return None
    lands = [land for token in scene.tokens[group.head : group.last] for land in demonym_countries(token.low, scene.pack)]
    return lands[0] if lands else None


def last_place(scene: Scene, token: int) -> Where | None:
    """The town or country under a preposition of place that was told last before a token, for `y`."""
    near = [s.first for s in scene.sentences if s.first <= token][-_NEAR:]
    for naming in reversed(scene.namings):
        if naming.first < near[0]:
            break
        place = naming.kind in (CITY, COUNTRY) and naming.mention_type != "description" and naming.first > 0
        if place and naming.last <= token and scene.keys[naming.first - 1] in _TOWARDS:
            return Where(naming.start, naming.end, naming.country)
    return None


def is_place(scene: Scene, group: Group, naming: Naming) -> bool:
    """Whether a group under its preposition tells where: `à Kiev`, `en Ukraine`, `au Portugal`, but not `à l'Ukraine`."""
    if naming.kind not in (CITY, COUNTRY) or group.prep not in _LOCATIVE or group.ref is not naming:
        return False
    if naming.kind == COUNTRY and naming.mention_type == NAME and group.prep == "à":
        return bool(naming.first == naming.start)
    return bool(naming.mention_type != "description")
