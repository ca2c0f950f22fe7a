"""What a verb claims by itself: that its subject does wrong, or that somebody has to stop."""

from __future__ import annotations

from etl.entities.scene import Scene
from etl.events.quoted import completes_clause
from etl.events.warning_words import says, warning_words
from etl.language.clauses import clause_end
from etl.language.grammar import grammar
from etl.language.groups import COMMA, MARK, NOUN, OTHER, PRONOUN, THAT, Group
from etl.language.sentences import Sentence
from etl.language.verbs import VerbGroup

_TOLD_AS_FACT = ("present", "past", "imperfect", "pluperfect")


def claim_of_verb(scene: Scene, sentence: Sentence, groups: list[Group], at: int) -> str:
    """The claim that the verb at a position makes, by the name that the pack gives it (`verb` of a claim), or ''."""
    verb = groups[at].verb
    if verb is None or not verb.finite:
        return ""
    if _is_duty(scene, verb):
        return "duty"
    if verb.negated:
        return ""
    if sentence.quoted and _is_imperative(scene, groups, at, verb):
        return "ceasing"
    if sentence.quoted and _is_jussive(groups, at, verb) and not completes_clause(scene, sentence):
        return "jussive"
    return _wrong(scene, groups, at, verb)


def _is_duty(scene: Scene, verb: VerbGroup) -> bool:
    """Whether somebody has to stop or to comply, or must not do what nobody blames him for suffering."""
    words, lemmas = warning_words(scene.pack).verbs, set(verb.lemmas)
    if verb.reflexive and lemmas & words["going"]:
        return False
    asked = not lemmas & words["suffered"] if verb.negated else bool(lemmas & words["stopping"])
    return verb.modal in words["duty"] and asked


def _is_imperative(scene: Scene, groups: list[Group], at: int, verb: VerbGroup) -> bool:
    """Whether a sentence begins with a verb that tells others to leave off (`Cessez …`)."""
    forms = grammar(scene.pack).verbs.get(scene.tokens[verb.head].low, ())
    return (
        verb.subject < 0
        and all(group.kind in (OTHER, COMMA) for group in groups[:at])
        and bool(set(verb.lemmas) & warning_words(scene.pack).verbs["ceasing"])
        and any("2" in form.person for form in forms)
        and not any("3" in form.person for form in forms)
    )


def _is_jussive(groups: list[Group], at: int, verb: VerbGroup) -> bool:
    """Whether a verb is what others are told to do (`Que X cesse`, `…, qu'ils partent`)."""
    i = at - 1
    while i >= 0 and groups[i].kind in (NOUN, PRONOUN, OTHER):
        i -= 1
    opened = i >= 0 and groups[i].kind == THAT and (i == 0 or groups[i - 1].kind in (COMMA, MARK))
    return opened and verb.tense in ("subjunctive", "present")


def _wrong(scene: Scene, groups: list[Group], at: int, verb: VerbGroup) -> str:
    words, lemmas = warning_words(scene.pack).verbs, set(verb.lemmas)
    if verb.modal or verb.tense not in _TOLD_AS_FACT:
        return ""
    if lemmas & words["wrongdoing"]:
        return "wrongdoing"
    after = groups[at + 1 : clause_end(groups, at)]
    return "abetting" if lemmas & words["abetting"] and any(says(scene, g, "villains") for g in after if g.kind == NOUN) else ""
