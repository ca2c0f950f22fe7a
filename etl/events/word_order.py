"""Who meets whom by the order of the words: subject and object of a verb of meeting, and whom others tell to meet."""

from __future__ import annotations

from etl.entities.namings import OFFICE, PERSON, Naming
from etl.entities.scene import Scene
from etl.events.circumstance_words import circumstance_words
from etl.language.clauses import clause_start, equals, is_finite, subject_of
from etl.language.groups import COMMA, MARK, NOUN, OTHER, QUOTE, RELATIVE, TIME, Group


def is_of_topic(groups: list[Group], at: int, i: int) -> bool:
    """Whether a state under `avec` goes with the topic before it (`a discuté avec X des relations avec Y`)."""
    ref, topic = groups[i].ref, groups[i - 1]
    if (
        groups[i].prep != "avec"
        or i - 1 <= at
        or topic.kind != NOUN
        or topic.ref is not None
        or topic.prep not in ("de", "sur")
    ):
        return False
    if isinstance(ref, Naming) and ref.kind in (PERSON, OFFICE):
        return False
    told = [groups[j].ref for j in subject_of(groups, at)]
    states = any(isinstance(subject, Naming) and subject.kind not in (PERSON, OFFICE) for subject in told)
    return not states or any(g.prep == "avec" for g in groups[at + 1 : i])


def past_inner_name(groups: list[Group], subjects: tuple[int, ...]) -> tuple[int, ...]:
    """The subject, where a name only bears the office that ends the subject's wording (`X, envoyé du président, Y, est là`)."""
    at = subjects[0] if len(subjects) == 1 else 0
    if at < 2 or groups[at - 1].kind != COMMA or at + 1 >= len(groups) or groups[at + 1].kind != COMMA:
        return subjects
    name, bearer = groups[at].ref, groups[at - 2].ref
    if not isinstance(name, Naming) or not isinstance(bearer, Naming) or name.kind != PERSON or name.offices:
        return subjects
    return (at - 2,) if any(office.inner is not None for office in bearer.offices) and not groups[at - 2].prep else subjects


def told_to(scene: Scene, groups: list[Group], at: int) -> tuple[int, ...]:
    """Whom a verb of asking or allowing has do what an infinitive tells (`demande à X de partir`); empty if nobody."""
    before = next((i for i in range(at - 1, -1, -1) if groups[i].verb is not None), -1)
    verb = groups[before].verb if before >= 0 else None
    if verb is None or verb.passive or not set(verb.lemmas) & circumstance_words(scene.pack).directing:
        return ()
    told = (i for i in range(before + 1, at) if groups[i].kind == NOUN and groups[i].prep in ("", "à"))
    return next((equals(groups, i) for i in told), ())


def in_order(
    groups: list[Group], at: int, subjects: tuple[int, ...], objects: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Subject and object of a verb by which one person meets another.

    What stands behind it without a preposition is its object, save in a relative clause or before a quotation, also
    where a comma closes a circumstance (`a reçu mardi à Riga, le ministre X`). The subject may carry a relative clause.
    """
    if not subjects or subjects[0] <= at:
        return subjects, objects or _behind_comma(groups, at)
    if not is_finite(groups[at]):
        return tuple(i for i in subjects if i not in objects), objects
    start = clause_start(groups, at)
    opener = groups[start - 1] if start else None
    if opener is not None and opener.kind == RELATIVE:
        return subjects, objects
    before = next((i for i in range(start - 1, -1, -1) if is_finite(groups[i])), -1)
    described = before >= 0 and any(g.kind == RELATIVE and g.ref == "subject" for g in groups[:before])
    if not described and (opener is not None or any(g.kind == QUOTE for g in groups[:at])):
        return subjects, objects
    return (subject_of(groups, before) if described else ()), subjects


def _behind_comma(groups: list[Group], at: int) -> tuple[int, ...]:
    """The person named behind the commas that close the circumstances of a finite verb."""
    i = at + 1
    while i < len(groups) and (groups[i].kind in (COMMA, OTHER, TIME, MARK) or _is_aside(groups, i)):
        i += 1
    if i >= len(groups) or not is_finite(groups[at]) or groups[i - 1].kind != COMMA or groups[i].kind != NOUN:
        return ()
    ref = groups[i].ref
    person = isinstance(ref, Naming) and ref.kind in (PERSON, OFFICE)
    following = next((j for j in range(i + 1, len(groups)) if is_finite(groups[j])), -1)
    if not person or (following >= 0 and i in subject_of(groups, following) and groups[following - 1].kind != RELATIVE):
        return ()
    return equals(groups, i)


def _is_aside(groups: list[Group], i: int) -> bool:
    """Whether a noun group stands under a preposition or opens a parenthesis (`à Riga (Lettonie)`)."""
    return groups[i].kind == NOUN and (bool(groups[i].prep) or groups[i - 1].ref == "open")
