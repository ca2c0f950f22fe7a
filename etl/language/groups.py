"""Groups: a sentence as a row of noun groups, verb groups, links and marks.

Noun groups carry the preposition that governs them. Pieces that other modules have understood already (an actor, a
date, an amount) come in as spans and become groups as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from etl.language.grammar import Grammar
from etl.language.tokens import Token
from etl.language.verbs import VerbGroup, read_verb

NOUN, TIME, PRONOUN, VERB = "noun", "time", "pronoun", "verb"
RELATIVE, THAT, SUBORDINATOR, LINK = "relative", "that", "subordinator", "link"
COMMA, MARK, QUOTE, OTHER = "comma", "mark", "quote", "other"

_PAIRED = {"(": "open", "[": "open", ")": "close", "]": "close"}


class Known(NamedTuple):
    """A piece of the sentence that is understood already.

    Attributes:
        first: Position of its first token.
        last: One past its last.
        kind: `noun` or `time`.
        ref: What it is.
    """

    first: int
    last: int
    kind: str
    ref: Any


class Group(NamedTuple):
    """A piece of a sentence.

    Attributes:
        kind: One of the constants of this module.
        first: Position of its first token, the preposition included.
        last: One past its last token.
        prep: The preposition that governs it, or ''.
        head: Position of its head (the noun, the verb that carries the meaning).
        ref: What the piece is, where it came in understood; `subject` for a relative pronoun that is the subject of its
            clause; `open` or `close` for a mark of a pair.
        verb: The verb group, for a verb.
    """

    kind: str
    first: int
    last: int
    prep: str = ""
    head: int = -1
    ref: Any = None
    verb: VerbGroup | None = None


def read_groups(
    tokens: Sequence[Token], first: int, last: int, known: Mapping[int, Known], quotes: Mapping[int, int], grammar: Grammar
) -> list[Group]:
    """The groups of a sentence.

    Args:
        tokens: The tokens of the article.
        first: Position of the first token of the sentence.
        last: One past its last.
        known: Understood pieces, by their first token.
        quotes: For each opening mark of a quotation the position of its closing mark.
        grammar: The language.

    Returns:
        Groups in order; together they cover the sentence.
    """
    keys = [grammar.base(token.low) for token in tokens[first:last]]
    groups: list[Group] = []
    at = first
    while at < last:
        group = _next(tokens, at, first, last, keys, known, quotes, grammar, groups)
        groups.append(group)
        at = group.last
    return groups


def _next(
    tokens: Sequence[Token],
    at: int,
    first: int,
    last: int,
    keys: list[str],
    known: Mapping[int, Known],
    quotes: Mapping[int, int],
    grammar: Grammar,
    before: list[Group],
) -> Group:
    start, prep = at, ""
    if at in known:
        return Group(known[at].kind, at, min(known[at].last, last), "", at, known[at].ref)
    fixed = _fixed(tokens, at, first, last, keys, quotes, grammar)
    if fixed is not None:
        return fixed
    phrase = grammar.prepositions.longest(keys, at - first)
    if phrase is not None and first + phrase[0] < last:
        indefinite = tokens[at].low in grammar.words["indefinite_contractions"] and phrase[0] == at - first + 1
        if not (indefinite and _bare(before)):
            prep = phrase[1][0]
        at = first + phrase[0]
        if at in known:
            return Group(known[at].kind, start, min(known[at].last, last), prep, at, known[at].ref)
        if at in quotes:
            return Group(QUOTE, start, min(quotes[at] + 1, last), prep, at)
        if at == start + 1 and tokens[start].low in grammar.words["object_clitics"]:
            with_clitic = read_verb(tokens, start, last, grammar)
            if (
                with_clitic is not None
                and with_clitic.finite
                and not all(f.ambiguous for f in grammar.verbs[tokens[with_clitic.head].low])
            ):
                return Group(VERB, start, with_clitic.last, "", with_clitic.head, None, with_clitic)
        if verb := _verb(tokens, at, last, grammar, after_prep=True):
            return Group(VERB, start, verb.last, prep, verb.head, None, verb)
    elif verb := _verb(tokens, at, last, grammar, after_prep=False, before=before):
        return Group(VERB, at, verb.last, "", verb.head, None, verb)
    elif tokens[at].low in grammar.words["subject_pronouns"]:
        return Group(PRONOUN, at, at + 1, "", at)
    return _noun(tokens, start, at, last, prep, known, quotes, grammar)


def _fixed(
    tokens: Sequence[Token], at: int, first: int, last: int, keys: list[str], quotes: Mapping[int, int], grammar: Grammar
) -> Group | None:
    """A mark, a link, or a word that opens a clause."""
    token, words = tokens[at], grammar.words
    if at in quotes:
        return Group(QUOTE, at, min(quotes[at] + 1, last), "", at)
    if token.text == ",":
        return Group(COMMA, at, at + 1)
    if not token.is_word and not token.text[0].isdigit() and not token.text.startswith("-t-") and len(token.text) == 1:
        return Group(MARK, at, at + 1, "", at, _PAIRED.get(token.text))
    for kind, phrases in ((SUBORDINATOR, grammar.subordinators), (LINK, grammar.linkers)):
        found = phrases.longest(keys, at - first)
        if found is not None:
            return Group(kind, at, first + found[0])
    if token.low in words["relatives"]:
        return Group(RELATIVE, at, at + 1, "", at, "subject" if token.low in words["subject_relatives"] else None)
    if token.low in words["complementizers"]:
        return Group(THAT, at, at + 1)
    if token.low in words["coordinators"]:
        return Group(LINK, at, at + 1)
    adverb = grammar.adverbs.longest(keys, at - first)
    if adverb is not None and token.low not in words["object_clitics"]:
        return Group(OTHER, at, first + adverb[0])
    return None


def _bare(before: list[Group]) -> bool:
    """Whether the place is one for a noun group without preposition: after a verb or at the start of a clause."""
    previous = next((g for g in reversed(before) if g.kind != OTHER), None)
    return previous is None or previous.kind in (VERB, COMMA, THAT, MARK, SUBORDINATOR, RELATIVE) or (previous.kind == LINK)


def _verb(
    tokens: Sequence[Token], at: int, last: int, grammar: Grammar, *, after_prep: bool, before: list[Group] | None = None
) -> VerbGroup | None:
    verb = read_verb(tokens, at, last, grammar)
    if verb is None:
        return None
    alone = verb.first == verb.head and verb.last == verb.head + 1
    if after_prep:
        return verb if not verb.finite and verb.tense != "past_participle" else None
    if verb.first != verb.head and alone is False:
        return verb
    forms = grammar.verbs[tokens[verb.head].low]
    if alone and verb.tense == "past_participle":
        return verb if not all(f.ambiguous for f in forms) or _describes(tokens, verb.last, last, before, grammar) else None
    if alone and all(form.ambiguous for form in forms):
        earlier = [g.kind for g in before or () if g.kind != OTHER]
        if earlier[-2:] != [QUOTE, COMMA] and (not earlier or earlier[-1] in (COMMA, MARK, LINK, VERB)):
            return None
    return verb


def _describes(tokens: Sequence[Token], at: int, last: int, before: list[Group] | None, grammar: Grammar) -> bool:
    """Whether a participle that is a noun too opens or continues a sentence with a complement of its own."""
    earlier = [g.kind for g in before or () if g.kind != OTHER]
    return (
        (not earlier or earlier[-1] in (COMMA, LINK))
        and at < last
        and grammar.base(tokens[at].low) in ("par", "à", "en", "dans")
        or (at < last and not earlier and tokens[at].low not in grammar.words["determiners"] and tokens[at].text not in ",:")
    )


def _noun(
    tokens: Sequence[Token],
    start: int,
    at: int,
    last: int,
    prep: str,
    known: Mapping[int, Known],
    quotes: Mapping[int, int],
    grammar: Grammar,
) -> Group:
    """A noun group: determiner, noun and what clings to it; a name in apposition gives the group its meaning."""
    determined = tokens[at].low in grammar.words["determiners"] or tokens[at - 1].low in grammar.contractions
    if tokens[at].low in grammar.words["determiners"] and at + 1 < last:
        at += 1
        while at + 1 < last and tokens[at].low in grammar.words["determiners"]:
            at += 1
    head = at
    if at in known:
        return Group(known[at].kind, start, min(known[at].last, last), prep, at, known[at].ref)
    if at in quotes:
        return Group(QUOTE, start, min(quotes[at] + 1, last), prep, at)
    if not (tokens[at].is_word or tokens[at].text[0].isdigit()):
        return Group(OTHER, start, max(at, start + 1))
    at += 1
    while at < last and at not in known and at not in quotes and _clings(tokens, at, last, grammar):
        at += 1
    if at in known and determined and known[at].kind == NOUN and tokens[at].is_capital:
        return Group(NOUN, start, min(known[at].last, last), prep, head, known[at].ref)
    return Group(NOUN, start, at, prep, head)


def _clings(tokens: Sequence[Token], at: int, last: int, grammar: Grammar) -> bool:
    """Whether a word belongs to the noun before it."""
    token, words = tokens[at], grammar.words
    if not (token.is_word or token.text[0].isdigit()):
        return False
    word = token.low
    if word in grammar.contractions or any(
        word in words[kind]
        for kind in (
            "determiners",
            "relatives",
            "complementizers",
            "coordinators",
            "linkers",
            "subject_pronouns",
            "object_clitics",
            "negation_particles",
            "strong_pronouns",
        )
    ):
        return False
    if grammar.prepositions.longest([word], 0) is not None:
        return False
    forms = grammar.verbs.get(word)
    if forms is None:
        return True
    if all(form.ambiguous for form in forms):
        following = grammar.base(tokens[at + 1].low) if at + 1 < last else ""
        return not (following in words["determiners"] or (at + 1 < last and tokens[at + 1].text[0].isdigit()))
    return False
