"""Where a meeting is held."""

from __future__ import annotations

from collections.abc import Sequence

from etl.entities.namings import CITY, COUNTRY, Naming
from etl.entities.scene import Scene
from etl.events.extent import extent
from etl.events.frames import frames
from etl.events.match import Match
from etl.events.meeting_doubts import told_by
from etl.events.places import Where, last_place, place_of_noun, place_of_relative, where
from etl.events.times import is_aside, is_elsewhere
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, NOUN, OTHER, TIME, Group


def place_of(scene: Scene, match: Match) -> Where | None:
    """Where the meeting that a match tells is held; None where nothing tells it."""
    if match.at == match.verb and (there := place_of_relative(match.groups, match.at)) is not None:
        return there
    last = extent(match)[1]
    after, before = _round(scene, match)
    reached = not match.frame.options.get("moves") or "à" in match.frame.roles
    if reached and (found := where(scene, match.groups, [*after, *before], _named_until(scene, match))):
        return found
    if match.groups[match.at].verb is None and match.at + 1 < last and (named := place_of_noun(match.groups[match.at + 1])):
        return named
    verb = match.verb_group
    if verb is not None and set(verb.clitics) & grammar(scene.pack).words["place_clitics"]:
        return last_place(scene, match.groups[match.at].first)
    return _goal(scene, match, after)


def _round(scene: Scene, match: Match) -> tuple[list[int], list[int]]:
    """The groups that can tell the place of an event: those behind its trigger, and those before it, the nearest first."""
    groups, (first, last) = match.groups, extent(match)
    if match.at != match.verb and groups[match.at].prep == "lors de" and match.verb > match.at:
        last = min(last, match.verb)
    aim = (i for i in range(match.at + 1, last) if (v := groups[i].verb) and v.tense == "infinitive" and groups[i].prep)
    after = [i for i in range(match.at + 1, next(aim, last)) if not _is_away(scene, match, i)]
    before = [i for i in range(match.at - 1, first - 1, -1) if not _is_away(scene, match, i)]
    if match.frame.options.get("moves") and groups[match.at].verb is None:
        further = (n for n, i in enumerate(after) if groups[i].prep == "lors de" or _is_event(scene, match, i))
        after = after[: next(further, len(after))]
    return after, before


def _is_away(scene: Scene, match: Match, at: int) -> bool:
    """Whether a prepositional group tells of something else than where the event is."""
    told = match.groups[at].kind == NOUN and bool(match.groups[at].prep)
    if told and at > match.at + 1 and _is_bare_topic(scene, match.groups[at - 1]):
        return True
    if told and at < match.at and _is_of_state(scene, match, at):
        return True
    return told and (is_aside(match.groups, at, match.at) or is_elsewhere(scene, match.groups, at, match.at))


def _is_of_state(scene: Scene, match: Match, at: int) -> bool:
    """Whether a place goes with the state somebody is in, told between commas (`X, en convalescence à Y, a parlé à Z`)."""
    groups = match.groups
    before = groups[at - 1] if at > 1 else None
    if before is None or before.prep != "en" or before.ref is not None or at + 1 == len(groups):
        return False
    opener = at - 2
    while opener > 0 and groups[opener].kind == OTHER:
        opener -= 1
    return groups[opener].kind == COMMA and groups[at + 1].kind == COMMA and not _is_event(scene, match, at - 1)


def _is_bare_topic(scene: Scene, group: Group) -> bool:
    """Whether a noun with `des` or `du` stands under no preposition (`discuter de X, des relations en Y`): a topic."""
    contracted = scene.words[group.first] in grammar(scene.pack).words["indefinite_contractions"]
    return contracted and group.kind == NOUN and group.ref is None and not group.prep


def _is_event(scene: Scene, match: Match, at: int) -> bool:
    """Whether a noun group is the trigger of an event itself."""
    group, nouns = match.groups[at], frames(scene.pack).nouns
    return group.verb is None and nouns.first(scene.keys, group.head, group.head + 1, match.sentence.last) is not None


def _goal(scene: Scene, match: Match, after: Sequence[int]) -> Where | None:
    """The place that fills a part of a frame of going somewhere."""
    for taken in match.parts.get("place", ()) if match.frame.options.get("moves") else ():
        naming = None if taken.naming is None else scene.namings[taken.naming]
        near = match.groups[match.at].verb is not None or any(match.groups[i].ref is naming for i in after)
        if naming is not None and near and naming.country and naming.kind in (CITY, COUNTRY):
            return Where(naming.start, naming.end, naming.country)
    if match.frame.roles.get("object") == "place":
        for i in after[:2]:
            ref = match.groups[i].ref
            if isinstance(ref, Naming) and ref.kind in (CITY, COUNTRY) and not match.groups[i].prep:
                return Where(ref.start, ref.end, ref.country)
    return None


def _named_until(scene: Scene, match: Match) -> int:
    """One past the last token of the nouns without determiner that tell what kind of visit it is (`d'amitié et de travail`)."""
    last, bare = (
        match.trigger[1],
        grammar(scene.pack).words["determiners"] | grammar(scene.pack).words["indefinite_contractions"],
    )
    if not match.frame.options.get("moves"):
        return last
    for group in match.groups[match.at + 1 :]:
        if group.kind == NOUN and group.prep == "de" and group.ref is None and not told_by(scene, group, bare):
            last = group.last
        elif group.kind not in (LINK, TIME):
            break
    return last
