"""One warning told twice in an article is one warning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from etl.entities.namings import PERSON
from etl.entities.quotations import speaking_verbs
from etl.entities.scene import Scene
from etl.events.certainty import PURPOSE
from etl.events.inserted import is_inserted
from etl.events.match import Match, Taken
from etl.events.warning_sides import side_of
from etl.events.warning_words import warning_words
from etl.language.clauses import relative_antecedent
from etl.language.grammar import grammar
from etl.language.groups import QUOTE, THAT

_NEAR = 120  # tokens between two tellings of one warning whose sides are not told alike
_LEAD = 40  # tokens from a title to the sentence that tells the same in other words
_LONG, _WORDS, _SHARE = 3, 3, 0.6  # letters of a word that counts, such words in a message, part of them told again


class Warning(NamedTuple):
    """A warning: who, whom, what kind, and the tokens of the message."""

    match: Match
    kind: str
    modality: str
    issuers: tuple[Taken, ...]
    targets: tuple[Taken, ...]
    message: tuple[int, int] | None


class _Side(NamedTuple):
    """Who stands on a side: the actors, the persons among them, and the states and bodies that they are or speak for."""

    actors: frozenset[int]
    persons: frozenset[int]
    bodies: frozenset[str]


class _Telling(NamedTuple):
    warning: Warning
    issuers: _Side
    targets: _Side


def merge_warnings(scene: Scene, warnings: Iterable[Warning]) -> list[Warning]:
    """The warnings of an article, each once: the sentence that tells most stands for all that tell the same."""
    kept: list[_Telling] = []
    for warning in sorted(warnings, key=lambda w: _order(scene, w)):
        telling = _Telling(warning, _side(scene, warning.issuers), _side(scene, warning.targets))
        twin = next((i for i, other in enumerate(kept) if _same(scene, telling, other)), -1)
        if twin < 0:
            kept.append(telling)
        else:
            kept[twin] = _join(kept[twin], telling)
    return sorted((telling.warning for telling in kept), key=lambda w: w.match.trigger)


def _order(scene: Scene, warning: Warning) -> tuple[bool, bool, int, tuple[int, int]]:
    """The title after the sentences, claims after frames, then the fullest first."""
    return _is_title(scene, warning), _is_claim(warning), -len(warning.targets), warning.match.trigger


def _is_title(scene: Scene, warning: Warning) -> bool:
    return scene.is_title(warning.match.sentence)


def _is_mutual(warning: Warning) -> bool:
    return bool(warning.match.frame.options.get("mutual"))


def _is_of_before(warning: Warning) -> bool:
    """Whether a mutual warning is told as something that went before (`X et Y s'étaient accusés`)."""
    verb = warning.match.verb_group
    return _is_mutual(warning) and verb is not None and verb.tense == "pluperfect"


def _is_claim(warning: Warning) -> bool:
    return "claim" in warning.match.frame.options


def _side(scene: Scene, taken: Sequence[Taken]) -> _Side:
    side = side_of(scene, taken)
    persons = frozenset(actor for actor in side.actors if scene.cast.members[actor].kind == PERSON)
    return _Side(side.actors, persons, side.lands)


def _same(scene: Scene, one: _Telling, other: _Telling) -> bool:
    """Whether two warnings are one: two frames or a claim in one sentence, or sides that can be the same."""
    mine, theirs = one.warning, other.warning
    if mine.match.trigger == theirs.match.trigger or _is_summons_again(scene, one, other):
        return True
    if _is_said_then(scene, mine, theirs) or _is_said_then(scene, theirs, mine):
        return True
    if (_is_foretold(mine, theirs) or _is_foretold(theirs, mine)) and _can_be(one.issuers, other.issuers):
        return _may_be(one.targets, other.targets)
    if one.issuers.actors & other.issuers.actors and _overlap(mine, theirs):
        if _is_purpose_of_summons(mine, theirs) or (_describes_it(mine) and mine.match.sentence == theirs.match.sentence):
            return True
        if _is_claim(mine) and not _is_claim(theirs):
            return _reports(scene, theirs, mine)
        if mine.kind == theirs.kind and (_goes_on(scene, mine) or _goes_on(scene, theirs)):
            return True
    if _is_mutual(mine) != _is_mutual(theirs) and (_is_of_before(mine) or _is_of_before(theirs)):
        return False
    if _heads(scene, one, other) or _heads(scene, other, one):
        return True
    alike = warning_words(scene.pack).alike
    return alike[mine.kind] == alike[theirs.kind] and _are_one(scene, one, other)


def _heads(scene: Scene, title: _Telling, lead: _Telling) -> bool:
    """Whether a title asks for what the first sentences tell as a caution to the same target, or the reverse."""
    first, second = title.warning, lead.warning
    if (
        not _is_title(scene, first)
        or _is_title(scene, second)
        or second.match.sentence.first - first.match.sentence.last > _LEAD
    ):
        return False
    pair = {warning_words(scene.pack).alike[kind] for kind in (first.kind, second.kind)}
    aimed = title.targets.actors & lead.targets.actors or title.targets.bodies & lead.targets.bodies
    open_title = pair == {"caution", "demand"} or first.message is None  # `X tance Y`: of what is told below
    return open_title and bool(aimed) and _can_be(title.issuers, lead.issuers)


def _is_summons_again(scene: Scene, one: _Telling, other: _Telling) -> bool:
    """Whether two sentences tell a summons, of which one does not say by whom, or by a body of no state that is told."""
    mine, theirs = one.warning, other.warning
    envoy = mine.match.frame.options.get("envoy")
    same = envoy and envoy == theirs.match.frame.options.get("envoy") and _may_be(one.targets, other.targets)
    if envoy and envoy == theirs.match.frame.options.get("envoy") and _can_be(one.issuers, other.issuers):
        unplaced = [side for side in (one.targets, other.targets) if side.persons and not side.bodies]
        return bool(same or unplaced)  # the ambassador by his name
    return bool(same) and not (_has_state(scene, mine) and _has_state(scene, theirs))


def _is_said_then(scene: Scene, said: Warning, summons: Warning) -> bool:
    """Whether the next sentence tells what an ambassador just summoned was told (`lui a fait part de son indignation`)."""
    verb = said.match.verb_group
    told = verb is not None and bool(set(verb.clitics) & warning_words(scene.pack).tokens["indirect"])
    after = summons.match.frame.options.get("envoy") == "foreign" and said.match.sentence.first == summons.match.sentence.last
    return told and after


def _is_foretold(blame: Warning, telling: Warning) -> bool:
    """Whether somebody cautions that he will blame another (`X tiendra Y pour responsable, a prévenu Z`)."""
    verb, groups, at = blame.match.verb_group, telling.match.groups, telling.match.at
    if verb is None or verb.tense != "future" or blame.match.sentence != telling.match.sentence:
        return False
    return blame.match.at < at and is_inserted(groups, at)


def _has_state(scene: Scene, warning: Warning) -> bool:
    return any(scene.cast.members[t.actor].country for t in warning.issuers)


def _is_purpose_of_summons(one: Warning, other: Warning) -> bool:
    """Whether an infinitive tells what somebody summons an ambassador for (`convoque X pour dénoncer Y`)."""
    at, summons = one.match.verb, other.match.frame.options.get("envoy")
    infinitive = at >= 0 and one.match.verb_group is not None and one.match.verb_group.tense == "infinitive"
    return bool(summons) and infinitive and one.match.groups[at].prep in PURPOSE


def _describes_it(warning: Warning) -> bool:
    """Whether a relative clause says what a thing is held for, of nobody (`condamne cet acte, qu'il juge hostile`)."""
    predicate = warning.match.frame.options.get("predicate") and not warning.targets
    return bool(predicate) and relative_antecedent(warning.match.groups, warning.match.at) >= 0


def _are_one(scene: Scene, one: _Telling, other: _Telling) -> bool:
    """Whether two warnings alike in kind are one by their sides, or by their words where they stand near each other."""
    if _can_be(one.issuers, other.issuers) and _may_be(one.targets, other.targets):
        return True
    mine, theirs = one.warning, other.warning
    if abs(mine.match.sentence.first - theirs.match.sentence.first) >= _NEAR:
        return False
    if one.issuers.actors & other.issuers.actors and _is_claim(mine) and mine.kind == "threat":
        return True
    if mine.kind == theirs.kind and (_may_speak_for(one, other) or _may_speak_for(other, one)):
        return True
    return _repeats(scene, one, other)


def _may_speak_for(person: _Telling, state: _Telling) -> bool:
    """Whether somebody of whom no state is told warns the same as a state does, and is not of the other side."""
    alone = bool(person.issuers.persons) and not person.issuers.bodies and not state.issuers.persons
    common = person.targets.actors & state.targets.actors or person.targets.bodies & state.targets.bodies
    return alone and bool(common)


def _can_be(one: _Side, other: _Side) -> bool:
    """Whether two sides can be one: an actor of both, or a state and whoever speaks for it, but not two persons of it."""
    if one.actors & other.actors:
        return True
    return bool(one.bodies & other.bodies) and not (one.persons and other.persons)


def _may_be(one: _Side, other: _Side) -> bool:
    """Whether two targets can be one: one is unsaid, or they are of one state, whoever is named for it."""
    return not one.actors or not other.actors or bool(one.actors & other.actors) or bool(one.bodies & other.bodies)


def _join(main: _Telling, other: _Telling) -> _Telling:
    """What two sentences tell of one warning: the first one's words, with the sides that only the other names."""
    warning = main.warning._replace(
        issuers=main.warning.issuers or other.warning.issuers, targets=main.warning.targets or other.warning.targets
    )
    if _is_foretold(main.warning, other.warning):
        warning = warning._replace(kind=other.warning.kind, issuers=other.warning.issuers)
    issuers = main.issuers if main.issuers.actors else other.issuers
    return _Telling(warning, issuers, main.targets if main.targets.actors else other.targets)


