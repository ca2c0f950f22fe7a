"""Clauses set beside or into direct speech that name its speaker: `a-t-il dit`, `assure X`, `a ironisé X`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from etl.entities.attribution import Place, Source, actor_of, actor_or_topic, by_pronoun
from etl.entities.scene import Scene
from etl.entities.speech_words import speech_words
from etl.language.clauses import is_finite, right_subject
from etl.language.grammar import grammar
from etl.language.groups import COMMA, MARK, NOUN, OTHER, TIME, VERB
from etl.language.sentences import Quoted

DASHES = "-–—"
TERMINATORS = ".!?…;"


class Incise(NamedTuple):
    """A clause inside a quotation: positions of its tokens with the comma before and the mark after, and whom it names."""

    first: int
    last: int
    speaker: int | None


def right_after(place: Place) -> Source | None:
    """The clause right after: `« … », a-t-il dit`, `« … » tient à préciser X`."""
    groups, i = place.groups, place.at + 1
    while i < len(groups) and (groups[i].kind in (COMMA, OTHER) or place.is_mark(i, DASHES + TERMINATORS)):
        i += 1
    if i >= len(groups) or not is_finite(groups[i]):
        return None
    apart = i > place.at + 1
    last = _last_verb(place, i)
    says = any(place.says(j, place.words.verbs) for j in range(i, last + 1))
    if place.hung_pronoun(i):
        return Source(by_pronoun(place, i), final=True) if says or apart else None
    positions = right_subject(groups, last)
    if not positions or not (says or (apart and actor_of(place, positions) is not None)):
        return None
    return Source(actor_or_topic(place, positions), final=True)


def earlier(place: Place) -> Source | None:
    """A clause set in before the quotation: `L’armée, assure X, « … »`."""
    return _set_in(place, range(place.at - 1, 0, -1))


def later(place: Place) -> Source | None:
    """A clause set in after it: `L’armée « … » cet hiver, assure X`."""
    return _set_in(place, range(place.at + 1, len(place.groups)))


def _set_in(place: Place, positions: Iterable[int]) -> Source | None:
    for i in positions:
        if place.is_mark(i, TERMINATORS):
            break
        if not _begins(place, i, DASHES):
            continue
        if place.hung_pronoun(i):
            return Source(by_pronoun(place, i))
        subject = right_subject(place.groups, _last_verb(place, i))
        if subject and _is_closed(place, subject[-1] + 1):
            return Source(actor_or_topic(place, subject))
    return None


def _begins(place: Place, at: int, marks: str) -> bool:
    """Whether a verb of saying stands at a position, after a comma or one of some marks."""
    if not is_finite(place.groups[at]) or not place.says(at, place.words.verbs):
        return False
    return place.groups[at - 1].kind == COMMA or place.is_mark(at - 1, marks)


def _is_closed(place: Place, at: int) -> bool:
    """Whether a clause ends here, but for complements."""
    groups = place.groups
    while at < len(groups) and (groups[at].kind in (TIME, OTHER) or (groups[at].kind == NOUN and groups[at].prep)):
        at += 1
    return at >= len(groups) or groups[at].kind in (COMMA, MARK)


def _last_verb(place: Place, at: int) -> int:
    """The last of the infinitives that hang on a verb (`a tenu à rappeler`)."""
    groups = place.groups
    while at + 1 < len(groups) and groups[at + 1].kind == VERB and not is_finite(groups[at + 1]):
        at += 1
    return at


def inside(scene: Scene, quoted: Quoted, speaker: int | None) -> Iterator[Incise]:
    """The clauses set into a quotation (`« Non, a dit X, jamais »`), in order.

    Args:
        scene: The article.
        quoted: The quotation.
        speaker: Who says it, if that is known: a clause that names somebody else is part of what he says.
    """
    forms = speech_words(scene.pack).forms
    for sentence in scene.sentences:
        if not sentence.quoted or not quoted.first <= sentence.first < quoted.last:
            continue
        if forms.isdisjoint([token.low for token in scene.tokens[sentence.first : sentence.last]]):
            continue
        groups = scene.groups(sentence)
        for i in range(1, len(groups)):
            place = Place(scene, sentence, groups, i, None)
            if not _begins(place, i, DASHES + TERMINATORS):
                continue
            named, last = _named(place)
            if last == i or (speaker is not None and named not in (None, speaker)):
                continue
            end = next((k for k in range(last, len(groups)) if groups[k].kind in (COMMA, MARK)), len(groups) - 1)
            yield Incise(groups[i - 1].first + (groups[i - 1].kind == MARK), groups[end].last, named)


def _named(place: Place) -> tuple[int | None, int]:
    """Whom the clause of a verb inside a quotation names, and one past its subject; the verb itself where it has none."""
    at = place.at
    if place.hung_pronoun(at) in grammar(place.scene.pack).words["third_person"]:
        return by_pronoun(place, at), at + 1
    subject = right_subject(place.groups, _last_verb(place, at))
    if not subject or not _is_closed(place, subject[-1] + 1) or (speaker := actor_of(place, subject)) is None:
        return None, at
    return speaker, subject[-1] + 1
