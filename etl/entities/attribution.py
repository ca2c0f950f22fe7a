"""Whom the words stand for that name a speaker: nouns, names set after them, pronouns, papers that speak."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from etl.entities.gazetteer import demonym_countries
from etl.entities.gender import FEMININE, MASCULINE, gender_at, unlike
from etl.entities.namings import COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.references import body_before, names_somebody, previous, refer
from etl.entities.scene import Scene
from etl.entities.speech_words import SpeechWords, speech_words
from etl.entities.topics import topic_before
from etl.language.clauses import is_finite, right_subject, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, MARK, NOUN, RELATIVE, Group
from etl.language.sentences import Sentence

_LOOK_BACK = 3


class Source(NamedTuple):
    """Who speaks; None where it is told that somebody does, but not who. `final`: nobody else need be looked for."""

    speaker: int | None
    final: bool = False


class Place(NamedTuple):
    """A quotation in its sentence.

    Attributes:
        scene: The article.
        sentence: The sentence.
        groups: Its groups.
        at: Position of the group that holds the quotation.
        before: Who spoke in the sentence before, if it holds direct speech and tells its speaker.
    """

    scene: Scene
    sentence: Sentence
    groups: list[Group]
    at: int
    before: int | None

    @property
    def words(self) -> SpeechWords:
        """The words of speech of its language."""
        return speech_words(self.scene.pack)

    @property
    def mark(self) -> int:
        """Position of the token that opens the quotation."""
        return self.groups[self.at].head

    def actor(self, at: int) -> int | None:
        """The first actor that a group stands for."""
        return next(iter(refer(self.scene, self.sentence, self.groups, at)), None)

    def is_mark(self, at: int, marks: str) -> bool:
        """Whether a group is one of some marks."""
        return self.groups[at].kind == MARK and self.scene.tokens[self.groups[at].first].text in marks

    def is_noun(self, at: int, *preps: str) -> bool:
        """Whether a group is a noun group under one of some prepositions (`''` for none)."""
        return at < len(self.groups) and self.groups[at].kind == NOUN and self.groups[at].prep in preps

    def says(self, at: int, verbs: frozenset[str]) -> bool:
        """Whether a group is a form of one of some verbs."""
        verb = self.groups[at].verb
        return verb is not None and not verbs.isdisjoint(verb.lemmas)

    def hung_pronoun(self, at: int) -> str:
        """The subject pronoun hung on a verb (`a-t-il`), or ''."""
        verb = self.groups[at].verb
        word = self.scene.tokens[verb.subject].low if verb is not None and verb.subject >= verb.first else ""
        return word.rsplit("-", 1)[-1] if word.startswith("-") else ""


def actor_of(place: Place, positions: Sequence[int]) -> int | None:
    """The first actor that some noun groups or pronouns stand for, themselves or through a name that they stand beside."""
    groups = place.groups
    for at in positions:
        if groups[at].kind == RELATIVE:
            return topic_before(place.scene, place.sentence.first, PERSON)
        if (speaker := by_noun(place, at)) is not None:
            return speaker
        speaker = place.actor(at)
        if speaker is not None and groups[at].kind != NOUN:
            return by_pronoun(place, at)
        beside = _beside(place, at) if speaker is None or _is_office(groups[at]) else None
        if beside is not None or speaker is not None:
            return beside if beside is not None else speaker
    return None


def _is_office(group: Group) -> bool:
    return isinstance(group.ref, Naming) and group.ref.kind == OFFICE


def _beside(place: Place, at: int) -> int | None:
    """The person of a name in apposition: after a noun (`sa directrice, X`), or before it (`X, président du pays`)."""
    groups = place.groups
    end = at + 1
    while place.is_noun(end, "", "de"):
        end += 1
    after = end + 1 if end < len(groups) and groups[end].kind == COMMA else end
    before = at - 2 if at > 1 and groups[at - 1].kind == COMMA else at
    for i in [*range(at + 1, end), after, before]:
        actor = place.actor(i) if i != at and place.is_noun(i, "") else None
        if actor is not None and place.scene.cast.members[actor].kind == PERSON:
            return actor
    return None


def actor_or_topic(place: Place, positions: Sequence[int]) -> int | None:
    """The same, else whom the text is about (`a estimé le dirigeant`, `indique le communiqué`)."""
    group = place.groups[positions[0]]
    speaker = actor_of(place, positions)
    vague = any(token.low in place.words.vague for token in place.scene.tokens[group.first : group.head + 1])
    if speaker is not None or vague or group.kind != NOUN:
        return speaker
    if is_channel(place, positions[0]):
        return channel_owner(place, positions[0])
    gender = gender_at(place.scene.tokens, group.first, group.head, place.scene.pack)
    return topic_before(place.scene, place.sentence.first, PERSON, besides=unlike(place.scene.genders, gender))


def by_noun(place: Place, at: int) -> int | None:
    """For a noun for what is said, whoever stands after `de` behind it (`la promesse de X`)."""
    groups = place.groups
    if groups[at].kind != NOUN or place.scene.tokens[groups[at].head].low not in place.words.nouns:
        return None
    i = at + 1
    while place.is_noun(i, "de"):
        if (speaker := place.actor(i)) is not None:
            return speaker
        i += 1
    return None


def is_channel(place: Place, at: int) -> bool:
    """Whether a group is a paper or a programme that speaks (`le communiqué russe dénonce`)."""
    group = place.groups[at]
    return group.kind == NOUN and place.words.channels.longest(place.scene.keys, group.head) is not None


def channel_owner(place: Place, at: int) -> int | None:
    """Whose such a paper is: the country's that it is named after, else the body's that spoke last before."""
    scene, group = place.scene, place.groups[at]
    lands = {land for key in scene.keys[group.head : group.last] for land in demonym_countries(key, scene.pack)}
    if lands:
        return next((i for i, member in enumerate(scene.cast.members) if member.kind == COUNTRY and member.key in lands), None)
    earlier = [s for s in scene.sentences if not s.quoted and s.last <= place.sentence.first]
    return next((body for s in earlier[: -_LOOK_BACK - 1 : -1] if (body := _body_that_speaks(scene, s)) is not None), None)


def _body_that_speaks(scene: Scene, sentence: Sentence) -> int | None:
    place = Place(scene, sentence, scene.groups(sentence), 0, None)
    for i in range(len(place.groups)):
        positions = (*right_subject(place.groups, i), *subject_of(place.groups, i)) if place.says(i, place.words.verbs) else ()
        for actor in map(place.actor, positions):
            if actor is not None and scene.cast.members[actor].kind == ORGANIZATION:
                return actor
    return None


def by_pronoun(place: Place, at: int) -> int | None:
    """Whom the subject pronoun of a verb, or a pronoun by itself, stands for."""
    scene, group = place.scene, place.groups[at]
    token = group.verb.subject if group.verb else group.first
    word = scene.tokens[token].low.rsplit("-", 1)[-1]
    words = grammar(scene.pack).words
    speaker = place.actor(at)
    if word not in words["third_person"]:
        return speaker
    if word not in words["singular_third_person"]:
        return speaker if speaker is not None else _by_whereabouts(place, at)
    if any(
        place.sentence.first <= n.first < token and n.kind == PERSON and not _is_quoted(scene, n.first) for n in scene.namings
    ):
        return speaker
    gender = FEMININE if word in words[FEMININE] else MASCULINE
    wrong = unlike(scene.genders, gender)
    fitting = {actor for actor in _persons_before(place) if scene.genders[actor] == gender}
    if place.before is not None and place.before not in wrong and (place.before in fitting or not fitting):
        return place.before
    if _is_personal(place):
        speaker = topic_before(scene, token, PERSON, besides=wrong)
    elif (body := body_before(scene, place.sentence.first, gender)) is not None:
        return body
    return next(iter(fitting)) if len(fitting) == 1 else speaker


def _is_personal(place: Place) -> bool:
    """Whether somebody speaks of himself in the sentence: then it is no body that does."""
    words = grammar(place.scene.pack).words["first_person"]
    return not words.isdisjoint(place.scene.words[place.sentence.first : place.sentence.last])


def _is_quoted(scene: Scene, token: int) -> bool:
    return any(q.first < token < q.last for q in scene.quoted if q.depth == 0)


def _persons_before(place: Place) -> Set[int]:
    """The persons named in the sentence before, outside direct speech."""
    scene, before = place.scene, previous(place.scene, place.sentence.first)
    namings = zip(scene.namings, scene.cast.of, strict=True) if before else ()
    return {
        actor
        for naming, actors in namings
        for actor in actors
        if before and before.first <= naming.first < before.last and naming.kind == PERSON
        if not _is_quoted(scene, naming.first)
    }


def _by_whereabouts(place: Place, at: int) -> int | None:
    """For `on`: whose house or whose paper it is said in (`assure-t-on à Bercy`, `peut-on lire dans une lettre de X`)."""
    inside = (i for i in range(at + 1, len(place.groups)) if place.is_noun(i, "à", "chez", "dans", "de", "par"))
    return next((speaker for i in inside if (speaker := place.actor(i)) is not None), None)


def topic_of(scene: Scene, sentence: Sentence) -> int | None:
    """Whom a sentence is about: a person named there, or the subject of its verb where that is a person or speaks."""
    if names_somebody(scene, sentence.first, sentence.last):
        return topic_before(scene, sentence.last, PERSON)
    place = Place(scene, sentence, scene.groups(sentence), 0, None)
    verb = next((i for i, group in enumerate(place.groups) if is_finite(group)), -1)
    for position in subject_of(place.groups, verb) if verb >= 0 else ():
        if (actor := place.actor(position)) is not None:
            return actor if place.says(verb, place.words.verbs) or scene.cast.members[actor].kind == PERSON else None
    return None
