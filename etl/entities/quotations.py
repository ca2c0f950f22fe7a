"""Direct speech and who speaks: before it, after it, in an inserted clause, or one sentence away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.namings import ORGANIZATION, PERSON, Naming
from etl.entities.references import refer, topic_before
from etl.entities.scene import Scene
from etl.language.clauses import is_finite, right_subject, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, QUOTE, RELATIVE, THAT, Group
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
            found += _split(scene, speech, quoted)
            last_speaker = speech.speaker if speech.speaker is not None else last_speaker
    return found


def _split(scene: Scene, speech: Speech, quoted: Quoted) -> list[Speech]:
    """The pieces of a quotation round a clause inserted in it (`« Non, dit-il, jamais »`)."""
    tokens, words = scene.tokens, grammar(scene.pack)
    for i in range(quoted.first + 2, min(quoted.last, len(tokens)) - 1):
        if not tokens[i].text.startswith("-") or tokens[i].low.rsplit("-", 1)[1] not in words.words["third_person"]:
            continue
        first = i - 1
        while first > quoted.first and tokens[first].text != ",":
            first -= 1
        last = next((j for j in range(i, min(quoted.last, len(tokens))) if tokens[j].text in (",", ".")), -1)
        lemmas = {form.lemma for token in tokens[first : last + 1] for form in words.verbs.get(token.low, ())}
        if first == quoted.first or last < 0 or last - first > 8 or not lemmas & speaking_verbs(scene.pack):
            continue
        before, after = speech._replace(end=tokens[first - 1].end), speech._replace(start=tokens[last + 1].start)
        return [piece for piece in (before, after) if len(scene.text[piece.start : piece.end].split()) >= _MIN_WORDS]
    return [speech]


def _speech(scene: Scene, sentence: Sentence, quoted: Quoted, last_speaker: int | None) -> Speech | None:
    first, last = quoted.first + 1, min(quoted.last, len(scene.tokens))
    if sum(token.is_word for token in scene.tokens[first:last]) < _MIN_WORDS:
        return None
    groups = scene.groups(sentence)
    at = next((i for i, g in enumerate(groups) if g.kind == QUOTE and g.first <= quoted.first < g.last), -1)
    speaker, verb = _speaker(scene, sentence, groups, at) if at >= 0 else (None, -1)
    alone = all(g.kind in (QUOTE, MARK, COMMA) for g in groups)
    if speaker is None and alone:
        speaker = _carried(scene, sentence, last_speaker)
    if speaker is None and verb < 0 and not alone:
        return None
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    return Speech(start, end, quoted.first, quoted.last, speaker, _channel(scene, groups))


def _speaker(scene: Scene, sentence: Sentence, groups: Sequence[Group], at: int) -> tuple[int | None, int]:
    """The speaker of the quotation at a position, and the group that says so (-1 if none does)."""
    if groups[0].prep == "pour" and (persons := _persons(scene, refer(scene, sentence, groups, 0))):
        return persons[0], 0
    inserted = _verb_after(scene, sentence, groups, at)
    if inserted >= 0:
        return _sayer(scene, sentence, groups, inserted, inverted=True), inserted
    verb = _verb_before(scene, sentence, groups, at)
    if verb >= 0 and (speaker := _sayer(scene, sentence, groups, verb, inverted=False)) is not None:
        return speaker, verb
    for i in [*range(at - 1, -1, -1), *range(at + 1, len(groups))]:
        if (
            groups[i].kind == NOUN
            and groups[i].prep in scene.pack.data("speech")["sources"]
            and (actors := refer(scene, sentence, groups, i))
        ):
            return actors[0], i
    if (
        at >= 2
        and groups[at - 1].kind == MARK
        and groups[at - 2].kind == NOUN
        and (actors := refer(scene, sentence, groups, at - 2))
    ):
        return actors[0], at - 2
    return None, verb


def _carried(scene: Scene, sentence: Sentence, last_speaker: int | None) -> int | None:
    """Who goes on speaking in a sentence that is nothing but a quotation: who spoke in the sentence before, else its subject."""
    before = [s for s in scene.sentences if not s.quoted and s.last <= sentence.first]
    if before and any(before[-1].first <= q.first < before[-1].last for q in scene.quoted):
        return last_speaker
    return topic_before(scene, sentence.first, PERSON) if before else None


def _persons(scene: Scene, actors: Sequence[int]) -> list[int]:
    return [actor for actor in actors if scene.cast.members[actor].kind == PERSON]


def _verb_after(scene: Scene, sentence: Sentence, groups: Sequence[Group], at: int) -> int:
    """The verb of the clause inserted right after the quotation (`», a-t-il dit`, `», balaie le Kremlin`), or -1."""
    i = at + 1
    while i < len(groups) and (
        groups[i].kind in (COMMA, OTHER) or (groups[i].kind == MARK and scene.tokens[groups[i].first].text in "-–—.!?")
    ):
        i += 1
    if i >= len(groups) or not is_finite(groups[i]):
        return -1
    verb = groups[i].verb
    hung = verb is not None and verb.subject >= verb.first and scene.tokens[verb.subject].text.startswith("-")
    if hung and (_speaks(scene, groups[i]) or i > at + 1):
        return i
    after = right_subject(groups, i)
    if not after:
        return -1
    return i if _speaks(scene, groups[i]) or (i > at + 1 and refer(scene, sentence, groups, after[0])) else -1


def _verb_before(scene: Scene, sentence: Sentence, groups: Sequence[Group], at: int) -> int:
    """The verb before the quotation whose subject speaks: of verbs of saying that report each other (`X dit que Y affirme`) the first.

    Any other verb will do where the quotation is only a piece of its clause: it then begins with a small letter, or after a colon.
    """
    found = -1
    for i in range(at - 1, -1, -1):
        if groups[i].kind == MARK and scene.tokens[groups[i].first].text in ".!?;":
            break
        if groups[i].verb is None or not _speaks(scene, groups[i]):
            continue
        if found < 0 or (any(g.kind == THAT for g in groups[i:found]) and not any(g.kind == LINK for g in groups[i:found])):
            found = i
    if found >= 0:
        return found
    first = next(
        (
            t
            for t in scene.tokens[groups[at].first : groups[at].last]
            if t.is_word and t.text[0].isalpha() and t.start > scene.tokens[groups[at].head].start
        ),
        None,
    )
    piece = (first is not None and not first.is_capital) or (at > 0 and groups[at - 1].kind == MARK)
    return next((i for i in range(at - 1, -1, -1) if is_finite(groups[i])), -1) if piece else -1


def _speaks(scene: Scene, group: Group) -> bool:
    return group.verb is not None and any(lemma in speaking_verbs(scene.pack) for lemma in group.verb.lemmas)


def _sayer(scene: Scene, sentence: Sentence, groups: Sequence[Group], at: int, *, inverted: bool) -> int | None:
    """Who speaks with a verb: its subject, in the passive its agent; for a subject that cannot be named, whom the text is about."""
    verb = groups[at].verb
    if verb is None:
        return None
    positions: Sequence[int] = ()
    if verb.passive:
        positions = [i for i in range(at + 1, min(at + 4, len(groups))) if groups[i].kind == NOUN and groups[i].prep == "par"]
    if not positions:
        positions = (right_subject(groups, at) if inverted and verb.subject < 0 else ()) or subject_of(groups, at)
    for position in positions:
        if actors := refer(scene, sentence, groups, position):
            return actors[0]
    if verb.subject >= 0 and scene.tokens[verb.subject].low.endswith("on"):
        return next(
            (
                actors[0]
                for i in range(at + 1, len(groups))
                if groups[i].prep in ("à", "chez", "dans") and (actors := refer(scene, sentence, groups, i))
            ),
            None,
        )
    if not positions or groups[positions[0]].kind != NOUN:
        return topic_before(scene, sentence.first, PERSON) if groups[0].kind == RELATIVE else None
    subject = groups[positions[0]]
    if _channels(scene.pack).longest([t.low for t in scene.tokens[subject.head : subject.last]], 0):
        return topic_before(scene, groups[at].first, ORGANIZATION)
    known_before = inverted and _is_known_before(scene, groups, positions[0])
    return topic_before(scene, sentence.first, PERSON) if known_before else None


def _is_known_before(scene: Scene, groups: Sequence[Group], at: int) -> bool:
    """Whether a description means somebody told before (`l'ancien attaquant`): it is definite, and no new name goes with it."""
    words, tokens, group = grammar(scene.pack), scene.tokens, groups[at]
    opening = {token.low for token in tokens[group.first : group.head + 1]}
    if tokens[group.first].low not in words.words["determiners"] or opening & words.words["indefinites"]:
        return False
    end = next((i for i in range(at + 1, len(groups)) if groups[i].kind in (COMMA, MARK) or groups[i].verb is not None), len(groups))
    places = range(group.head + 1, groups[end - 1].last)
    return not any(tokens[i].is_capital and tokens[i].is_word and tokens[i - 1].low not in words.stops for i in places)


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
