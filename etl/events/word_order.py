"""Who meets whom by the order of the words: subject and object of a verb of meeting, and whom others tell to meet."""

from __future__ import annotations

from etl.entities.namings import OFFICE, PERSON, Naming
from etl.entities.quotations import speaking_verbs
from etl.entities.scene import Scene
from etl.events.circumstance_words import circumstance_words
from etl.events.inserted import is_inserted
from etl.language.clauses import clause_start, complements_of, equals, is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, MARK, NOUN, OTHER, QUOTE, RELATIVE, THAT, TIME, Group


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


def with_examples(scene: Scene, groups: list[Group], joined: tuple[int, ...]) -> tuple[int, ...]:
    """Joined noun groups, with those picked out of them behind a comma (`des ministres, dont X et Y`, `…, notamment X`)."""
    words = grammar(scene.pack).words["examples"]
    i = joined[-1] + 1 if joined else len(groups)
    while i < len(groups) and (groups[i].kind in (COMMA, TIME) or (groups[i].kind == NOUN and groups[i].prep)):
        i += 1
    if i + 1 >= len(groups) or groups[i - 1].kind != COMMA or scene.words[groups[i].first] not in words:
        return joined
    named = next((j for j in range(i + 1, len(groups)) if groups[j].kind not in (OTHER, TIME)), i)
    if groups[named].kind != NOUN or groups[named].prep not in ("", groups[joined[0]].prep):
        return joined
    picked = tuple(j for j in equals(groups, named) if j not in joined)
    following = next((g for g in groups[named + 1 :] if g.kind not in (OTHER, TIME)), None)
    return joined if following is not None and is_finite(following) else (*joined, *picked)


def named_after(groups: list[Group], joined: tuple[int, ...]) -> int:
    """The person told between commas behind a description that names nobody (`avec son hôte, le ministre X`), or -1."""
    if len(joined) != 1 or joined[0] + 2 >= len(groups):
        return -1
    described, comma, named = groups[joined[0] : joined[0] + 3]
    if isinstance(described.ref, Naming) and described.ref.kind != OFFICE:
        return -1
    if comma.kind != COMMA or named.kind != NOUN or named.prep or not isinstance(named.ref, Naming) or named.ref.kind != PERSON:
        return -1
    closed = joined[0] + 3 == len(groups) or groups[joined[0] + 3].kind in (COMMA, MARK, TIME)
    return joined[0] + 2 if closed else -1


def told_during(scene: Scene, groups: list[Group], at: int, verb: int) -> tuple[int, ...]:
    """Whom a verb of saying that talks are the occasion of is said to (`a dit à X, lors d'un entretien, que …`)."""
    said = groups[verb].verb if verb >= 0 else None
    if groups[at].prep not in ("lors de", "dans") or said is None:
        return ()
    if not said.is_one_of(speaking_verbs(scene.pack)) and not said.is_one_of(circumstance_words(scene.pack).conveying):
        return ()
    told = (i for prep, i in complements_of(groups, verb) if prep == "à" and i > verb)
    named = next((i for i in told if isinstance(ref := groups[i].ref, Naming) and ref.kind in (PERSON, OFFICE)), None)
    return () if named is None else equals(groups, named)


def is_past_sides(scene: Scene, groups: list[Group], at: int, verb: int) -> bool:
    """Whether a clause behind the sides of talks is what a verb of saying tells (`a dit lors de l'entretien avec X que …`)."""
    said = groups[verb].verb if 0 <= verb < at else None
    opener = next((i for i in range(at + 1, len(groups)) if groups[i].kind == THAT or is_finite(groups[i])), -1)
    if said is None or opener < 0 or groups[opener].kind != THAT or not said.is_one_of(speaking_verbs(scene.pack)):
        return False
    return any(group.prep in ("avec", "entre") for group in groups[at + 1 : opener])


def asked_after(groups: list[Group], at: int) -> int:
    """The noun under `avec` that a verb is said of (`c'est avec X que Y s'est entretenu`), or -1."""
    start = clause_start(groups, at)
    if start < 3 or groups[start - 1].kind != THAT:
        return -1
    named = next((j for j in range(start - 2, -1, -1) if groups[j].kind == NOUN and groups[j].prep == "avec"), -1)
    told = named > 0 and is_finite(groups[named - 1]) and all(g.verb is None for g in groups[named:start])
    return named if told else -1


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
    tells = following >= 0 and groups[following - 1].kind != RELATIVE and not is_inserted(groups, following)
    if not person or (tells and i in subject_of(groups, following)):
        return ()
    return equals(groups, i)


def _is_aside(groups: list[Group], i: int) -> bool:
    """Whether a noun group stands under a preposition or opens a parenthesis (`à Riga (Lettonie)`)."""
    return groups[i].kind == NOUN and (bool(groups[i].prep) or groups[i - 1].ref == "open")
