"""Frames in a sentence: which are opened, and who fills their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.entities.namings import CITY, COUNTRY, METONYM, OFFICE, PERSON, Naming
from etl.entities.references import refer
from etl.entities.scene import Scene
from etl.entities.topics import topic_before
from etl.events.frames import Frame, frames
from etl.events.inserted import subject_or_teller
from etl.events.owners import hyphenated, possessor
from etl.events.word_order import (
    asked_after,
    in_order,
    is_of_topic,
    is_past_sides,
    named_after,
    past_inner_name,
    told_during,
    told_to,
    with_examples,
)
from etl.language.clauses import clause_start, complements_of, equals, is_finite, objects_of, relative_verb, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, NOUN, OTHER, RELATIVE, THAT, TIME, Group
from etl.language.sentences import Sentence
from etl.language.verbs import VerbGroup

_JOINT = frozenset({"participant", "party"})  # parts that several grammatical places fill together
_PERSONAL = frozenset({"subject", "object"})
_MET = frozenset({"object", "avec"})
_PLACES = frozenset({"à", "en", "dans", "chez"})
_INVITED = "à l'invitation de"
_FOLLOWING = 6  # tokens behind a verb among which the words begin that a frame asks for
_HEAD = 3  # tokens from its head in which a noun group names what it is


class Taken(NamedTuple):
    """An actor in a part: position in the cast, and position of the naming in `scene.namings`, or None for a pronoun."""

    actor: int
    naming: int | None


class Match(NamedTuple):
    """A frame that a sentence opens.

    Attributes:
        frame: The frame.
        sentence: The sentence.
        groups: Its groups.
        at: Position of the group that opens the frame.
        verb: Position of the verb that the event hangs on: the opening verb, or the one that governs the noun; -1 if none.
        trigger: Positions of the trigger's tokens, end exclusive.
        parts: Who fills which part.
    """

    frame: Frame
    sentence: Sentence
    groups: list[Group]
    at: int
    verb: int
    trigger: tuple[int, int]
    parts: dict[str, list[Taken]]

    @property
    def verb_group(self) -> VerbGroup | None:
        """The verb that the event hangs on."""
        return self.groups[self.verb].verb if self.verb >= 0 else None


def find_matches(scene: Scene) -> Iterator[Match]:
    """The frames that an article opens, sentence by sentence; a sentence without a trigger is not taken apart."""
    opened = frames(scene.pack)
    for sentence in scene.sentences:
        if not opened.forms.isdisjoint(scene.words[sentence.first : sentence.last]):
            groups = scene.groups(sentence)
            for at, group in enumerate(groups):
                yield from (
                    _verb_matches(scene, sentence, groups, at) if group.verb else _noun_matches(scene, sentence, groups, at)
                )


def _verb_matches(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> Iterator[Match]:
    verb = groups[at].verb
    if verb is None:
        return
    opened = frames(scene.pack).verbs
    for lemma in verb.lemmas:
        for frame in opened.get((lemma, verb.reflexive), ()):
            if frame.options.get("passive", verb.passive) != verb.passive:
                continue
            end = _follows(scene, frame, verb)
            if end:
                yield Match(frame, sentence, groups, at, at, (verb.head, end), _verb_parts(scene, sentence, groups, at, frame))


def _follows(scene: Scene, frame: Frame, verb: VerbGroup) -> int:
    """One past the last token of the trigger if the words that the frame asks for follow the verb, else 0."""
    if not frame.follow:
        return verb.last
    keys, behind = scene.keys, scene.keys[verb.last : verb.last + _FOLLOWING]
    for phrase in frame.follow:
        if phrase[0] not in behind:
            continue
        for at in range(verb.last, verb.last + len(behind)):
            if keys[at : at + len(phrase)] == phrase:
                return at + len(phrase)
    return 0


def _verb_parts(scene: Scene, sentence: Sentence, groups: list[Group], at: int, frame: Frame) -> dict[str, list[Taken]]:
    verb = groups[at].verb
    places: list[tuple[str, tuple[int, ...]]] = []
    passive = verb is not None and verb.passive
    subjects = past_inner_name(groups, subject_or_teller(groups, at))
    objects = () if passive else objects_of(groups, at)
    if frame.table == "meetings" and verb is not None and verb.tense == "infinitive":
        subjects = told_to(scene, groups, at) or subjects
    if not passive and frame.roles.keys() >= _PERSONAL and frame.table == "meetings":
        subjects, objects = in_order(groups, at, subjects, objects)
    places.append(("object" if passive else "subject", subjects))
    if not passive:
        places.append(("object", objects))
        if verb is not None and not places[-1][1] and (known := _clitic(scene, sentence, groups, at)):
            places.append(("clitic", known))
    for prep, i in complements_of(groups, at):
        if passive and prep == "par" and any(g.verb is not None for g in groups[at + 1 : i]):
            continue  # the agent of the verb between (`attendu à X, une visite confirmée par Y`)
        place = "subject" if passive and prep == "par" else prep
        apart = is_of_topic(groups, at, i) or (i < at and prep == "avec" and frame.options.get("gathering"))
        if not (prep == "entre" and i != at + 1 and i and groups[i - 1].kind == NOUN) and not apart:
            places.append((place, equals(groups, i)))
    if frame.table == "meetings" and (asked := asked_after(groups, at)) >= 0:
        places.append(("avec", equals(groups, asked)))
    parts = _not_by_oneself(scene, groups[at].first, _fill(scene, sentence, groups, frame, places))
    if frame.table == "meetings" and objects and len(parts.get("participant", ())) > 1 and _lacks_subject(verb, frame):
        sides = (subjects, objects) if frame.options.get("seen") else (subjects,)  # `X et Y voient leurs échanges doubler`
        return parts if all(any(take(scene, sentence, groups, i) for i in side) for side in sides) else {}
    return parts


def _not_by_oneself(scene: Scene, first: int, parts: dict[str, list[Taken]]) -> dict[str, list[Taken]]:
    """The parts, where a guest by pronoun is not his own host but the person told before him (`reçu par X, il a signé`)."""
    hosts = {taken.actor for taken in parts.get("host", ())}
    if parts.get("visitor") != [Taken(actor, None) for actor in hosts]:
        return parts
    topic = topic_before(scene, first, PERSON, besides=hosts)
    return {part: taken for part, taken in parts.items() if part != "visitor"} | (
        {} if topic is None else {"visitor": [Taken(topic, None)]}
    )


def _lacks_subject(verb: VerbGroup | None, frame: Frame) -> bool:
    """Whether a verb by which one meets another tells a meeting only with its subject (`il a rencontré X et Y`)."""
    transitive = verb is not None and not verb.passive and not verb.reflexive
    return transitive and frame.roles.keys() >= _PERSONAL and not frame.options.get("gathering")


def _clitic(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> tuple[int, ...]:
    """The person that an object pronoun of a verb stands for, as a position in the cast."""
    verb = groups[at].verb
    if verb is None or not set(verb.clitics) & grammar(scene.pack).words["direct_clitics"]:
        return ()
    subjects = {t.actor for i in subject_of(groups, at) for t in take(scene, sentence, groups, i)}
    topic = topic_before(scene, groups[at].first, PERSON, besides=subjects)
    return () if topic is None else (topic,)


def _fill(
    scene: Scene, sentence: Sentence, groups: list[Group], frame: Frame, places: Sequence[tuple[str, tuple[int, ...]]]
) -> dict[str, list[Taken]]:
    parts: dict[str, list[Taken]] = {}
    for place, positions in places:
        part = frame.roles.get("object" if place == "clitic" else place)
        if part is None or (parts.get(part) and part not in _JOINT):
            continue
        if place == "clitic":
            taken = [Taken(i, None) for i in positions]
        else:
            told = with_examples(scene, groups, positions) if frame.table == "meetings" and place in _MET else positions
            told = tuple(i for i in told if not (_is_capital(groups[i], place) or _is_town(groups[i], place, part)))
            taken = [t for i in told for t in take(scene, sentence, groups, i)]
            if not taken and frame.table == "meetings" and part != "place" and (named := named_after(groups, told)) >= 0:
                taken = take(scene, sentence, groups, named)
        known = {t.actor for t in parts.get(part, ())}
        parts.setdefault(part, []).extend(t for t in taken if t.actor not in known)
    return {part: taken for part, taken in parts.items() if taken}


def _is_capital(group: Group, place: str) -> bool:
    """Whether a group under `de` names a capital: then it tells where (`le sommet de Paris`)."""
    return place == "de" and isinstance(group.ref, Naming) and group.ref.kind == COUNTRY and group.ref.mention_type == METONYM


def _is_town(group: Group, place: str, part: str) -> bool:
    """Whether a group under `à` names a town where a guest would be (`l'audience, mardi à Riga`)."""
    if (place, part) == ("sur", "place") and isinstance(group.ref, Naming) and group.ref.kind == COUNTRY:
        return True
    town = isinstance(group.ref, Naming) and (group.ref.kind == CITY or group.ref.mention_type == METONYM)
    return town and place == "à" and part in ("visitor", "participant")


def take(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> list[Taken]:
    """The actors that a group stands for, with the naming that says so."""
    ref = groups[at].ref
    naming = scene.position(ref) if isinstance(ref, Naming) else None
    return [Taken(actor, naming) for actor in refer(scene, sentence, groups, at)]


def _noun_matches(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> Iterator[Match]:
    group = groups[at]
    if group.kind != NOUN or (isinstance(group.ref, Naming) and group.head == group.ref.first):
        return
    nouns = frames(scene.pack).nouns
    found = nouns.first(scene.keys, group.head, min(group.head + _HEAD, group.last), sentence.last)
    if found is None:
        return
    for frame in found[2]:
        under = frame.options.get("under")
        if under and (group.prep != under or found[0] > group.first + 1):
            continue
        verb = _governor(groups, at)
        yield Match(
            frame,
            sentence,
            groups,
            at,
            verb,
            found[:2],
            _noun_parts(scene, sentence, groups, at, verb, frame),
        )


def _governor(groups: list[Group], at: int) -> int:
    """The verb that a noun group hangs on: the one it is subject of, or the one before it; -1 for a title without verb."""
    following = -1
    if not groups[at].prep:
        following = next((i for i in range(at + 1, len(groups)) if is_finite(groups[i])), -1)
        if following >= 0 and at in subject_of(groups, following):
            return following
    before = next((i for i in range(at - 1, -1, -1) if groups[i].verb is not None), -1)
    if before >= 0:
        told = not groups[at].prep and following >= 0 and any(g.kind == THAT for g in groups[before:at])
        return following if told else before
    later = [i for i in range(at + 1, len(groups)) if is_finite(groups[i])]
    main = (i for i in later if clause_start(groups, i) <= at + 1 or groups[clause_start(groups, i) - 1].kind != RELATIVE)
    return next(main, later[0] if later else -1)


def _noun_parts(
    scene: Scene, sentence: Sentence, groups: list[Group], at: int, verb: int, frame: Frame
) -> dict[str, list[Taken]]:
    if frame.options.get("apposed") and (bearer := _bearer(groups, at)) >= 0:
        return _fill(scene, sentence, groups, frame, [("subject", (bearer,)), *_behind(groups, at)])
    group = groups[at]
    during = told_during(scene, groups, at, verb) if frame.table == "meetings" and frame.values["kind"] == "talks" else ()
    places = [
        *_behind(groups, at),
        *_round(groups, at, verb, frame, said=bool(during) or is_past_sides(scene, groups, at, verb)),
    ]
    if during and all(prep != "avec" for prep, _ in places):
        places.append(("avec", during))
    between = [place for place in places if place[0] == "entre"]
    if between:
        return _fill(scene, sentence, groups, frame, between)
    if frame.options.get("moves") and _is_told_of_others(scene, sentence, groups, at):
        return {}
    inviting = next((i for i, g in enumerate(groups) if g.prep == _INVITED), -1) if _INVITED in frame.roles else -1
    if verb >= 0 and inviting >= 0 and all(prep != _INVITED for prep, _ in places):
        places.append((_INVITED, equals(groups, inviting)))
    parts = _fill(scene, sentence, groups, frame, places)
    if pair := hyphenated(scene, group.first, group.last):
        parts.setdefault(frame.roles.get("entre", ""), []).extend(Taken(actor, None) for actor in pair)
    foretold = at == 0 and bool(group.prep) and "subject" in (place for place, _ in places)  # `lors de son entretien, X …`
    if (part := frame.roles.get("possessor")) and not foretold:
        known = {taken.actor for taken in parts.get(part, ())}
        possessors = [Taken(actor, None) for actor in possessor(scene, groups, at) if actor not in known]
        parts |= {part: [*parts.get(part, []), *possessors]} if possessors else {}
    return parts


def _is_told_of_others(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> bool:
    """Whether a noun of visit belongs to somebody whom nobody knows (`la dernière visite d'un roi`)."""
    group = groups[at + 1] if at + 1 < len(groups) else None
    if group is None or group.kind != NOUN or group.prep != "de":
        return False
    if group.ref is not None and not (isinstance(group.ref, Naming) and group.ref.kind == OFFICE):
        return False
    contracted = grammar(scene.pack).holds_article(scene.tokens[group.first].low)
    determined = group.ref is not None or contracted or group.head > group.first + 1
    return determined and not take(scene, sentence, groups, at + 1)


def _bearer(groups: list[Group], at: int) -> int:
    """The person whom a noun under `en` or `de` alone is said of (`X, en visite à Y`, `X de retour de Y`), or -1."""
    if groups[at].prep not in ("en", "de") or at == 0:
        return -1
    before = at - 2 if groups[at - 1].kind == COMMA else at - 1
    ref = groups[before].ref if before >= 0 else None
    described = before == at - 1 >= 0 and groups[before].kind == NOUN and not isinstance(ref, Naming)
    return before if described or (isinstance(ref, Naming) and ref.kind in (PERSON, OFFICE)) else -1


def _behind(groups: list[Group], at: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What stands behind a noun under prepositions, up to the next verb or bare noun."""
    following = groups[at + 1].verb if at + 1 < len(groups) else None
    i = at + 1 + (following is not None and following.tense == "present_participle")  # `des discussions portant sur X avec Y`
    while i < len(groups) and groups[i].kind in (NOUN, OTHER, TIME, COMMA, LINK):
        group = groups[i]
        if (group.kind == COMMA and not _goes_on(groups, i + 1)) or (group.kind == NOUN and group.prep == "lors de"):
            break
        if group.kind == NOUN and group.prep:
            joined, before = sides(groups, i), groups[i - 1]
            if i == at + 1 or not (
                group.prep == "de" and before.prep in ("à", "sur") and before.ref is None
            ):  # `une rencontre au sommet du G20`, `une conférence sur l'avenir de X`
                yield group.prep, joined
            i = joined[-1]
        elif group.kind == NOUN:
            break
        i += 1
    if i < len(groups) and groups[i].verb is not None and at in subject_of(groups, i) and not is_finite(groups[i]):
        yield from ((prep, equals(groups, j)) for prep, j in complements_of(groups, i) if j > i)


