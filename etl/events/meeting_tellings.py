"""Which sentences tell a meeting, and which only point back to one or name it as the occasion of something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.entities.namings import PERSON
from etl.entities.scene import Scene
from etl.events.agreements import read_agreements
from etl.events.certainty import PURPOSE
from etl.events.frames import frames
from etl.events.match import Match
from etl.events.meeting_again import called_off, is_apposed, is_denied, next_stage
from etl.events.meeting_doubts import is_definite, is_said_of, told_by
from etl.events.meeting_legs import further_legs
from etl.events.meeting_places import place_of
from etl.events.meeting_words import meeting_words
from etl.events.meetings import Meeting, read_meeting
from etl.events.merge_times import agree_modes
from etl.language.clauses import complements_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, TIME

_THERE = frozenset({"à", "en", "dans", "chez"})


def read_meetings(scene: Scene, matches: list[Match]) -> Iterator[Meeting]:
    """The meetings of an article, one for each sentence that tells one; words that only point back to one tell none."""
    before: list[Meeting] = []
    for match in matches:
        if match.frame.table != "meetings" or _is_margin(scene, match, matches) or _is_agreement(scene, match, matches):
            continue
        if (off := called_off(scene, match, before)) >= 0:
            before[off] = before[off]._replace(status="cancelled")
            continue
        if match.frame.options.get("stage"):
            following = next_stage(scene, match, before)
            before += [following] if following is not None else []
            continue
        if _is_pointed_at(scene, match) or _is_occasion(scene, match) or is_apposed(match, before):
            continue
        if before and _points_back(scene, match, before):
            before[-1] = _with_those_sought(scene, before[-1], match)
            continue
        meeting = read_meeting(scene, match)
        if meeting is None or is_denied(scene, meeting, before):
            continue
        if not _is_restated(meeting, before) and not _is_welcome(scene, meeting, before):
            before += [_with_known_pair(scene, meeting, before), *further_legs(scene, meeting)]
    yield from before


def _with_those_sought(scene: Scene, visit: Meeting, match: Match) -> Meeting:
    """A visit, with the persons whom an infinitive of the same sentence tells that it is to meet (`pour y rencontrer X`)."""
    group, told = match.groups[match.at], match.parts.get("participant", ())
    if visit.kind != "visit" or visit.match.sentence != match.sentence or (group.verb is None and group.prep != "pour"):
        return visit
    members, known = scene.cast.members, visit.actors
    met = tuple(t for t in told if t.actor not in known and members[t.actor].kind == PERSON)
    if not met or (group.verb is not None and known.isdisjoint(t.actor for t in told)):
        return visit
    lands = {members[t.actor].country for t in met} | {visit.where.country if visit.where else None}
    hosts = tuple(t for t in visit.parts.get("host", ()) if members[t.actor].country not in lands)
    parts = {**visit.parts, "host": hosts, "participant": (*visit.parts.get("participant", ()), *met)}
    return visit._replace(parts={part: taken for part, taken in parts.items() if taken})


def _is_margin(scene: Scene, match: Match, matches: Sequence[Match]) -> bool:
    """Whether a summit is only the occasion of something else (`X et Y se sont rencontrés en marge du sommet`)."""
    prep = match.groups[match.at].prep
    if match.at != match.verb and prep == "à" and match.frame.values["kind"] == "summit":
        return any(_is_talk_before(m, match) for m in matches)
    if match.at == match.verb or prep not in ("lors de", "de"):
        return False
    named = any(g.prep in ("avec", "entre") for g in match.groups[match.at + 1 : match.at + 3])
    if prep == "de":
        beside = match.frame.values["kind"] == "summit" and is_definite(scene, match.groups[match.at])
        staged = is_said_of(scene, match, meeting_words(scene.pack).stages) and match.groups[match.at - 1].prep != "à"
        return beside and not named and not staged
    beside = scene.words[match.groups[match.at].first : match.groups[match.at].head][:2] in meeting_words(scene.pack).margins
    if match.frame.values["kind"] != "summit":
        return beside and not named
    new = not beside and told_by(scene, match.groups[match.at], grammar(scene.pack).words["indefinites"])
    return not (named or new) or any(
        m.frame.table == "meetings" and m.sentence == match.sentence and m.at == match.verb for m in matches
    )


def _is_talk_before(talks: Match, summit: Match) -> bool:
    """Whether a match tells talks before a summit of the same sentence (`X a eu une rencontre avec Y au sommet`)."""
    told = talks.frame.table == "meetings" and talks.frame.values["kind"] == "talks"
    return told and talks.sentence == summit.sentence and talks.at < summit.at and sum(map(len, talks.parts.values())) > 1


def _is_agreement(scene: Scene, match: Match, matches: Sequence[Match]) -> bool:
    """Whether the verb of talking has an agreement as its object (`X a négocié un accord avec Y`): no meeting besides."""
    twins = (m for m in matches if m.frame.table == "agreements" and m.trigger == match.trigger)
    return any(read_agreements(scene, [twin]) for twin in twins)


def _is_pointed_at(scene: Scene, match: Match) -> bool:
    """Whether a demonstrative names a meeting that nobody is told of beside it (`X et Y ont profité de cette rencontre`).

    So does somebody's part in one (`a salué sa participation au sommet`).
    """
    group, before = match.groups[match.at], [g for g in match.groups[: match.at] if g.kind == NOUN and g.prep != "en"]
    attended = group.prep == "à" and bool(before) and before[-1].prep != "lors de"
    if attended and told_by(scene, before[-1], meeting_words(scene.pack).attending):
        return True
    named = any(g.prep in ("avec", "entre", "de") for g in match.groups[match.at + 1 : match.at + 3])
    return (
        group.verb is None
        and bool(group.prep)
        and not named
        and told_by(scene, group, grammar(scene.pack).words["demonstratives"])
    )


def _is_occasion(scene: Scene, match: Match) -> bool:
    """Whether a meeting told elsewhere is only the occasion of something else (`à l'issue de la rencontre, X a signé`)."""
    group = match.groups[match.at]
    if group.verb is not None or group.prep != "lors de" or match.frame.options.get("clause"):
        return False
    following = match.groups[match.at + 1] if match.at + 1 < len(match.groups) else None
    if following is not None and following.verb is not None and following.verb.tense == "past_participle":
        return False
    bare = following is None or not following.prep or following.prep == "lors de"
    return bare and group.last == match.trigger[1] and is_definite(scene, group)


def _is_restated(meeting: Meeting, before: Sequence[Meeting]) -> bool:
    """Whether a verb of talking only tells what was talked about at a meeting told before (`les deux ont parlé de X`)."""
    match = meeting.match
    if match.at != match.verb or (meeting.mode != "unknown" and meeting.where is not None and meeting.when is not None):
        return False
    talks = match.frame.values["mode"] == "unknown" and meeting.when is None
    alone = all(prep not in ("avec", "entre") for prep, _ in complements_of(match.groups, match.at))
    same = [m for m in before if meeting.actors <= m.actors and m.status != "cancelled"]
    there = meeting.where.country if meeting.where is not None else None
    return talks and alone and any(there is None or m.where is None or m.where.country == there for m in same)


def _is_welcome(scene: Scene, meeting: Meeting, before: Sequence[Meeting]) -> bool:
    """Whether somebody is only welcomed where he lands, on a visit whose host was told (`accueilli à l'aéroport par X`)."""
    match, words = meeting.match, meeting_words(scene.pack).landing
    if match.at != match.verb or match.frame.roles.get("subject") != "host":
        return False
    landed = any(g.prep == "à" and not words.isdisjoint(scene.words[g.first : g.last]) for g in match.groups)
    hosts = [t.actor for m in before if m.kind == "visit" for t in m.parts.get("host", ())]
    return landed and any(scene.cast.members[a].kind == PERSON for a in hosts)


def _with_known_pair(scene: Scene, meeting: Meeting, before: Sequence[Meeting]) -> Meeting:
    """A meeting of `les deux dirigeants`: those told to have met before, be one of them not among the last two named."""
    taken = [t for group in meeting.parts.values() for t in group]
    sentence = scene.words[meeting.match.sentence.first : meeting.match.sentence.last]
    if len(taken) != 2 or taken[0].naming != taken[1].naming or meeting_words(scene.pack).pair.isdisjoint(sentence):
        return meeting
    members = scene.cast.members
    pairs = [m for m in before if len(m.actors) == 2 and all(members[a].kind == PERSON for a in m.actors)]
    alike = [m for m in pairs if agree_modes(m.mode, meeting.mode)]
    known = next((m for m in alike[::-1] if m.status == meeting.status), alike[-1] if alike else None)
    if known is None or len(known.actors & meeting.actors) != 1:
        return meeting
    return meeting._replace(parts=known.parts)


def _is_named_again(scene: Scene, match: Match) -> bool:
    """Whether a meeting is said of one pointed to (`cet entretien est leur première rencontre`)."""
    nouns, words = frames(scene.pack).nouns, grammar(scene.pack).words["demonstratives"]
    verb = match.verb_group
    if verb is not None and verb.is_one_of(meeting_words(scene.pack).identifying) and match.groups[match.at].prep == "de":
        return True
    if match.verb < 0 or match.groups[match.at].prep:
        return False
    subject = next((match.groups[i] for i in subject_of(match.groups, match.verb) if i < match.at), None)
    if subject is None or subject.kind != NOUN or not told_by(scene, subject, words):
        return False
    return nouns.first(scene.keys, subject.head, subject.last, subject.last) is not None


def _is_told_of_known(scene: Scene, match: Match, before: Sequence[Meeting]) -> bool:
    """Whether a definite noun of meeting has its sides only by words that point back to a meeting told before.

    So `la rencontre entre les deux dirigeants`, `lors de leur entretien`, `l'audience s'est déroulée en présence de …`. Where
    the sides are known to be those of the earlier meeting, the two tellings are merged instead.
    """
    group, words, verb = match.groups[match.at], grammar(scene.pack).words, match.verb_group
    following = match.groups[match.at + 1] if match.at + 1 < len(match.groups) else None
    everybody = {t.actor for taken in match.parts.values() for t in taken}
    if following is None or (everybody and any(everybody <= meeting.actors for meeting in before)):
        return False
    if following.prep in ("entre", "avec", "de") and is_definite(scene, group):
        described = scene.keys[following.first : following.head]
        return following.ref is None and following.prep == "entre" and not meeting_words(scene.pack).pair.isdisjoint(described)
    theirs = told_by(scene, group, words["plural_possessives"]) and group.prep in ("lors de", "de") and following.kind != TIME
    happens = verb is not None and not group.prep and is_definite(scene, group) and match.frame.values["kind"] == "talks"
    happens = (
        happens
        and match.at in subject_of(match.groups, match.verb)
        and "avec" not in [prep for prep, _ in complements_of(match.groups, match.verb)]
    )
    return theirs or (happens and verb is not None and verb.is_one_of(meeting_words(scene.pack).happening))


def _is_goal(match: Match, visit: Meeting) -> bool:
    """Whether a noun of talks under `pour` tells what somebody comes for (`est attendu à X pour un dîner avec Y`)."""
    told = visit.match
    goal = match.groups[match.at].prep == "pour" and match.frame.values["kind"] == "talks" and match.verb == told.at
    return goal and visit.kind == "visit" and told.sentence == match.sentence


def _points_back(scene: Scene, match: Match, before: Sequence[Meeting]) -> bool:
    """Whether a match tells a meeting again: `cet entretien`, `lors de sa visite`, `une rencontre pour discuter de la paix`."""
    group, words = match.groups[match.at], grammar(scene.pack).words
    if _is_named_again(scene, match):
        return True
    if group.verb is not None:
        return group.prep in PURPOSE and group.verb.tense == "infinitive" and before[-1].match.sentence == match.sentence
    first = scene.tokens[group.head - 1].low if group.head > group.first else ""
    if _is_told_of_known(scene, match, before) or _is_goal(match, before[-1]):
        return True
    named = any(g.prep in ("avec", "entre") for g in match.groups[match.at + 1 : match.at + 3])
    if first in words["demonstratives"] or (group.prep == "pour" and before[-1].match.sentence == match.sentence):
        everybody = {t.actor for taken in match.parts.values() for t in taken}
        return not named or (first in words["demonstratives"] and any(everybody <= meeting.actors for meeting in before))
    visitors = {t.actor for t in match.parts.get("visitor", ())}
    told = any(visitors & meeting.actors for meeting in before)
    if not told or first not in words["possessives"] or not group.prep:
        return False
    place = place_of(scene, match)
    lands = [m.where.country for m in before if m.where is not None and visitors & m.actors]
    if place is not None and place.country in lands:
        return True
    return match.at + 1 == len(match.groups) or match.groups[match.at + 1].prep not in _THERE
