"""What a sentence says of a meeting told just before it: that it is called off, named again, or gone on with."""

from __future__ import annotations

from collections.abc import Sequence

from etl.entities.scene import Scene
from etl.events.certainty import modality
from etl.events.match import Match, take
from etl.events.meeting_doubts import is_definite, told_by
from etl.events.meeting_places import place_of
from etl.events.meeting_words import meeting_words
from etl.events.meetings import Meeting
from etl.events.times import when
from etl.language.clauses import objects_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA


def called_off(scene: Scene, match: Match, before: Sequence[Meeting]) -> int:
    """The position of the planned meeting that a noun pointing back calls off (`ce déplacement a été annulé`), or -1."""
    group, verb, words = match.groups[match.at], match.verb_group, meeting_words(scene.pack)
    if not before or group.verb is not None or verb is None or group.prep or verb.tense == "pluperfect":
        return -1
    pointed = is_definite(scene, group) or told_by(scene, group, grammar(scene.pack).words["demonstratives"])
    apposed = is_apposed(match, before) and not pointed
    verb = (match.groups[match.at + 1].verb if apposed else None) or verb  # `…, déplacement finalement annulé`
    held = subject_of(match.groups, match.verb) if verb.passive or verb.negated else objects_of(match.groups, match.verb)
    following = match.groups[match.at + 1 : match.at + 2]
    if not apposed and (not pointed or match.at not in held or any(g.prep in ("de", "entre", "avec") for g in following)):
        return -1
    off = verb.is_one_of(words.cancelling) and not verb.negated
    failed = verb.negated and verb.is_one_of(words.happening) and not verb.passive
    if not (off or failed):
        return -1
    deciding = {t.actor for i in subject_of(match.groups, match.verb) for t in take(scene, match.sentence, match.groups, i)}
    told = {t.actor for taken in match.parts.values() for t in taken} - deciding
    for i in range(len(before) - 1, -1, -1):
        meeting = before[i]
        near = meeting.match.sentence == match.sentence or meeting.match.sentence.last == match.sentence.first
        alike = meeting.kind == match.frame.values["kind"] and told <= meeting.actors
        if near and alike and meeting.status == "planned":
            return i
    return -1


def is_apposed(match: Match, before: Sequence[Meeting]) -> bool:
    """Whether a noun behind a comma, with a participle, only names what was just told (`X ira à Y, une visite confirmée …`)."""
    groups, at = match.groups, match.at
    if not before or groups[at].verb is not None or groups[at].prep or not 0 < at < len(groups) - 1:
        return False
    following, told = groups[at + 1].verb, before[-1].match
    described = following is not None and following.tense == "past_participle"
    same = told.sentence == match.sentence and told.at < at and before[-1].kind == match.frame.values["kind"]
    return described and same and groups[at - 1].kind == COMMA


def is_denied(scene: Scene, meeting: Meeting, before: Sequence[Meeting]) -> bool:
    """Whether talks that will not be were never planned, as far as is told (`X ne rencontrera pas Y`)."""
    match = meeting.match
    verb = match.verb_group
    if meeting.status != "cancelled" or verb is None or not verb.negated or match.at != match.verb:
        return False
    if match.frame.options.get("moves") or any(m.status == "planned" and meeting.actors <= m.actors for m in before):
        return False
    sentence = scene.words[match.sentence.first : match.sentence.last]
    return meeting_words(scene.pack).foreseen.isdisjoint(sentence)


def next_stage(scene: Scene, match: Match, before: Sequence[Meeting]) -> Meeting | None:
    """The stage of talks told before that is fixed for a day (`la prochaine session est prévue le 12 mai`)."""
    verb, words = match.verb_group, meeting_words(scene.pack)
    last = next((m for m in before[::-1] if m.status == "held" and m.kind == "talks"), None)
    if last is None or verb is None or match.groups[match.at].prep or match.at not in subject_of(match.groups, match.verb):
        return None
    fixed = (verb.passive and verb.is_one_of(words.scheduling)) or (verb.tense == "future" and verb.is_one_of(words.happening))
    day = when(scene, match, future=True, since=match.at)
    behind = match.groups[match.at + 1 : match.at + 2]
    of_others = any(group.prep == "de" and scene.tokens[group.head].low not in words.lasting for group in behind)
    if not fixed or verb.negated or day is None or of_others:
        return None
    place = place_of(scene, match)
    mode = "unknown" if place is None else "in_person"
    return Meeting(match, last.parts, mode, "talks", "planned", modality(scene, match), day, place, None)
