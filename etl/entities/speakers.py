"""Who says a piece of direct speech, by the sentence that it stands in.

One reader for each way in which a sentence names a speaker; the first that finds one is believed. What the sentence
does not tell (`« … » Puis il est sorti.`) is for `quotations` to find in the sentences around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from etl.entities import incises
from etl.entities.attribution import Place, Source, actor_of, by_noun, by_pronoun, channel_owner, is_channel
from etl.entities.incises import DASHES, TERMINATORS
from etl.entities.namings import COUNTRY, PERSON
from etl.entities.scene import Scene
from etl.language.clauses import is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, QUOTE, RELATIVE, THAT, Group
from etl.language.sentences import Sentence


def find_source(place: Place) -> Source | None:
    """The source of a quotation by its own sentence; None where the sentence says nothing of one."""
    told: Source | None = None
    for read in _READERS:
        source = read(place)
        if source is not None and (source.speaker is not None or source.final):
            return source
        told = told or source
    return told


def _noun_beside(place: Place) -> Source | None:
    """A noun for what is said, right before: `la promesse de X de « … »`, `réponse de X : « … »`."""
    i = place.at - 1
    if i > 0 and (place.groups[i].kind == COMMA or place.is_mark(i, ":")):
        i -= 1
    speaker = by_noun(place, i - 1) if i > 0 else None
    return Source(speaker) if speaker is not None else None


def _viewpoint(place: Place) -> Source | None:
    """A person at the head of the sentence whose view it tells: `pour X, l’accord est « … »`."""
    speaker = place.actor(0) if place.at and place.groups[0].prep in place.words.viewpoints else None
    return Source(speaker) if speaker is not None and place.scene.cast.members[speaker].kind == PERSON else None


def _agent(place: Place) -> Source | None:
    """The agent of a passive verb: `décrit par X comme « … »`."""
    for i in _clause_before(place):
        verb = place.groups[i].verb
        if verb is None or not verb.passive or not place.says(i, place.words.telling - place.words.relaying):
            continue
        agents = (
            speaker for j in range(i + 1, place.at) if place.is_noun(j, "par") and (speaker := place.actor(j)) is not None
        )
        if (speaker := next(agents, None)) is not None:
            return Source(speaker)
    return None


def _voice(place: Place) -> Source | None:
    """Somebody who speaks for others: `la France a, par la voix de X, promis « … »`."""
    for i in range(place.at - 1, -1, -1):
        if place.groups[i].kind != NOUN or not place.words.voices.longest(place.scene.keys, place.groups[i].first):
            continue
        if (speaker := place.actor(i)) is not None:
            return Source(speaker)
    return None


def _verb_before(place: Place) -> Source | None:
    """A verb of saying before: `X assure que l’armée « … »`; of two of which one reports the other the first."""
    found = -1
    for i in _clause_before(place):
        if (
            place.says(i, place.words.telling)
            and _is_active(place.groups, i)
            and (found < 0 or _reports(place.groups, i, found))
        ):
            found = i
    return Source(_sayer(place, found)) if found >= 0 else None


def _any_verb_before(place: Place) -> Source | None:
    """Any verb, where the quotation is only a piece of its clause: it begins with a small letter, or after a colon.

    Not with a country for its subject: what happens to a country is told in words of others (`la ville a vécu « … »`).
    """
    first = next((t for t in place.scene.tokens[place.mark + 1 : place.groups[place.at].last] if t.is_word), None)
    colon = place.at > 0 and place.groups[place.at - 1].kind == MARK
    if (first is None or first.is_capital or _is_determined(place)) and not colon:
        return None
    verb = next((i for i in range(place.at - 1, -1, -1) if is_finite(place.groups[i])), -1)
    speaker = _sayer(place, verb) if verb >= 0 else None
    is_country = speaker is not None and place.scene.cast.members[speaker].kind == COUNTRY
    return Source(speaker) if verb >= 0 and not is_country else None


def _speech_act(place: Place) -> Source | None:
    """A verb of saying inside, whose subject stands before the mark: `X « salue un geste fort »`."""
    scene = place.scene
    inner = next((s for s in scene.sentences if s.quoted and s.first == place.mark + 1), None)
    if inner is None or not place.at or not place.is_noun(place.at - 1, ""):
        return None
    first = Place(scene, inner, scene.groups(inner), 0, None)
    speaker = actor_of(place, [place.at - 1]) if is_finite(first.groups[0]) and first.says(0, place.words.telling) else None
    return Source(speaker) if speaker is not None else None


def _source_phrase(place: Place) -> Source | None:
    """A preposition that names a source: `selon X, « … »`, `selon les mots de X`."""
    for i in [*range(place.at - 1, -1, -1), *range(place.at + 1, len(place.groups))]:
        if not place.is_noun(i, *place.words.sources):
            continue
        speaker = place.actor(i)
        if speaker is None:
            speaker = by_noun(place, i)
        if speaker is not None or place.groups[i].prep not in place.words.viewpoints:
            return Source(speaker, final=True)
    return None


def _label(place: Place) -> Source | None:
    """A name without a verb: `X : « … »`, `« … » (X)`."""
    groups, at = place.groups, place.at
    if at + 2 < len(groups) and place.is_mark(at + 1, "(" + DASHES) and (at + 3 == len(groups) or groups[at + 3].kind == MARK):
        return _person_or_body(place, [at + 2])
    if at < 2 or not place.is_mark(at - 1, ":"):
        return None
    first = next((i + 1 for i in range(at - 2, -1, -1) if place.is_mark(i, TERMINATORS + "|")), 0)
    if any(is_finite(group) for group in groups[first:at]):
        return None
    said = (speaker for i in range(first, at - 2) if (speaker := by_noun(place, i)) is not None)
    if (speaker := next(said, None)) is not None:
        return Source(speaker)
    return _person_or_body(place, [i for i in range(first, at - 1) if place.is_noun(i, "")])


def _subject_after(place: Place) -> Source | None:
    """A clause of its own after the quotation: `« … » : X rassure les alliés`, `« … », X a déclaré`."""
    groups, at = place.groups, place.at + 1
    if at + 1 >= len(groups) or not (groups[at].kind == COMMA or place.is_mark(at, ":" + DASHES)):
        return None
    if found := points_back(place.scene, place.sentence, at):
        return found
    verb = next((i for i in range(at + 1, len(groups)) if is_finite(groups[i])), -1)
    subject = subject_of(groups, verb) if verb >= 0 else ()
    if not subject or subject[0] <= place.at or any(group.kind == QUOTE for group in groups[at:verb]):
        return None
    return _person_or_body(place, subject) if groups[at].kind == MARK or place.says(verb, place.words.verbs) else None


_READERS: tuple[Callable[[Place], Source | None], ...] = (
    incises.right_after,
    _noun_beside,
    _viewpoint,
    incises.earlier,
    _agent,
    _voice,
    _verb_before,
    incises.later,
    _source_phrase,
    _label,
    _subject_after,
    _speech_act,
    _any_verb_before,
)


def _clause_before(place: Place) -> range:
    """The groups before the quotation as far as they can belong to it, the nearest first."""
    first = next((i for i in range(place.at - 1, -1, -1) if place.is_mark(i, TERMINATORS)), -1)
    return range(place.at - 1, first, -1)


def _is_determined(place: Place) -> bool:
    """Whether the quotation stands as a noun under a determiner (`la « ligne rouge »`)."""
    words = grammar(place.scene.pack)
    before = place.scene.tokens[place.mark - 1].low if place.mark else ""
    return before in words.words["determiners"] or (before in words.contractions and not before.endswith("'"))


def _is_active(groups: list[Group], at: int) -> bool:
    verb = groups[at].verb
    return verb is not None and not verb.passive


def _reports(groups: list[Group], at: int, later: int) -> bool:
    """Whether the clause after a verb (`dit que`) is the one of a later verb."""
    between = [group for group in groups[at + 1 : later] if group.kind != OTHER]
    return bool(between) and between[0].kind == THAT and not any(is_finite(group) for group in between)


def _sayer(place: Place, at: int) -> int | None:
    """Who speaks with a verb before the quotation: its subject."""
    groups, verb = place.groups, place.groups[at].verb
    if verb is None:
        return None
    if verb.subject >= 0:
        return by_pronoun(place, at)
    if verb.tense == "present_participle":
        main = (_sayer(place, i) for i in range(at - 1, -1, -1) if is_finite(groups[i]))
        return next((speaker for speaker in main if speaker is not None), None)
    positions = subject_of(groups, at)
    first = not any(is_finite(group) for group in groups[:at])
    if first and groups[0].kind == RELATIVE:
        positions = (0,)
    elif first and verb.tense == "infinitive" and groups[at].prep == "de":
        if at == 0 or groups[at - 1].kind == LINK:
            return place.before
        positions = (at - 1,) if place.is_noun(at - 1, "") else ()
    if not positions:
        return None
    if groups[positions[0]].verb is not None:
        return by_pronoun(place, positions[0])
    speaker = actor_of(place, positions)
    return channel_owner(place, positions[0]) if speaker is None and is_channel(place, positions[0]) else speaker


def _person_or_body(place: Place, positions: Sequence[int]) -> Source | None:
    """The first person, else the first body, that groups stand for; a country beside a colon is a topic."""
    members = place.scene.cast.members
    actors = [actor for i in positions if (actor := place.actor(i)) is not None and members[actor].kind != COUNTRY]
    persons = [actor for actor in actors if members[actor].kind == PERSON]
    return next(map(Source, persons or actors), None)


def points_back(scene: Scene, sentence: Sentence, start: int = 0) -> Source | None:
    """The speaker of the quotation before, where words of a sentence point back to it (`La formule est de X`).

    Args:
        scene: The article.
        sentence: The sentence after the quotation, or the one that holds it.
        start: The first group after the quotation.
    """
    place = Place(scene, sentence, scene.groups(sentence), start, None)
    for phrases, before, preps in ((place.words.presenting, False, ("",)), (place.words.backward, True, ("de", "par"))):
        first = place.groups[start].first
        found = phrases.first(scene.keys, first, sentence.last)
        if found is None:
            continue
        token = found[0]
        for i in range(start, len(place.groups)):
            wanted = place.is_noun(i, *preps) if place.groups[i].first > token else before and place.is_noun(i, "")
            if wanted and (speaker := place.actor(i)) is not None:
                return Source(speaker, final=True)
    return None


def is_verbless(place: Place) -> bool:
    """Whether the sentence says nothing of its own: it has no finite verb and names nobody (`Et encore : « … »`)."""
    return not any(
        is_finite(group) or (group.kind == NOUN and place.actor(i) is not None) for i, group in enumerate(place.groups)
    )
