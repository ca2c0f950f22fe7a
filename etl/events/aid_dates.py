"""When aid was given or announced: the date of its own clause, else that of whoever tells of it in the same sentence."""

from __future__ import annotations

from etl.entities.amounts import Amount, Count
from etl.entities.scene import Scene
from etl.entities.speech_words import speaking_verbs
from etl.events.aid_words import aid_words
from etl.events.certainty import is_future
from etl.events.match import Match
from etl.events.quoted import around
from etl.events.times import When, is_set_in, resolved, when
from etl.language.clauses import clause_end, clause_start, is_finite
from etl.language.groups import RELATIVE, TIME, Group

_TELLING = frozenset({"promise", "approve", "suspend"})


def dated(scene: Scene, match: Match) -> When | None:
    """The date of a pledge, told in its own sentence: aid of one day is told beside aid of any other."""
    found = when(scene, match, future=is_future(match.verb_group, scene.pack))
    groups = match.groups
    inside = found is not None and groups[0].first <= scene.at(found.start) < groups[-1].last
    if found and inside and _is_of_participle(scene, match, found):
        return _behind_verb(scene, match)
    if found and inside and _is_ahead(scene, groups, found):
        found = resolved(scene, next(g.ref for g in groups if _is_day(g, found)), future=True)
    return found if found and inside and not is_set_in(match, found) else _announced(scene, match)


def _is_ahead(scene: Scene, groups: list[Group], day: When) -> bool:
    """Whether the verb before a date tells what is to come, be it promised (`a promis de livrer X le 3 mars`)."""
    at = next((i for i, group in enumerate(groups) if _is_day(group, day)), 0)
    told = [verb for group in groups[:at] if (verb := group.verb) is not None]
    if not told or is_future(told[-1], scene.pack):
        return bool(told)
    stages = aid_words(scene.pack).stages
    promised = len(told) > 1 and told[-1].tense == "infinitive" and not told[-2].negated
    return promised and any(stages.get(lemma) == "promise" for lemma in told[-2].lemmas)


def _is_of_participle(scene: Scene, match: Match, day: When) -> bool:
    """Whether a date tells when aid was promised that another verb gives (`les chars promis en mai ont été livrés`)."""
    groups, stages, own = match.groups, aid_words(scene.pack).stages, match.verb_group
    if own is None or not any(stages.get(lemma) == "give" for lemma in own.lemmas):
        return False
    for i in range(match.at + 1, len(groups)):
        verb = groups[i].verb
        if i == match.verb or _is_day(groups[i], day):
            return False
        if verb is not None and verb.tense == "past_participle" and not stages.keys().isdisjoint(verb.lemmas):
            return any(_is_day(groups[j], day) for j in range(i, _end(match, i)))
    return False


def _end(match: Match, at: int) -> int:
    """Where a participle behind aid ends: at the verb of the aid, if that stands behind it."""
    return match.verb if match.verb > at else len(match.groups)


def _is_day(group: Group, day: When) -> bool:
    return group.kind == TIME and bool(group.ref.start == day.start)


def _behind_verb(scene: Scene, match: Match) -> When | None:
    """The date right behind the verb of giving (`l'aide promise en mai a été versée lundi`)."""
    groups = match.groups
    told = (
        [g for g in groups[match.verb + 1 : clause_end(groups, match.verb)] if g.kind == TIME] if match.verb > match.at else []
    )
    return next(
        (found for g in told if (found := resolved(scene, g.ref, future=is_future(match.verb_group, scene.pack)))), None
    )


def _announced(scene: Scene, match: Match) -> When | None:
    """The date that stands with a verb of telling or deciding over a pledge (`a annoncé jeudi que`, `…, a-t-il dit mardi`)."""
    outer = around(scene, match.sentence)
    groups, at = (outer.groups, outer.at) if outer else (match.groups, match.at)
    times = [i for i, group in enumerate(groups) if group.kind == TIME and group.ref.kind not in ("duration", "since")]
    for i in sorted(times, key=lambda i: abs(i - at)):
        if _tells(scene, groups, i, at) and (found := resolved(scene, groups[i].ref, future=False)):
            return found
    return None


def _tells(scene: Scene, groups: list[Group], time: int, at: int) -> bool:
    """Whether a date goes with a verb of telling or deciding that has no other money or goods for its object."""
    before = next((i for i in range(time - 1, -1, -1) if is_finite(groups[i])), -1)
    if before >= 0 and (clause_end(groups, before) <= time or clause_start(groups, before) > time):
        before = -1
    verb = before if before >= 0 else next((i for i in range(time + 1, len(groups)) if is_finite(groups[i])), -1)
    told = groups[verb].verb if verb >= 0 else None
    if told is None or told.negated or is_future(told, scene.pack) or clause_start(groups, verb) > time:
        return False
    stages = aid_words(scene.pack).stages
    if not (told.is_one_of(speaking_verbs(scene.pack)) or any(stages.get(lemma) in _TELLING for lemma in told.lemmas)):
        return False
    others = (i for i in range(verb, clause_end(groups, verb)) if isinstance(groups[i].ref, Amount | Count))
    return all(i == at for i in others) and _opener(groups, verb) != RELATIVE


def _opener(groups: list[Group], verb: int) -> str:
    start = clause_start(groups, verb)
    return groups[start - 1].kind if start else ""
