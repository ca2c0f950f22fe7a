"""Who warns: the subject of a verb, the owner of a noun, whoever gives or sends it."""

from __future__ import annotations

from collections.abc import Sequence

from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, PERSON
from etl.entities.references import topic_before
from etl.entities.scene import Scene
from etl.events.match import Match, Taken, take
from etl.events.warning_words import warning_words
from etl.language.clauses import complements_of, equals, is_finite, right_subject, subject_of
from etl.language.groups import COMMA, Group


def issuers_of(scene: Scene, match: Match) -> list[Taken]:
    """The issuers of a frame, in the order of the text; empty where nobody can be named."""
    if match.at != match.verb:
        return _of_noun(scene, match)
    if inserted := _inserted(match.groups, match.at):
        return _taken(scene, match, inserted)
    if found := match.parts.get("issuer", []):
        return found
    verb = match.verb_group
    if verb is not None and verb.tense == "infinitive" and not any(is_finite(g) for g in match.groups):
        topic = topic_before(scene, match.sentence.first, PERSON)
        return [] if topic is None else [Taken(topic, None)]
    return []


def _taken(scene: Scene, match: Match, positions: Sequence[int]) -> list[Taken]:
    return [t for i in positions for t in take(scene, match.sentence, match.groups, i)]


def _inserted(groups: Sequence[Group], at: int) -> tuple[int, ...]:
    """The subject of a verb between commas with its subject behind it (`la paix, prévient X, est loin`)."""
    if at == 0 or groups[at - 1].kind != COMMA or not is_finite(groups[at]):
        return ()
    after = right_subject(groups, at)
    end = after[-1] + 1 if after else len(groups)
    return after if after and after[0] == at + 1 and (end == len(groups) or groups[end].kind == COMMA) else ()


def _of_noun(scene: Scene, match: Match) -> list[Taken]:
    """Who warns by a noun: its owner or its adjective, else the subject or the agent of the verb that gives or sends it."""
    words, verb = warning_words(scene.pack).verbs, match.verb_group
    found = list(match.parts.get("issuer", []))
    given = verb is not None and bool(set(verb.lemmas) & words["giving"])
    if match.frame.options.get("given") and not (given or verb is None):
        return []
    if verb is not None and given and not found:
        if not verb.passive:
            found = _taken(scene, match, subject_of(match.groups, match.verb))
        else:
            agents = [
                j for prep, i in complements_of(match.groups, match.verb) if prep == "par" for j in equals(match.groups, i)
            ]
            found = _taken(scene, match, agents)
    return found or _by_adjective(scene, match)


def _by_adjective(scene: Scene, match: Match) -> list[Taken]:
    group = match.groups[match.at]
    for token in scene.tokens[group.first : group.last]:
        lands = demonym_countries(token.low, scene.pack)
        if lands:
            return [Taken(i, None) for i, m in enumerate(scene.cast.members) if m.kind == COUNTRY and m.key in lands]
    return []
