"""Direct speech with its speakers: which quotations are statements, in how many pieces, and who makes them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from etl.entities import incises
from etl.entities.attribution import Place, Source, topic_of
from etl.entities.incises import Incise
from etl.entities.namings import Naming
from etl.entities.scene import Scene
from etl.entities.speakers import find_source, is_verbless, points_back
from etl.entities.speech_words import speaking_verbs as speaking_verbs
from etl.entities.speech_words import speech_words
from etl.language.groups import COMMA, MARK, NOUN, OTHER, QUOTE, TIME, Group
from etl.language.sentences import Quoted, Sentence

_MIN_WORDS = 3


class Speech(NamedTuple):
    """Direct speech with its speaker.

    Attributes:
        start: First character after the opening mark.
        end: One past the last character before the closing mark.
        first: Position of the opening mark.
        last: Position of the closing mark.
        speaker: Position in the cast, or None.
        channel: Offsets of the words that tell where it was said, or None.
    """

    start: int
    end: int
    first: int
    last: int
    speaker: int | None
    channel: tuple[int, int] | None


class _Told(NamedTuple):
    """A quotation with what is known of its source.

    Attributes:
        quoted: The quotation.
        source: Its source.
        sure: Whether its own sentence, or one that points to it, names the source.
        sentence: Position of its sentence among the outer ones.
        clauses: The clauses inserted in it.
        channel: Offsets of the words that tell where it was said, or None.
    """

    quoted: Quoted
    source: Source
    sure: bool
    sentence: int
    clauses: tuple[Incise, ...]
    channel: tuple[int, int] | None


def find_speech(scene: Scene) -> list[Speech]:
    """The direct speech of an article that is long enough to be a statement, in order, with its speakers."""
    told = _with_their_other_halves(scene, list(_told(scene)))
    return _once(scene, [speech for one in told for speech in _pieces(scene, one)])


def _once(scene: Scene, speeches: Sequence[Speech]) -> list[Speech]:
    """Each speech once: what a title quotes from the text is told where the text tells it."""
    best: dict[tuple[str, ...], Speech] = {}
    for speech in speeches:
        said = scene.words[scene.at(speech.start) : scene.at(speech.end - 1) + 1]
        words = tuple([word for word in said if word[0].isalnum()])
        if words not in best or speech.speaker is not None:
            best[words] = speech
    return sorted(best.values())


def _told(scene: Scene) -> Iterator[_Told]:
    """The quotations that somebody says, each with what its sentence and the sentences around it tell of the speaker."""
    sentences = [sentence for sentence in scene.sentences if not sentence.quoted]
    starts = [sentence.first for sentence in sentences]
    sources: dict[int, Source] = {}
    outer = [quoted for quoted in scene.quoted if quoted.depth == 0]
    for i, here in groupby(outer, lambda quoted: bisect_right(starts, quoted.first) - 1):
        groups = scene.groups(sentences[i])
        channel = _channel(scene, groups)
        previous = _previous(scene, sentences, i, sources)
        sources[i] = Source(None)
        for quoted in here:
            at = next((k for k, g in enumerate(groups) if g.kind == QUOTE and g.first <= quoted.first < g.last), -1)
            place = Place(scene, sentences[i], groups, at, previous.speaker if previous else None)
            if at < 0 or _is_name(place):
                continue
            own = find_source(place)
            clauses = tuple(incises.inside(scene, quoted, own.speaker if own else None))
            if own is None or own.speaker is None:
                own = next((Source(clause.speaker) for clause in clauses if clause.speaker is not None), own)
            source = own or _from_around(place, sentences[max(i - 1, 0) : i], sentences[i + 1 : i + 2], previous)
            if source is not None:
                yield _Told(quoted, source, own is not None or source.final, i, clauses, channel)
                sources[i] = source


def _previous(scene: Scene, sentences: Sequence[Sentence], at: int, sources: Mapping[int, Source]) -> Source | None:
    """The source of the direct speech in the sentence before one, or before that where it is only a question."""
    if at - 1 in sources or at - 2 not in sources:
        return sources.get(at - 1)
    asks = scene.tokens[sentences[at - 1].last - 1].text == "?" and topic_of(scene, sentences[at - 1]) is None
    return sources[at - 2] if asks else None


def _from_around(place: Place, before: Sequence[Sentence], after: Sequence[Sentence], previous: Source | None) -> Source | None:
    """The source of a quotation by the sentences around it; None where its own sentence does not leave that open.

    Args:
        place: The quotation.
        before: The sentence before it, if there is one.
        after: The sentence after it, if there is one.
        previous: The source of the direct speech before, where that is near enough.
    """
    scene = place.scene
    if not is_verbless(place):
        return None
    alone = all(group.kind in (QUOTE, MARK, COMMA, OTHER, TIME) for group in place.groups)
    for sentence in after:
        if found := points_back(scene, sentence):
            return found
    opens = not before or "\n" in scene.text[scene.tokens[before[0].last - 1].end : scene.tokens[place.sentence.first].start]
    if previous is not None and (alone or not opens):
        return previous
    around = [*(before if alone else ()), *(after if opens else ())]
    topic = next((topic for sentence in around if (topic := topic_of(scene, sentence)) is not None), None)
    return Source(topic) if alone or topic is not None else None


def _with_their_other_halves(scene: Scene, told: list[_Told]) -> list[_Told]:
    """The quotations, those that go on in the next paragraph or sentence with the speaker that is named there."""
    done: list[_Told] = []
    for one in reversed(told):
        following = done[-1] if done else None
        goes_on = following is not None and following.quoted.first == one.quoted.last
        next_to = following is not None and following.sentence == one.sentence + 1 and following.sure
        if following is not None and not one.sure and (goes_on or (next_to and one.source.speaker is None)):
            one = one._replace(source=following.source, sure=following.sure)
        done.append(one)
    return done[::-1]


def _pieces(scene: Scene, told: _Told) -> Iterator[Speech]:
    """The pieces of a quotation round the clauses inserted in it (`« Non, dit-il, jamais »`) that are long enough."""
    first = told.quoted.first + told.quoted.marked
    for clause in told.clauses:
        yield from _piece(scene, told, first, clause.first)
        first = clause.last
    yield from _piece(scene, told, first, min(told.quoted.last, len(scene.tokens)))


def _piece(scene: Scene, told: _Told, first: int, last: int) -> Iterator[Speech]:
    tokens = scene.tokens[first:last]
    if sum(token.text[0].isalnum() and token.text[-1] != "'" for token in tokens) >= _MIN_WORDS:
        start, end = tokens[0].start, tokens[-1].end
        yield Speech(start, end, told.quoted.first, told.quoted.last, told.source.speaker, told.channel)


def _is_name(place: Place) -> bool:
    """Whether a quotation is a title or a name: after `film`, `opération` or `baptisé`."""
    tokens, words = place.scene.tokens, place.words
    mark = place.mark
    keys = place.scene.keys[max(mark - 5, 0) : mark]
    if any((phrase := words.naming.longest(keys, i)) and phrase[0] == len(keys) for i in range(len(keys))):
        verb = place.groups[place.at - 1].verb if place.at else None
        return verb is None or verb.passive or not verb.finite
    noun = keys[-2] if keys[-1:] == (",",) and len(keys) > 1 else keys[-1] if keys else ""
    inside = next((token for token in tokens[mark + 1 : place.groups[place.at].last] if token.is_word), None)
    return noun in words.named and inside is not None and inside.is_capital


def _channel(scene: Scene, groups: list[Group]) -> tuple[int, int] | None:
    """The channel told under a preposition: a platform or a medium by its name, else the first noun for one."""
    words = speech_words(scene.pack)
    found: tuple[int, int] | None = None
    for group in groups:
        if group.kind != NOUN or not group.prep:
            continue
        if isinstance(group.ref, Naming):
            subtype = next((e.subtype for h in scene.hits if h.first == group.ref.start for e in h.entries), "")
            if subtype in ("platform", "media") and group.prep in ("sur", "à", "dans"):
                return scene.tokens[group.ref.start].start, scene.tokens[group.ref.end - 1].end
        channel = words.channels.longest(scene.keys, group.head) if group.ref is None else None
        if found is None and channel is not None and words.no_channel.isdisjoint(scene.keys[group.first : group.head]):
            last = max(group.last, channel[0])
            found = scene.tokens[group.head].start, scene.tokens[last - 1].end
    return found
