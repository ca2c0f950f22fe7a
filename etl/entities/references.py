"""Pronouns and descriptions: whom `il`, `ce dernier` or `les deux ministres` stand for at a place in the text."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from etl.entities.amounts import Count
from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.scene import Scene
from etl.language.clauses import is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, PRONOUN, RELATIVE, VERB, Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.sentences import Sentence
from etl.language.tokens import tokenize

_LOOK_BACK = 3
_PAIR = 2


@cache
def _phrases(pack: Pack) -> Phrases[tuple[str, str]]:
    data = pack.data("references")
    entries = [(phrase, ("latter", "")) for phrase in data["latter"]["phrases"]]
    plural = data["plural"]
    entries += [(phrase, ("2", "country")) for phrase in data["plural_bare"]["phrases"]]
    entries += [
        (f"les {word} {noun}", (str(number), kind))
        for kind in ("person", "country")
        for noun in plural[kind]
        for word, number in plural["numbers"].items()
    ]
    entries += [(f"{article}{noun}", ("country", "")) for noun in data["country"]["nouns"] for article in ("le ", "la ", "l'")]
    entries += [
        (f"{article}{noun}", ("person", ""))
        for noun in data["person"]["nouns"]
        for article in ("le ", "la ", "l'", "ce ", "cet ", "cette ")
    ]
    entries += [(f"{own} {noun}", ("other", "")) for noun in data["other_person"]["nouns"] for own in ("son", "sa", "leur")]
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
        return actors_of(scene, group.ref) or _body_of(scene, group.ref) or _described(scene, sentence, group)
    if group.ref is not None and not isinstance(group.ref, Count):
        return ()
    if group.kind in (PRONOUN, VERB):
        token = group.verb.subject if group.verb else group.first
        return _pronoun(scene, sentence, groups, at, token) if token >= 0 else ()
    words = grammar(scene.pack).words
    if group.kind in (NOUN, RELATIVE) and scene.tokens[group.head].low in words["relatives"]:
        before = [n for n in scene.namings if n.last <= group.first and actors_of(scene, n)]
        return actors_of(scene, before[-1])[:1] if before else ()
    if group.kind == NOUN and scene.tokens[group.head].low in grammar(scene.pack).words["singular_third_person"]:
        return _topic(scene, group.first)
    if group.kind == NOUN:
        return _described(scene, sentence, group)
    return ()


def actors_of(scene: Scene, naming: Naming) -> tuple[int, ...]:
    """The actors that a naming stands for."""
    return scene.cast.of[scene.position(naming)]


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
    words = grammar(scene.pack).words
    word = scene.tokens[token].low.rsplit("-", 1)[-1]
    genders = {"feminine": word in words["masculine"], "masculine": word in words["feminine"]}
    excluded = {
        actor
        for naming, actors in zip(scene.namings, scene.cast.of, strict=True)
        for actor in actors
        for kind, wrong in genders.items()
        if wrong and naming.kind in (PERSON, OFFICE) and scene.tokens[naming.first].low in words[kind]
    }
    topic = topic_before(scene, token, PERSON, besides=excluded)
    if topic is None and excluded:
        topic = topic_before(scene, token, PERSON)
    return () if topic is None else (topic,)


def topic_before(scene: Scene, token: int, kind: str, besides: Set[int] = frozenset()) -> int | None:
    """The actor of a kind that the text is about at a token: the last one in the nominative before it, else the last."""
    sentences = [s for s in scene.sentences if not s.quoted and s.first < token]
    aside: int | None = None  # told beside a pronoun that stands for somebody told earlier
    for sentence in reversed(sentences[-_LOOK_BACK - 1 :]):
        here = [
            n
            for n in scene.namings
            if sentence.first <= n.first and n.last <= min(sentence.last, token) and _kind(scene, n) == kind
        ]
        here = [n for n in here if actors_of(scene, n)[0] not in besides and _within_reach(scene, n, token)]
        free = [n for n in here if not _governed(scene, n)]
        told = bool(free) and not _has_pronoun(scene, sentence, free[0].first)
        if told or (here and not _has_pronoun(scene, sentence, token)):
            return actors_of(scene, (free or here)[0])[0]
        if here and aside is None:
            aside = actors_of(scene, here[0])[0]
    return aside


def _has_pronoun(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether a sentence has a pronoun of the third person before a token: its topic was told earlier."""
    words = grammar(scene.pack).words["singular_subjects"]
    told = scene.words[sentence.first : min(sentence.last, token)]
    return any(word.rsplit("-", 1)[-1] in words for word in told)