def sides(groups: list[Group], at: int) -> tuple[int, ...]:
    """The groups joined under a preposition; under `entre` no further than the first `et` (`entre X et Y, Z et W …`)."""
    joined = equals(groups, at)
    if groups[at].prep != "entre":
        return joined
    last = next((j for j in joined[1:] if groups[j - 1].kind == LINK), joined[-1])
    return tuple(j for j in joined if j <= last)


def _goes_on(groups: list[Group], i: int) -> bool:
    """Whether a prepositional group follows, be it behind a date."""
    first = i
    while i < len(groups) and groups[i].kind in (TIME, OTHER):
        i += 1
    if first < i < len(groups) and groups[i].kind == COMMA:
        i += 1
    return i < len(groups) and bool(groups[i].prep)


def _round(
    groups: list[Group], at: int, verb: int, frame: Frame, *, said: bool = False
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The subject, and where asked for the complements, of the relative clause on a noun or of the verb that governs it.

    What was `said` during the event to somebody is no relative clause on it.
    """
    relative = -1 if said or frame.options.get("clause") else relative_verb(groups, at)
    if relative >= 0:
        yield "subject", subject_of(groups, relative)
    if relative >= 0 or (verb >= 0 and frame.options.get("clause")):
        yield from ((prep, equals(groups, i)) for prep, i in complements_of(groups, relative if relative >= 0 else verb))
    owner = groups[verb].verb if verb >= 0 else None
    if owner is not None and at in subject_of(groups, verb):
        yield from (
            (prep, equals(groups, i)) for prep, i in complements_of(groups, verb) if i > verb and not _is_of_noun(groups, i)
        )
    aside = frame.table == "agreements" and groups[at].prep == "lors de"
    told = owner is not None and (not owner.passive or groups[at].prep == "lors de")
    if relative < 0 and told and at not in subject_of(groups, verb) and not aside:
        yield "subject", subject_of(groups, verb)


def _is_of_noun(groups: list[Group], at: int) -> bool:
    """Whether a complement belongs to the noun before it (`les besoins de X`, `un accord entre X et Y`)."""
    before = groups[at - 1]
    if before.kind != NOUN:
        return False
    return groups[at].prep == "de" or (groups[at].prep == "entre" and before.ref is None and before.prep not in _PLACES)
