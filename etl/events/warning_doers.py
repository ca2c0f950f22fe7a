"""Who does the wrong or the act that a group, a clause or a quotation tells, seen from the side of whoever warns."""

from __future__ import annotations

from etl.entities.scene import Scene
from etl.events.certainty import opens_condition
from etl.events.match import Taken
from etl.events.warning_sides import View
from etl.events.warning_words import says, warning_words
from etl.language.clauses import complements_of, equals, is_finite, objects_of, subject_of
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, QUOTE, SUBORDINATOR, TIME, Group
from etl.language.verbs import VerbGroup

_OWNING = ("", "de", "par")
_WITHIN = ("à", "en", "dans")
_ANSWERED = ("à", "contre", "lors de", "en")
_APART = ("sur", "entre", "contre", "avec")


def owner(view: View, at: int) -> list[Taken]:
    """Whose the wrong or the act is that a noun group tells: its agent, its owner, the state of its adjective.

    Who suffers it is passed over (`les frappes contre X`, `l'invasion de X`, `la violation du territoire de X`, `la famine`).
    """
    groups, scene = view.groups, view.scene
    if says(scene, groups[at], "sufferings"):
        return []
    upon = warning_words(scene.pack).nouns["upon"].first(scene.keys, groups[at].first, groups[at].last)
    sufferer = next((i for i in range(at + 1, len(groups)) if groups[i].first >= upon[1]), -1) if upon else -1
    harmed = len(groups)
    found: list[Taken] = []
    for i in range(at, len(groups)):
        group = groups[i]
        if i > at and group.kind in (NOUN, QUOTE) and group.ref is None and says(scene, group, "rights"):
            harmed = i
        if group.kind not in (NOUN, QUOTE, OTHER, TIME, LINK) and not _describes(group):
            break
        if i > at and _leads_away(group):
            harmed = min(harmed, i)  # what follows belongs to that (`un texte sur les liens entre X et Y`)
        if group.kind not in (NOUN, QUOTE) or (i > at and group.prep not in _OWNING):
            continue
        if i >= harmed and group.prep != "par":
            continue
        here = [t for j in equals(groups, i) for t in view.others(j)] if group.prep == "par" or i != sufferer else []
        if group.prep == "par" and here:
            return here
        if i > at and not group.prep and group.ref is not None and here:
            break
        found = found or here or ([] if i == sufferer else view.by_adjective(i))
    return found or _holder(view, at)


def _holder(view: View, at: int) -> list[Taken]:
    """Whose land it is where somebody is held (`la détention de X en Y`), else whose people those are who are held.

    A release is not asked of the people of those who are held (`la libération des otages norvégiens`).
    """
    groups, words = view.groups, warning_words(view.scene.pack)
    holds = says(view.scene, groups[at], "custody")
    for i in range(at + 1, len(groups)):
        group, held = groups[i], groups[i].verb
        if group.kind == COMMA and i + 1 < len(groups) and _describes(groups[i + 1]):
            continue
        if held is not None and _describes(group):
            holds = holds or held.is_one_of(words.verbs["held"])
        elif group.kind not in (NOUN, OTHER, TIME, LINK):
            break
        elif holds and group.prep in _WITHIN and (found := view.others(i)):
            return found
    taken_away = at + 1 < len(groups) and groups[at + 1].prep == "de" and says(view.scene, groups[at], "custody")
    return view.by_adjective(at + 1) if taken_away and not says(view.scene, groups[at], "acts") else []


def struck(view: View) -> list[Taken]:
    """Whom a verb of harm to come has as its object (`nous frapperons X`)."""
    told = (i for i, group in enumerate(view.groups) if strikes(view.scene, group))
    return next((found for i in told if (found := [t for j in objects_of(view.groups, i) for t in view.others(j)])), [])


def aimed_at(view: View, at: int) -> list[Taken]:
    """Whom a verb of harm to come is for: its object, else whose attack it answers (`ripostera à toute attaque russe`)."""
    groups = view.groups
    told = [*objects_of(groups, at), *(i for prep, i in complements_of(groups, at) if prep in _ANSWERED)]
    clause = (i for i in told if view.groups[i].kind == NOUN)
    return next((found for i in clause if (found := view.others(i) or owner(view, i))), [])


