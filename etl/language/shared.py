"""Participles that share the auxiliary of a verb before them (`a salué X et appelé Y à céder`).

Such a participle is a verb of the same subject in the same tense. It is told from one that describes a noun (`un accord
signé à Rome et ratifié par X`) by its object, by its agreement, and by what stands between it and the auxiliary.
"""

from __future__ import annotations

from etl.language.grammar import Grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, QUOTE, RELATIVE, SUBORDINATOR, THAT, TIME, Group
from etl.language.tokens import Token
from etl.language.verbs import COMPOUND, VerbGroup

_BETWEEN = (OTHER, TIME)
_ASIDE = (OTHER, TIME, COMMA)
_OPENERS = (RELATIVE, SUBORDINATOR, THAT)
_OBJECT, _AGENT, _NOTHING = "object", "agent", ""  # what follows a participle


def share_auxiliaries(groups: list[Group], tokens: tuple[Token, ...], grammar: Grammar) -> list[Group]:
    """The groups of a sentence, where participles that share an auxiliary are verb groups of the tense that it gives them.

    Args:
        groups: The groups as they stand; changed in place.
        tokens: The tokens of the article.
        grammar: The language.
    """
    holder = outer = -1
    waiting: list[tuple[int, int]] = []  # participles behind a comma, that share only where others go on from them
    opened = False
    for at, group in enumerate(groups):
        verb = group.verb
        if verb is None:
            if group.kind == MARK and group.ref is None:
                holder = outer = -1
            opened = opened or _opens_clause(group, tokens, grammar)
        elif verb.compound:
            outer, holder, opened = (holder if opened else -1), at, False
        elif holder >= 0 and verb.tense == "past_participle" and (lead := _lead(groups, at, tokens, grammar)) > 0:
            held = outer if outer >= 0 and groups[lead - 1].kind == COMMA else holder
            if not _can_share(groups, held, at, lead, tokens, grammar):
                continue
            if groups[lead].kind == COMMA:
                waiting.append((at, held))
                continue
            over = tokens[groups[lead].first].low in grammar.words["contrasts"]
            for i, other in [*waiting, (at, held)]:
                if other == held:
                    _share(groups, i, held, grammar, over=over and i == at)
    return groups


def _opens_clause(group: Group, tokens: tuple[Token, ...], grammar: Grammar) -> bool:
    """Whether a subordinate clause begins at a group (`que`, `à qui`)."""
    return group.kind in _OPENERS or (bool(group.prep) and tokens[group.head].low in grammar.words["relatives"])


def _can_share(groups: list[Group], holder: int, at: int, lead: int, tokens: tuple[Token, ...], grammar: Grammar) -> bool:
    """Whether a participle behind a link or a comma goes on from the verb at `holder`, not from a word that describes a noun.

    Behind a comma it needs an object; one that never describes a noun needs none.
    """
    told, verb = groups[holder].verb, groups[at].verb
    if told is None or verb is None or groups[at].prep or not _agrees(told, groups[at], tokens, grammar):
        return False
    active, follows = not _takes_be(told, grammar), _what_follows(groups, at)
    if active and follows != _AGENT and verb.is_one_of(grammar.words["intransitives"]):
        return True
    if follows == _OBJECT:
        made = verb.is_one_of(grammar.words["attributive_verbs"]) and _is_bare(groups[at + 1], tokens, grammar)
        return active and not made
    if groups[lead].kind == COMMA or (active and follows == _AGENT):
        return False
    before = [g for g in groups[holder + 1 : lead] if g.kind not in _ASIDE]
    described = any(g.verb is not None and g.verb.tense == "past_participle" and not g.verb.finite for g in before)
    adjective = bool(before) and before[-1].kind == NOUN and before[-1].ref is None and before[-1].last > before[-1].head + 1
    return not described and not adjective


def _lead(groups: list[Group], at: int, tokens: tuple[Token, ...], grammar: Grammar) -> int:
    """The link, or else the comma, that joins a participle to what stands before, past adverbs and words between commas; -1."""
    i = at - 1
    while i > 0 and groups[i].kind in _BETWEEN:
        i -= 1
    if i > 0 and groups[i].kind == COMMA:
        j = i - 1
        while j > 0 and (groups[j].kind in _BETWEEN or (groups[j].kind == NOUN and groups[j].prep)):
            j -= 1
        if j < i - 1 and groups[j].kind == COMMA and groups[j - 1].kind == LINK:
            i = j - 1
    if i <= 0 or groups[i].kind not in (LINK, COMMA):
        return -1
    if groups[i].kind == LINK:
        if tokens[groups[i].first].low not in grammar.words["joining"]:
            return -1
        while groups[i - 1].kind == LINK:
            i -= 1
    return i


def _agrees(verb: VerbGroup, group: Group, tokens: tuple[Token, ...], grammar: Grammar) -> bool:
    """Whether a participle has the form that an auxiliary asks for: with `have` the plain one, else that of its first."""
    forms = {(f.gender, f.number) for f in grammar.verbs[tokens[group.head].low] if f.tense == "past_participle"}
    if _takes_be(verb, grammar):
        heads = grammar.verbs[tokens[verb.head].low]
        return any(f.tense == "past_participle" and (f.gender, f.number) in forms for f in heads)
    return any(gender in ("", "m") and number != "p" for gender, number in forms)


def _is_bare(group: Group, tokens: tuple[Token, ...], grammar: Grammar) -> bool:
    """Whether a noun stands without determiner, as what somebody is made or called (`nommé ministre`)."""
    first = tokens[group.first]
    return group.kind == NOUN and not first.is_capital and first.low not in grammar.words["determiners"]


def _takes_be(verb: VerbGroup, grammar: Grammar) -> bool:
    return verb.passive or verb.reflexive or verb.lemmas[0] in grammar.with_be


def _what_follows(groups: list[Group], at: int) -> str:
    """What a participle governs: an object or a clause, an agent, or nothing that tells."""
    i = at + 1
    while i < len(groups):
        group = groups[i]
        if group.kind == COMMA:
            close = next((j for j in range(i + 1, len(groups)) if groups[j].kind not in _BETWEEN and not groups[j].prep), -1)
            if close < i + 2 or groups[close].kind != COMMA:
                return _NOTHING
            i = close
        elif group.kind in (THAT, QUOTE) or (group.kind == NOUN and not group.prep):
            return _OBJECT
        elif group.verb is not None:
            return _NOTHING
        elif group.kind == NOUN and group.prep == "par" and (group.ref is not None or group.head > group.first + 1):
            return _AGENT
        elif group.kind != NOUN and group.kind not in _BETWEEN:
            return _NOTHING
        i += 1
    return _NOTHING


def _share(groups: list[Group], at: int, holder: int, grammar: Grammar, *, over: bool) -> None:
    """Makes a participle the verb group that the auxiliary of another makes of it; a denial of that one may be over."""
    told, verb = groups[holder].verb, groups[at].verb
    if told is None or verb is None:
        return
    passive = _takes_be(told, grammar) and not told.reflexive and verb.lemmas[0] not in grammar.with_be
    shared = told._replace(
        first=verb.first,
        last=verb.last,
        head=verb.head,
        lemmas=verb.lemmas,
        passive=passive,
        negated=told.negated and not over,
        modal="" if told.tense in COMPOUND else told.modal,
        subject=-1,
        clitics=(),
        shares=told.first if told.shares < 0 else told.shares,
    )
    groups[at] = groups[at]._replace(verb=shared, prep=groups[holder].prep)
