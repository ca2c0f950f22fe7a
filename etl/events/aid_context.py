"""What the sentences round aid tell of it: for whom a pronoun stands, where it goes, what a list of its parts belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Set

from etl.entities.amounts import Amount, Count
from etl.entities.namings import ORGANIZATION, PERSON
from etl.entities.references import previous
from etl.entities.scene import Scene
from etl.entities.topics import topic_before
from etl.events.aid_anchors import Anchor, governing, noun_of_aid
from etl.events.aid_sides import can_receive, named_by
from etl.events.aid_words import AidWords, aid_words
from etl.events.match import Taken
from etl.events.states import states
from etl.language.clauses import clause_end, equals, is_finite, objects_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, Group
from etl.language.verbs import VerbGroup

_NEAR = 2  # verbs over aid among which a pronoun tells who receives it
_OPENING = 4  # tokens in which a sentence points to what was told before
_REACHING = frozenset({"give", "approve"})  # stages of the verbs that tell where money goes
_TO = frozenset({"à", "pour"})


def by_pronoun(scene: Scene, anchor: Anchor, givers: Set[int]) -> tuple[Taken, ...]:
    """Who receives as a pronoun of the verb tells (`elle lui a promis 10 millions`): whoever was told of last, givers aside."""
    words = aid_words(scene.pack)
    for i in anchor.verbs[:_NEAR]:
        verb = anchor.groups[i].verb
        if verb is None or words.dative.isdisjoint(verb.clitics):
            continue
        if not grammar(scene.pack).words["plural_clitics"].isdisjoint(verb.clitics):
            return _row_before(scene, anchor, givers)
        members = scene.cast.members
        own = {members[actor].country for actor in givers} - {None}
        besides = set(givers) | {t.actor for t in named_by(scene, anchor, subject_of(anchor.groups, i))}
        besides |= {j for j, member in enumerate(members) if member.country in own}
        topics = (topic_before(scene, verb.first, kind, besides) for kind in (PERSON, ORGANIZATION))
        topic = next((actor for actor in topics if actor is not None), None)
        return () if topic is None else _receivers(scene, [Taken(topic, None)], givers)
    return ()


def by_subject_pronoun(scene: Scene, anchor: Anchor, verb: int) -> list[Taken]:
    """The state or body of the sentence before that the pronoun subject of a verb stands for (`elle livrera 12 radars`)."""
    told = anchor.groups[verb].verb if verb >= 0 else None
    words = grammar(scene.pack).words
    if told is None or told.subject < 0 or scene.words[told.subject] not in words["singular_third_person"]:
        return []
    before = previous(scene, anchor.sentence.first)
    groups = scene.groups(before) if before is not None else []
    main = next((i for i, group in enumerate(groups) if is_finite(group)), -1)
    if before is None or main < 0:
        return []
    other = words["masculine"] if scene.words[told.subject] in words["feminine"] else words["feminine"]
    place = anchor._replace(sentence=before, groups=groups)
    fitting = [i for i in subject_of(groups, main) if scene.words[groups[i].first] not in other]
    found = named_by(scene, place, fitting)
    return found if len(found) == 1 and scene.cast.members[found[0].actor].kind != PERSON else []


def _row_before(scene: Scene, anchor: Anchor, givers: Set[int]) -> tuple[Taken, ...]:
    """Several sides told together last before the sentence of aid."""
    before = previous(scene, anchor.sentence.first)
    groups = scene.groups(before) if before is not None else []
    for i in range(len(groups)):
        if before is not None and groups[i].kind == NOUN:
            row = anchor._replace(sentence=before, groups=groups)
            taken = _receivers(scene, named_by(scene, row, equals(groups, i)), givers)
            if len(taken) > 1:
                return taken
    return ()


def _receivers(scene: Scene, taken: Iterable[Taken], givers: Set[int]) -> tuple[Taken, ...]:
    members = scene.cast.members
    return tuple(t for t in states(scene, taken) if t.actor not in givers and can_receive(scene, members[t.actor]))


def named_after(scene: Scene, anchor: Anchor, givers: Set[int]) -> tuple[Taken, ...]:
    """Whom the next sentence tells that the money is for (`… 45 millions. Ces fonds iront à X`)."""
    after = next((s for s in scene.sentences if not s.quoted and s.first >= anchor.sentence.last), None)
    words = aid_words(scene.pack)
    if after is None or scene.words[after.first] not in _definite(scene):
        return ()
    if words.money.isdisjoint(scene.words[after.first : after.first + _OPENING]):
        return ()
    groups = scene.groups(after)
    if groups[0].ref is not None or scene.tokens[groups[0].head].low not in words.money:
        return ()
    at = next((i for i, group in enumerate(groups) if is_finite(group)), -1)
    verb = groups[at].verb if at >= 0 else None
    if verb is None or not _goes_on(verb, words) or any(isinstance(group.ref, Amount) for group in groups):
        return ()
    told = (i for i in range(at, clause_end(groups, at)) if groups[i].prep in _TO and groups[i].kind == NOUN)
    place = anchor._replace(sentence=after, groups=groups)
    rows = (_receivers(scene, named_by(scene, place, equals(groups, i)), givers) for i in told)
    return next((taken for taken in rows if taken), ())


def _goes_on(verb: VerbGroup, words: AidWords) -> bool:
    """Whether a verb tells where money goes, not what others say of it (`ces fonds iront à X`, `cette aide est saluée à X`)."""
    return verb.is_one_of(words.going) or any(words.stages.get(lemma) in _REACHING for lemma in verb.lemmas)


def is_for_unnamed(scene: Scene, anchor: Anchor) -> bool:
    """Whether money or things go to states or bodies that are told without a name (`pour 31 pays africains`)."""
    groups, words = anchor.groups, aid_words(scene.pack)
    for group in groups[anchor.at + 1 : clause_end(groups, anchor.at)]:
        if group.prep in _TO and group.kind == NOUN:
            told = group.ref is None or isinstance(group.ref, Count)
            return told and not words.unnamed.isdisjoint(scene.words[group.first : group.last])
        if isinstance(group.ref, Amount | Count):
            return False
    return False


def content_of(scene: Scene, anchor: Anchor) -> Anchor | None:
    """The aid of the sentence before, where a sentence only lists what is in it (`X a donné un lot. Il comprend 14 camions`).

    Returns:
        The things as if they stood in that sentence, at the group that names the whole; None where none is told.
    """
    words = aid_words(scene.pack)
    before = previous(scene, anchor.sentence.first) if isinstance(anchor.ref, Count) and _lists(scene, anchor, words) else None
    groups = scene.groups(before) if before is not None else []
    for i in range(len(groups)) if before is not None else ():
        whole = _whole(scene, groups, i, words)
        if before is not None and whole >= 0 and groups[whole].ref is None:
            return Anchor(anchor.ref, before, groups, whole, tuple(governing(groups, whole)))
    return None


def _whole(scene: Scene, groups: list[Group], at: int, words: AidWords) -> int:
    """What a verb gives, or the noun of aid that it carries (`a fait un don à X`); -1 for other verbs."""
    verb = groups[at].verb
    if verb is None or verb.negated:
        return -1
    if not words.stages.keys().isdisjoint(verb.lemmas):
        return next(iter(subject_of(groups, at) if verb.passive else objects_of(groups, at) or _some(groups, at)), -1)
    carried = range(at + 1, clause_end(groups, at)) if verb.is_one_of(words.making) else ()
    return next((i for i in carried if groups[i].kind == NOUN and scene.tokens[groups[i].head].low in words.noun_stages), -1)


def aid_before(scene: Scene, anchor: Anchor, verb: int) -> tuple[Anchor, int] | None:
    """The aid of which the sentence before tells and this one goes on (`X aide Y. 12 drones ont été livrés à l'armée`).

    Args:
        scene: The article.
        anchor: The money or the things.
        verb: Position of the verb that tells the stage, or -1.

    Returns:
        The money or things as if they stood there, and the verb of that sentence; None where this sentence does not go on.
    """
    groups, words = anchor.groups, aid_words(scene.pack)
    own = groups[verb].verb if verb >= 0 else None
    undergone = own is not None and own.passive and own.finite and all(group.prep != "par" for group in groups)
    listed = not words.of_series.isdisjoint(scene.words[anchor.sentence.first : anchor.sentence.first + _OPENING])
    before = previous(scene, anchor.sentence.first) if undergone or listed else None
    row = scene.groups(before) if before is not None else []
    main = next((i for i, group in enumerate(row) if is_finite(group)), -1)
    told = row[main].verb if main >= 0 else None
    if before is None or told is None or told.negated or told.passive or not _gives(told, words):
        return None
    whole = next((i for i in range(main + 1, clause_end(row, main)) if noun_of_aid(scene, row[i], words)), -1)
    return (Anchor(anchor.ref, before, row, whole, tuple(governing(row, whole))), main) if whole >= 0 else None


def _gives(verb: VerbGroup, words: AidWords) -> bool:
    return verb.is_one_of(words.helping) or any(lemma in words.stages for lemma in verb.lemmas)


def _some(groups: list[Group], verb: int) -> list[int]:
    """The object of a verb under a partitive (`a livré mardi du matériel`)."""
    return [i for i in range(verb + 1, clause_end(groups, verb)) if groups[i].prep == "de" and groups[i].kind == NOUN][:1]


def _lists(scene: Scene, anchor: Anchor, words: AidWords) -> bool:
    """Whether the verb of things tells what aid told before is made of (`ce don comprend`, `le lot se compose de`)."""
    groups, at = anchor.groups, next((i for i in anchor.verbs if is_finite(anchor.groups[i])), anchor.at)
    verb = groups[at].verb
    if verb is None or at > anchor.at or not verb.is_one_of(words.composing):
        return False
    subjects = subject_of(groups, at)
    if subjects[:1] == (at,):
        return True
    return bool(subjects) and _points_back(scene, groups[subjects[0]], words) and not any(g.verb for g in groups[:at])


def _definite(scene: Scene) -> frozenset[str]:
    """The determiners of what was told before."""
    words = grammar(scene.pack).words
    return words["determiners"] - words["indefinites"]


def _points_back(scene: Scene, group: Group, words: AidWords) -> bool:
    """Whether a group is a noun of aid, or of a heap of things, that was told before."""
    if group.ref is not None or scene.words[group.first] not in _definite(scene):
        return False
    return bool(noun_of_aid(scene, group, words)) or scene.tokens[group.head].low in words.heaps
