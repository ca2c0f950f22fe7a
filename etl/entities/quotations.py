"""Direct speech and who speaks: before it, after it, in an inserted clause, or one sentence away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.namings import Naming
from etl.entities.references import refer
from etl.entities.scene import Scene
from etl.language.clauses import is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, QUOTE, THAT, Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.sentences import Quoted, Sentence
from etl.language.tokens import tokenize

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


@cache
def speaking_verbs(pack: Pack) -> frozenset[str]:
    """The verbs whose subject speaks, without reflexive pronoun."""
    classes = pack.data("verbs")["class"]
    verbs = (verb for name in pack.data("speech")["classes"] for verb in classes[name]["verbs"])
    return frozenset(verb.removeprefix("se ").removeprefix("s'") for verb in verbs)


@cache
def _channels(pack: Pack) -> Phrases[str]:
    return Phrases((tuple(token.low for token in tokenize(word, pack)), word) for word in pack.data("speech")["channels"])


def find_speech(scene: Scene) -> list[Speech]:
    """The direct speech of an article that is long enough to be a statement, in order, with its speakers."""
    found: list[Speech] = []
    last_speaker: int | None = None
    for sentence in scene.sentences:
        if sentence.quoted:
            continue
        for quoted in scene.quoted:
            if quoted.depth or not sentence.first <= quoted.first < sentence.last:
                continue
            speech = _speech(scene, sentence, quoted, last_speaker)
            if speech is None:
                continue
            found.append(speech)
            last_speaker = speech.speaker if speech.speaker is not None else last_speaker
    return found


def _speech(scene: Scene, sentence: Sentence, quoted: Quoted, last_speaker: int | None) -> Speech | None:
    first, last = quoted.first + 1, min(quoted.last, len(scene.tokens))
    if sum(token.is_word for token in scene.tokens[first:last]) < _MIN_WORDS:
        return None
    groups = scene.groups(sentence)
    at = next((i for i, g in enumerate(groups) if g.kind == QUOTE and g.first <= quoted.first < g.last), -1)
    speaker, verb = _speaker(scene, sentence, groups, at) if at >= 0 else (None, -1)
    alone = all(g.kind in (QUOTE, MARK, COMMA) for g in groups)
    if speaker is None and alone:
        speaker = last_speaker
    if speaker is None and verb < 0 and not alone:
        return None
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    return Speech(start, end, quoted.first, quoted.last, speaker, _channel(scene, groups))


def _speaker(scene: Scene, sentence: Sentence, groups: Sequence[Group], at: int) -> tuple[int | None, int]:
    """The speaker of the quotation at a position, and the verb that says so (-1 if none)."""
    for verb in (*_verbs_after(scene, groups, at), *_verbs_before(scene, groups, at)):
        for position in _sayers(scene, groups, verb):
            actors = refer(scene, sentence, groups, position)
            if actors:
                return actors[0], verb
        return None, verb
    for i in [*range(at - 1, -1, -1), *range(at + 1, len(groups))]:
        if groups[i].kind == NOUN and groups[i].prep in scene.pack.data("speech")["sources"] and (actors := refer(scene, sentence, groups, i)):
            return actors[0], i
    if at >= 2 and groups[at - 1].kind == MARK and groups[at - 2].kind == NOUN and (actors := refer(scene, sentence, groups, at - 2)):
        return actors[0], at - 2
    return None, -1


def _verbs_after(scene: Scene, groups: Sequence[Group], at: int) -> list[int]:
    """The verb of an inserted clause right after the quotation."""
    i = at + 1
    while i < len(groups) and (groups[i].kind in (COMMA, OTHER) or (groups[i].kind == MARK and scene.tokens[groups[i].first].text in "-–—.!?")):
        i += 1
    if i == at + 1 and i < len(groups) and not (groups[i].verb and groups[i].verb.subject >= groups[i].verb.head):
        inverted = groups[i].verb is not None and _next_is_noun(groups, i)
        if not inverted:
            return []
    return [i] if i < len(groups) and is_finite(groups[i]) and _speaks(scene, groups[i]) else []


def _next_is_noun(groups: Sequence[Group], at: int) -> bool:
    return at + 1 < len(groups) and groups[at + 1].kind == NOUN and not groups[at + 1].prep


def _verbs_before(scene: Scene, groups: Sequence[Group], at: int) -> list[int]:
    """The verb of saying before the quotation, in any form: of several that report each other (`X dit que Y affirme`) the first."""
    found: list[int] = []
    for i in range(at - 1, -1, -1):
        if groups[i].kind == MARK and scene.tokens[groups[i].first].text in ".!?;":
            break
        if groups[i].verb is None or not _speaks(scene, groups[i]):
            continue
        if not found:
            found = [i]
        elif any(g.kind == THAT for g in groups[i : found[0]]) and not any(g.kind == LINK for g in groups[i : found[0]]):
            found = [i]
    return found


def _speaks(scene: Scene, group: Group) -> bool:
    return group.verb is not None and any(lemma in speaking_verbs(scene.pack) for lemma in group.verb.lemmas)


def _sayers(scene: Scene, groups: Sequence[Group], at: int) -> tuple[int, ...]:
    """The positions of those who speak with a verb: its subject, or in the passive its agent."""
    verb = groups[at].verb
    if verb is not None and verb.passive:
        agents = [i for i in range(at + 1, min(at + 4, len(groups))) if groups[i].kind == NOUN and groups[i].prep == "par"]
        if agents:
            return tuple(agents)
    return subject_of(groups, at)


def _channel(scene: Scene, groups: Sequence[Group]) -> tuple[int, int] | None:
    """The first noun group under a preposition that is a channel of communication: offsets of its words."""
    for group in groups:
        if group.kind != NOUN or not group.prep:
            continue
        if isinstance(group.ref, Naming):
            subtype = next((e.subtype for h in scene.hits if h.first == group.ref.start for e in h.entries), "")
            if subtype in ("platform", "media") and group.prep in ("sur", "à", "dans"):
                return scene.tokens[group.ref.start].start, scene.tokens[group.ref.end - 1].end
        elif group.ref is None and _channels(scene.pack).longest([t.low for t in scene.tokens[group.head : group.last]], 0):
            return scene.tokens[group.head].start, scene.tokens[group.last - 1].end
    return None