def _repeats(scene: Scene, one: _Telling, other: _Telling) -> bool:
    """Whether the same side says the same again soon: most words of the shorter message stand in the longer one."""
    if not (one.issuers.actors & other.issuers.actors or one.issuers.bodies & other.issuers.bodies):
        return False
    short, long = sorted((_content(scene, one.warning), _content(scene, other.warning)), key=len)
    return len(short) >= _WORDS and len(short & long) >= _SHARE * len(short)


def _content(scene: Scene, warning: Warning) -> frozenset[str]:
    """The longer words of a message."""
    first, last = warning.message or (0, 0)
    return frozenset(token.low for token in scene.tokens[first:last] if token.is_word and len(token.low) > _LONG)


def _goes_on(scene: Scene, warning: Warning) -> bool:
    """Whether a participle goes on about the thing before it (`dénonce une décision, la qualifiant de …`)."""
    verb = warning.match.verb_group
    clitics = grammar(scene.pack).words["direct_clitics"] - grammar(scene.pack).words["plural_clitics"]
    return verb is not None and verb.tense == "present_participle" and bool(set(verb.clitics) & clitics)


def _reports(scene: Scene, frame: Warning, claim: Warning) -> bool:
    """Whether a claim is what the verb or the noun of a frame reports: no other verb of saying stands between them."""
    first, last = sorted((frame.match.trigger[0], claim.match.trigger[0]))
    groups = frame.match.groups
    between = (i for i, g in enumerate(groups) if first < g.first and g.last <= last and g.verb and g.verb.finite)
    saying = (i for i in between if (verb := groups[i].verb) and verb.is_one_of(speaking_verbs(scene.pack)))
    return not any(groups[i + 1].kind in (THAT, QUOTE) or is_inserted(groups, i) for i in saying if i + 1 < len(groups))


def _overlap(one: Warning, other: Warning) -> bool:
    return one.match.sentence.first < other.match.sentence.last and other.match.sentence.first < one.match.sentence.last
