"""Auxiliaries that other words set apart from their participle (`a, le 3 mai, accusé`, `s'est, selon lui, entretenu`)."""

from __future__ import annotations

from etl.language.grammar import Grammar
from etl.language.groups import COMMA, LINK, NOUN, OTHER, PRONOUN, TIME, Group
from etl.language.tokens import Token
from etl.language.verbs import VerbGroup, compound_of, is_auxiliary

_LOOSE = (OTHER, TIME, LINK)  # stand between an auxiliary and its participle without commas round them
_BETWEEN = (OTHER, TIME, LINK, NOUN, PRONOUN)
_LONGEST = 16  # tokens between an auxiliary and its participle
_PURPOSE = "pour"


def join_auxiliaries(groups: list[Group], tokens: tuple[Token, ...], grammar: Grammar) -> list[Group]:
    """The groups of a sentence, where the participle of an auxiliary told apart from it is the verb group of both.

    Args:
        groups: The groups as they stand; changed in place. The auxiliary is left as words that mean nothing.
        tokens: The tokens of the article.
        grammar: The language.
    """
    for at, group in enumerate(groups):
        verb = group.verb
        if verb is None or not is_auxiliary(verb, grammar):
            continue
        done = _participle(groups, at, tokens, grammar)
        told = groups[done].verb if done > 0 else None
        if told is not None:
            groups[done] = groups[done]._replace(prep=group.prep, verb=_joined(verb, told, grammar))
            groups[at] = Group(OTHER, group.first, group.last)
    return groups


def _participle(groups: list[Group], at: int, tokens: tuple[Token, ...], grammar: Grammar) -> int:
    """The participle that belongs to an auxiliary, or -1: adverbs or words between commas, and no object, stand before it."""
    i = at + 1
    commas = 0
    while i < len(groups) and groups[i].first - groups[at].last <= _LONGEST:
        group, inside = groups[i], commas % 2 == 1
        closed = not inside or (commas > 1 and groups[i - 1].kind == COMMA)
        if group.verb is not None:
            if closed and group.verb.tense == "past_participle" and group.verb.first == group.verb.head:
                return i if _fits(groups, at, i, tokens, grammar) else -1
            if not inside or group.verb.finite:
                return -1
        elif group.kind == COMMA:
            commas += 1
        elif not (inside and group.kind in _BETWEEN) and not _may_stand_between(group, groups[at].verb, grammar):
            return -1
        i += 1
    return -1


def _may_stand_between(group: Group, auxiliary: VerbGroup | None, grammar: Grammar) -> bool:
    """Whether a group can stand between an auxiliary and its participle without commas round it."""
    if group.kind in _LOOSE:
        return True
    have = auxiliary is not None and grammar.auxiliaries["have"] in auxiliary.lemmas
    return have and group.kind == NOUN and group.prep not in ("", _PURPOSE)


def _fits(groups: list[Group], at: int, done: int, tokens: tuple[Token, ...], grammar: Grammar) -> bool:
    """Whether a participle has a form that its auxiliary can have, and stands apart from it at all."""
    auxiliary = groups[at].verb
    if auxiliary is None or (done == at + 1 and not auxiliary.compound):
        return False
    forms = [form for form in grammar.verbs[tokens[groups[done].head].low] if form.tense == "past_participle"]
    if grammar.auxiliaries["have"] in auxiliary.lemmas:
        return any(form.gender in ("", "m") and form.number != "p" for form in forms)
    return not auxiliary.number or any(form.number in ("", auxiliary.number) or len(form.number) > 1 for form in forms)


def _joined(auxiliary: VerbGroup, verb: VerbGroup, grammar: Grammar) -> VerbGroup:
    """The verb group that an auxiliary and a participle make together."""
    be = grammar.auxiliaries["be"] in auxiliary.lemmas
    plain = be and not auxiliary.reflexive and verb.lemmas[0] not in grammar.with_be
    tense = auxiliary.tense if plain or auxiliary.compound else compound_of(auxiliary.tense)
    return auxiliary._replace(last=verb.last, head=verb.head, lemmas=verb.lemmas, tense=tense, passive=plain, compound=True)
