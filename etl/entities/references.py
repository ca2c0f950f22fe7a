"""Pronouns and descriptions: whom `il`, `ce dernier` or `les deux ministres` stand for at a place in the text."""

from __future__ import annotations

from functools import cache

from etl.entities.amounts import Count
from etl.entities.gazetteer import demonym_countries
from etl.entities.gender import FEMININE, MASCULINE, gender_at, unlike
from etl.entities.namings import COUNTRY, METONYM, ORGANIZATION, PERSON, Naming
from etl.entities.pairs import last_named
from etl.entities.scene import Scene
from etl.entities.speech_words import speaking_verbs
from etl.entities.topics import actors_of, last_told, topic_before
from etl.language.clauses import is_finite, objects_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, PRONOUN, RELATIVE, VERB, Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.sentences import Sentence
from etl.language.tokens import tokenize


@cache
def _phrases(pack: Pack) -> Phrases[tuple[str, str]]:
    data = pack.data("references")
    entries = [(phrase, ("latter", "")) for phrase in data["latter"]["phrases"]]
    plural = data["plural"]
    entries += [(phrase, ("2", "country")) for phrase in data["plural_bare"]["phrases"]]
    entries += [
        (f"{plural['article']} {word} {noun}", (str(number), kind))
        for kind in ("person", "country")
        for noun in plural[kind]
        for word, number in plural["numbers"].items()
    ]
    for what in ("country", "person", "other_person"):
        entries += [(f"{article} {noun}", (what, "")) for noun in data[what]["nouns"] for article in data[what]["determiners"]]
    return Phrases((tuple(token.low for token in tokenize(phrase, pack)), value) for phrase, value in entries)


@cache
def _roles(pack: Pack) -> dict[str, str]:
    """The role that the last word of a plural asks for."""
    roles = pack.data("references")["plural"]["roles"]
    return {tokenize(noun, pack)[-1].low: role for role, nouns in roles.items() for noun in nouns}