def _within_reach(scene: Scene, naming: Naming, token: int) -> bool:
    """Whether a naming is told where the token is: inside the same quotation, or outside all."""
    place = next((q for q in scene.quoted if q.depth == 0 and q.first < naming.first < q.last), None)
    return place is None or place.first < token < place.last


def _kind(scene: Scene, naming: Naming) -> str:
    """What kind of actor a naming stands for, where it stands for one."""
    actors = actors_of(scene, naming)
    return scene.cast.members[actors[0]].kind if len(actors) == 1 else ""


def _governed(scene: Scene, naming: Naming) -> bool:
    """Whether a preposition stands before a naming, right before it or before a determiner and an adjective of it."""
    words, first = grammar(scene.pack), naming.first
    if first > 2 and scene.tokens[first - 2].low in words.words["determiners"]:
        first -= 2 if words.prepositions.longest(scene.keys, first - 3, first - 2) is not None else 0
    return first > 0 and words.prepositions.longest(scene.keys, first - 1, first) is not None


def _described(scene: Scene, sentence: Sentence, group: Group) -> tuple[int, ...]:
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
    if what == "other":
        return _other_person(scene, group.first)
    if what.isdigit():
        role = _roles(scene.pack).get(scene.words[end - 1], "") if kind == PERSON else ""
        return last_named(scene, group.first, kind, int(what), role) or last_named(scene, group.first, kind, int(what))
    actor = _last(scene, group.first, COUNTRY if what == "country" else PERSON)
    return () if actor is None else (actor,)


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


def _last(scene: Scene, token: int, kind: str) -> int | None:
    return next((actors_of(scene, n)[0] for n in reversed(scene.namings) if n.last <= token and _kind(scene, n) == kind), None)


def _last_sides(scene: Scene, token: int, number: int) -> tuple[int, ...]:
    """The last so many countries told before a token as sides: under no preposition but `entre`."""
    found: list[int] = []
    for naming in reversed(scene.namings):
        if naming.last > token or _kind(scene, naming) != COUNTRY or (actor := actors_of(scene, naming)[0]) in found:
            continue
        if not _governed(scene, naming) or scene.keys[naming.first - 1] == "entre":
            found.append(actor)
        if len(found) == number:
            return tuple(reversed(found))
    return ()


def _at_odds(scene: Scene, token: int, number: int) -> tuple[int, ...]:
    """The two sides, one of them no state, that `entre` joined shortly before a token (`entre l'armée et les rebelles`)."""
    near = [s.first for s in scene.sentences if s.first < token and not s.quoted][-_LOOK_BACK:]
    if number != _PAIR or not near:
        return ()
    told = [n for n in scene.namings if near[0] <= n.first and n.last <= token]
    for one, other in zip(told[::-1][1:], told[::-1], strict=False):
        if one.first > 0 and scene.keys[one.first - 1] == "entre" and other.first <= one.last + 1:
            kinds = {_kind(scene, one), _kind(scene, other)}
            joined = ORGANIZATION in kinds and kinds <= {ORGANIZATION, COUNTRY}
            return (*actors_of(scene, one), *actors_of(scene, other)) if joined else ()
    return ()


def last_named(scene: Scene, token: int, kind: str, number: int = 2, role: str = "") -> tuple[int, ...]:
    """The last so many different actors of a kind, and of a role if one is asked for, named before a token.

    They come in the order of the text; none come if there are fewer.
    """
    if kind == COUNTRY and (sides := _at_odds(scene, token, number) or _last_sides(scene, token, number)):
        return sides
    found: list[int] = []
    for naming in reversed(scene.namings):
        if naming.last > token or _kind(scene, naming) != kind or (actor := actors_of(scene, naming)[0]) in found:
            continue
        if role and not any(known.endswith(role) for known in scene.cast.members[actor].roles):
            continue  # `ministres` are ministers of whatever they are in charge
        found.append(actor)
        if len(found) == number:
            return tuple(reversed(found))
    return ()