def _leads_away(group: Group) -> bool:
    """Whether a group opens something else than what it stands behind (`les tirs sur X`, `les actes dans le dossier de X`)."""
    return group.prep in _APART or (group.kind == NOUN and group.ref is None and group.prep not in _OWNING)


def _describes(group: Group) -> bool:
    return group.verb is not None and group.verb.tense == "past_participle"


def blamed(view: View, first: int, last: int, *, undergone: bool = False) -> list[Taken]:
    """Whoever acts in a clause, of a condition first: the subject or the agent of each verb, else the owner of a wrong.

    Args:
        view: The sentence.
        first: The first group of the clause.
        last: One past its last.
        undergone: Whether the subject of a passive will do too.
    """
    groups = view.groups
    verbs = [i for i in range(first, last) if is_finite(groups[i])]
    striking = {j for i in verbs if strikes(view.scene, groups[i]) for j in subject_of(groups, i)}
    conditions = [i for i in verbs if _is_under_condition(view, i)]
    for i in [*conditions, *(i for i in verbs if i not in conditions)]:
        if striking.isdisjoint(subject_of(groups, i)) and (found := actor_of(view, i, first, undergone=undergone)):
            return found
    wrongs = (i for i in range(first, last) if groups[i].kind == NOUN and says(view.scene, groups[i], "wrongs"))
    return next((found for i in wrongs if (found := owner(view, i))), [])


def _is_under_condition(view: View, at: int) -> bool:
    before = next((g for g in view.groups[:at][::-1] if g.kind in (SUBORDINATOR, MARK) or g.verb), None)
    return before is not None and opens_condition(view.scene, before)


def strikes(scene: Scene, group: Group) -> bool:
    """Whether a verb tells what the speaker's side means to do (`nous punirons X`, `X se réserve le droit d'agir`)."""
    words = warning_words(scene.pack).verbs
    if group.verb is None or group.verb.passive:
        return False
    if group.verb.tense == "future" and group.verb.is_one_of(words["retaliating"] | words["harming"] | words["resolve"]):
        return True
    return group.verb.reflexive and group.verb.is_one_of(words["reserving"])


def actor_of(view: View, at: int, first: int, *, undergone: bool = False) -> list[Taken]:
    """Who does what a verb tells, if it is another side: its subject or the owner of its subject, in the passive its agent."""
    verb = view.groups[at].verb
    subjects = [i for i in subject_of(view.groups, at) if i >= first and not (i == at and _is_impersonal(view.scene, verb))]
    if verb is not None and verb.passive:
        agents = [i for prep, i in complements_of(view.groups, at) if prep == "par" and i > at]
        if agents or not undergone:
            return [t for i in agents for t in view.others(i)]
    found = [t for i in subjects for t in view.others(i)]
    return found or [t for i in subjects if view.groups[i].kind == NOUN for t in owner(view, i)]


def _is_impersonal(scene: Scene, verb: VerbGroup | None) -> bool:
    """Whether the pronoun before a verb can stand for nobody (`il faut`, `il est temps`)."""
    return verb is not None and verb.number == "s" and bool(set(verb.lemmas) & warning_words(scene.pack).verbs["impersonal"])


def quoted_target(view: View, quote: int, *, undergone: bool = False) -> list[Taken]:
    """Whom a quotation is meant for: who acts in it, else the first other side that it names."""
    group = view.groups[quote]
    inner = [s for s in view.scene.sentences if s.quoted and group.first <= s.first < group.last]
    views = [View(view.scene, s, view.scene.groups(s), view.side) for s in inner]
    for inside in views:
        if found := blamed(inside, 0, len(inside.groups), undergone=undergone):
            return found
    for inside in views:
        striking = {j for i, g in enumerate(inside.groups) if strikes(view.scene, g) for j in subject_of(inside.groups, i)}
        for i, g in enumerate(inside.groups):
            suffers = g.prep == "de" and i > 0 and says(view.scene, inside.groups[i - 1], "rights")
            if (
                g.kind == NOUN
                and not suffers
                and i not in striking
                and g.prep in ("", "de", "à", "par")
                and (found := inside.others(i) or inside.by_adjective(i))
            ):
                return found[:1]
    return []