def refer(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> tuple[int, ...]:
    """The actors that a group stands for.

    Args:
        scene: The article.
        sentence: The sentence.
        groups: Its groups.
        at: Position of a noun group, a pronoun, or a verb group with a subject pronoun.

    Returns:
        Positions in `scene.cast.members`; empty where the group stands for no actor, or for nobody can say whom.
    """
    group = groups[at]
    if isinstance(group.ref, Naming):
        return actors_of(scene, group.ref) or _body_of(scene, group.ref) or _described(scene, sentence, groups, at)
    if group.ref is not None and not isinstance(group.ref, Count):
        return ()
    if group.kind in (PRONOUN, VERB):
        token = group.verb.subject if group.verb else group.first
        found = _pronoun(scene, sentence, groups, at, token) if token >= 0 else ()
        return found or (_described(scene, sentence, groups, at) if group.verb is None else ())
    words = grammar(scene.pack).words
    if group.kind in (NOUN, RELATIVE) and scene.tokens[group.head].low in words["relatives"]:
        before = [n for n in scene.namings if n.last <= group.first and actors_of(scene, n)]
        return actors_of(scene, before[-1])[:1] if before else ()
    if group.kind == NOUN and scene.tokens[group.head].low in grammar(scene.pack).words["singular_third_person"]:
        return _topic(scene, group.first)
    if group.kind == NOUN:
        return _described(scene, sentence, groups, at)
    return ()


def _body_of(scene: Scene, naming: Naming) -> tuple[int, ...]:
    """The organization whose officers a plural names (`les ministres de la Défense de l'OTAN`)."""
    bodies = {office.organization for office in naming.offices if office.plural and office.organization}
    return tuple(i for i, member in enumerate(scene.cast.members) if member.kind == ORGANIZATION and member.key in bodies)


def _pronoun(scene: Scene, sentence: Sentence, groups: list[Group], at: int, token: int) -> tuple[int, ...]:
    word = scene.tokens[token].low.rsplit("-", 1)[-1]
    words = grammar(scene.pack).words
    if word not in words["third_person"]:
        speaker = scene.speaker_at(token)
        return () if speaker is None else (speaker,)
    if word in words["singular_third_person"]:
        return _topic(scene, token)
    return _several(scene, sentence, groups, at) if word in words["plural_third_person"] else ()


def _several(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> tuple[int, ...]:
    """Whom a plural pronoun stands for: the subject of an earlier verb of the sentence if there are several, else nobody."""
    for i in range(at - 1, -1, -1):
        if is_finite(groups[i]):
            actors = tuple(dict.fromkeys(a for j in subject_of(groups, i) if j < i for a in refer(scene, sentence, groups, j)))
            if len(actors) > 1:
                return actors
    return ()


def _topic(scene: Scene, token: int) -> tuple[int, ...]:
    """The person whom the text is about, of the gender that the pronoun tells."""
    word = scene.tokens[token].low.rsplit("-", 1)[-1]
    words = grammar(scene.pack).words
    gender = next((gender for gender in (MASCULINE, FEMININE) if word in words[gender]), "")
    sentence = next((s for s in scene.sentences if s.first <= token < s.last and not s.quoted), None)
    if sentence and word in words["singular_subjects"] and not names_somebody(scene, sentence.first, token):
        body = body_before(scene, sentence.first, gender, speaking=True)
        if body is not None:
            return (body,)
    topic = topic_before(scene, token, PERSON, besides=unlike(scene.genders, gender))
    return () if topic is None else (topic,)


def previous(scene: Scene, first: int) -> Sentence | None:
    """The sentence before the one that begins at a token, outside direct speech."""
    return next((s for s in reversed(scene.sentences) if not s.quoted and s.last <= first), None)


def names_somebody(scene: Scene, first: int, last: int) -> bool:
    """Whether a person is named between two tokens."""
    return any(first <= n.first < last and n.kind == PERSON for n in scene.namings)


def body_before(scene: Scene, first: int, gender: str, *, speaking: bool = False) -> int | None:
    """The body or country that the sentence before is about, which a pronoun then stands for.

    Where somebody is named there, or if `speaking` is asked for, it is one of the gender of the pronoun that speaks there.
    """
    sentence = previous(scene, first)
    if sentence is None:
        return None
    groups = scene.groups(sentence)
    verb = next((i for i, group in enumerate(groups) if is_finite(group)), -1)
    positions = subject_of(groups, verb) if verb >= 0 else ()
    if len(positions) != 1 or groups[positions[0]].kind != NOUN:
        return None
    actors = refer(scene, sentence, groups, positions[0])
    if len(actors) != 1 or actors[0] in unlike(scene.genders, gender):
        return None
    if not speaking and not names_somebody(scene, sentence.first, sentence.last):
        return actors[0]
    speaks = _is_body(scene, groups[positions[0]], actors[0], gender) and _speaks(scene, groups[verb])
    return actors[0] if speaks else None


def _speaks(scene: Scene, group: Group) -> bool:
    return group.verb is not None and not group.verb.passive and not speaking_verbs(scene.pack).isdisjoint(group.verb.lemmas)


def _is_body(scene: Scene, group: Group, actor: int, gender: str) -> bool:
    """Whether a group names a body or a country by a noun of a gender; where its article is elided, a body or a seat."""
    kind, words = scene.cast.members[actor].kind, grammar(scene.pack).words
    first = scene.tokens[group.first].low
    if kind not in (ORGANIZATION, COUNTRY) or first not in words["determiners"]:
        return False
    if first in words[gender]:
        return True
    seat = isinstance(group.ref, Naming) and group.ref.mention_type == METONYM
    return first[-1] == "'" and (kind == ORGANIZATION or seat)


def _described(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> tuple[int, ...]:
    group = groups[at]
    if scene.words[group.first] in grammar(scene.pack).words["indefinites"]:
        return ()
    found = _phrases(scene.pack).first(scene.words, group.first, group.last, group.last)
    if found is None:
        return ()
    _, end, values = found
    what, kind = values[0]
    lands = [land for word in scene.words[end : group.last] for land in demonym_countries(word, scene.pack)]
    if what == "person" and len(lands) == 1 and end + 1 == group.last:
        return _of_country(scene, group.first, lands[0])
    if end != group.last and what in ("country", "person"):
        return ()
    if what == "other_person":
        return _other_person(scene, group.first)
    if what.isdigit():
        role = _roles(scene.pack).get(scene.words[end - 1], "") if kind == PERSON else ""
        besides = _outsiders(scene, sentence, groups, at)
        told = (last_named(scene, group.first, kind, int(what), asked, besides) for asked in dict.fromkeys((role, "")))
        return next((actors for actors in told if actors), ())
    if what == "country":
        actor = last_told(scene, group.first, COUNTRY)
    else:
        gender = gender_at(scene.tokens, group.first, end - 1, scene.pack)
        actor = last_told(scene, group.first, PERSON, besides=unlike(scene.genders, gender))
    return () if actor is None else (actor,)


def _outsiders(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> frozenset[int]:
    """Who does something to those whom a plural names, and so is none of them (`Washington met en garde les deux pays`)."""
    verb = next((i for i in range(at - 1, -1, -1) if groups[i].verb is not None), -1)
    finite = next((i for i in range(verb, -1, -1) if is_finite(groups[i])), -1)
    if finite < 0 or not (at in objects_of(groups, verb) or groups[at].prep == "à"):
        return frozenset()
    actors = {actor for i in subject_of(groups, finite) if i < at for actor in refer(scene, sentence, groups, i)}
    lands = {scene.cast.members[actor].country for actor in actors} - {None}
    return frozenset(
        actors | {i for i, member in enumerate(scene.cast.members) if member.kind == COUNTRY and member.key in lands}
    )


def _of_country(scene: Scene, token: int, land: str) -> tuple[int, ...]:
    """The last person of a country named before a token, else the country (`l'hôte mauritanien`)."""
    members = scene.cast.members
    before = [a for n in reversed(scene.namings) if n.last <= token for a in actors_of(scene, n)[:1]]
    person = next((a for a in before if members[a].kind == PERSON and members[a].country == land), None)
    country = next((i for i, member in enumerate(members) if member.kind == COUNTRY and member.key == land), None)
    chosen = person if person is not None else country
    return () if chosen is None else (chosen,)


def _other_person(scene: Scene, token: int) -> tuple[int, ...]:
    """The person told before besides the one whom the text is about (`X a gagné Riga … il a parlé à son hôte`)."""
    about = topic_before(scene, token, PERSON)
    other = None if about is None else topic_before(scene, token, PERSON, besides={about})
    return () if other is None else (other,)
