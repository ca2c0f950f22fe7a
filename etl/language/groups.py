"""Groups: a sentence as a row of noun groups, verb groups, links and marks.

Noun groups carry the preposition that governs them. Pieces that other modules have understood already (an actor, a
date, an amount) come in as spans and become groups as they stand.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from etl.language.grammar import Grammar
from etl.language.tokens import Token
from etl.language.verbs import VerbGroup, is_auxiliary, read_verb

NOUN, TIME, PRONOUN, VERB = "noun", "time", "pronoun", "verb"
RELATIVE, THAT, SUBORDINATOR, LINK = "relative", "that", "subordinator", "link"
COMMA, MARK, QUOTE, OTHER = "comma", "mark", "quote", "other"

TEMPORAL = "lors de"  # how prepositions of time are known
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
    tokens: tuple[Token, ...],
    keys: tuple[str, ...],
    first: int,
    last: int,
    known: dict[int, Known],
    quotes: dict[int, int],
    grammar: Grammar,
) -> list[Group]:
    """The groups of a sentence.

    Args:
        tokens: The tokens of the article.
        keys: For each token its word without contraction, as `Grammar.base` gives it.
        first: Position of the first token of the sentence.
        last: One past its last.
        known: Understood pieces, by their first token.
        quotes: For each opening mark of a quotation the position of its closing mark.
        grammar: The language.

    Returns:
        Groups in order; together they cover the sentence.
    """
    return _Row(tokens, keys, first, last, known, quotes, grammar).read()


class _Row:
    """Reads a sentence from left to right; `groups` are the groups read so far."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        keys: tuple[str, ...],
        first: int,
        last: int,
        known: dict[int, Known],
        quotes: dict[int, int],
        grammar: Grammar,
    ) -> None:
        self.tokens, self.keys, self.first, self.last = tokens, keys, first, last
        self.known, self.quotes, self.grammar = known, quotes, grammar
        self.groups: list[Group] = []

    def read(self) -> list[Group]:
        at = self.first
        while at < self.last:
            group = self.given(at, at, "") or self.told_by_word(at) or self.noun(at, at, "")
            self.groups.append(group)
            at = group.last
        return self.groups

    def told_by_word(self, at: int) -> Group | None:
        """What a word begins that is no noun."""
        key, low, grammar = self.keys[at], self.tokens[at].low, self.grammar
        group = None
        if key in grammar.openers or low in grammar.openers or (len(low) == 1 and not low.isalnum()):
            group = self.fixed(at)
        if group is None and key in grammar.prepositions.openers:
            group = self.phrase(at)
        if group is None and (low in grammar.verbs or low in grammar.before_verbs):
            group = self.verb(at) or self.pronoun(at)
        return group

    def is_one_of(self, at: int, kind: str) -> bool:
        return at < self.last and self.tokens[at].low in self.grammar.words[kind]

    def earlier(self) -> list[str]:
        """The kinds of the two groups before, adverbs left out."""
        told: list[str] = []
        for group in self.groups[::-1]:
            if group.kind != OTHER and group.ref != "close":
                told.append(group.kind)
            if len(told) == 2:
                break
        return told[::-1]

    def given(self, start: int, at: int, prep: str) -> Group | None:
        """A piece that is understood already, or a quotation."""
        if piece := self.known.get(at):
            return Group(piece.kind, start, min(piece.last, self.last), prep, at, piece.ref)
        if at in self.quotes:
            return Group(QUOTE, start, min(self.quotes[at] + 1, self.last), prep, at)
        return None

    def fixed(self, at: int) -> Group | None:
        """A mark, a link, or a word that opens a clause."""
        token, grammar = self.tokens[at], self.grammar
        if token.text == ",":
            return Group(COMMA, at, at + 1)
        if len(token.text) == 1 and not token.text.isalnum():
            return Group(MARK, at, at + 1, "", at, _PAIRED.get(token.text))
        if self.is_one_of(at, "relatives"):
            return Group(RELATIVE, at, at + 1, "", at, "subject" if self.is_one_of(at, "subject_relatives") else None)
        if self.is_one_of(at, "elided_conditions") and self.is_one_of(at + 1, "third_person"):
            return Group(SUBORDINATOR, at, at + 1)
        adverb = grammar.adverbs.longest(self.keys, at, self.last)
        if adverb is not None and adverb[0] > at + 1 and not self.joins_at(adverb[0], at):
            return Group(OTHER, at, adverb[0])
        for kind, phrases in ((LINK, grammar.linkers), (SUBORDINATOR, grammar.subordinators)):
            if found := phrases.longest(self.keys, at, self.last):
                return Group(kind, at, found[0])
        if self.is_one_of(at, "complementizers"):
            return Group(THAT, at, at + 1)
        if self.is_one_of(at, "coordinators"):
            return Group(LINK, at, at + 1)
        return Group(OTHER, at, adverb[0]) if adverb is not None and not self.is_one_of(at, "object_clitics") else None

    def joins_at(self, end: int, at: int) -> bool:
        """Whether a link or a preposition of more words than an adverb begins where the adverb does (`de même que`)."""
        for phrases in (self.grammar.linkers, self.grammar.subordinators, self.grammar.prepositions):
            longer = phrases.longest(self.keys, at, self.last)
            if longer is not None and longer[0] > end:
                return True
        return False

    def phrase(self, start: int) -> Group | None:
        """What stands under a preposition."""
        found = self.grammar.prepositions.longest(self.keys, start, self.last)
        if found is None or found[0] >= self.last:
            return None
        at, prep = found[0], found[1][0]
        if at == start + 1 and self.is_one_of(start, "indefinite_contractions") and self.is_bare(at):
            prep = ""
        if group := self.given(start, at, prep):
            return group
        if at == start + 1 and self.is_one_of(start, "object_clitics") and (group := self.clitic_verb(start)):
            return group
        verb = read_verb(self.tokens, self.keys, at, self.last, self.grammar)
        with_article = self.grammar.holds_article(self.tokens[at - 1].low)
        governed = verb is not None and not verb.finite and verb.tense != "past_participle" and not with_article
        if governed and verb is not None and (prep != TEMPORAL or self.is_temporal(at, verb)):
            return Group(VERB, start, verb.last, prep, verb.head, None, verb)
        return self.noun(start, at, prep)

    def is_temporal(self, at: int, verb: VerbGroup) -> bool:
        """Whether an infinitive can stand under a preposition of time (`après avoir signé`, `avant de dîner`)."""
        done = verb.tense != "infinitive" or is_auxiliary(verb, self.grammar)
        return done or self.tokens[at - 1].low in self.grammar.words["owners"]

    def is_bare(self, at: int) -> bool:
        """Whether the place is one for a noun group without preposition: after a verb or at the start of a clause."""
        earlier = self.earlier()
        if earlier and earlier[-1] == VERB and self.governs_of(at):
            return False
        return not earlier or earlier[-1] in (VERB, COMMA, THAT, MARK, SUBORDINATOR, RELATIVE, LINK)

    def governs_of(self, at: int) -> bool:
        """Whether what stands under `de` behind the last verb is its complement.

        So behind a reflexive one (`s'inquiète des tirs`), or where it tells of whom one asks (`exige du Chili un retrait`).
        """
        verb = next((group.verb for group in self.groups[::-1] if group.verb is not None), None)
        if verb is not None and verb.is_one_of(self.grammar.words["asking_of"]):
            named = self.known.get(at)
            return named is not None and named.kind == NOUN and not self.tokens[at].text[0].isdigit()
        return verb is not None and verb.reflexive and verb.is_one_of(self.grammar.words["reflexives_with_of"])

    def clitic_verb(self, at: int) -> Group | None:
        """A finite verb whose object pronoun looks like a preposition (`en apporte`)."""
        verb = read_verb(self.tokens, self.keys, at, self.last, self.grammar)
        if verb is None or not verb.finite or self.is_noun_too(verb):
            return None
        return Group(VERB, at, verb.last, "", verb.head, None, verb)

    def is_noun_too(self, verb: VerbGroup) -> bool:
        return all(form.ambiguous for form in self.grammar.verbs[self.tokens[verb.head].low])

    def verb(self, at: int) -> Group | None:
        """A verb group; a lone form that is a noun too only where a noun cannot stand."""
        verb = read_verb(self.tokens, self.keys, at, self.last, self.grammar)
        if verb is None or (verb.last == verb.first + 1 and self.is_noun_too(verb) and not self.must_be_verb(verb)):
            return None
        return Group(VERB, at, verb.last, "", verb.head, None, verb)

    def must_be_verb(self, verb: VerbGroup) -> bool:
        earlier = self.earlier()
        if verb.tense == "past_participle":
            return self.is_awaited() or self.opens_clause(verb.last, earlier)
        if verb.tense == "present_participle" and earlier[-1:] == [COMMA]:
            return self.has_complement(verb.last)
        return earlier[-2:] == [QUOTE, COMMA] or (bool(earlier) and earlier[-1] not in (COMMA, MARK, LINK, VERB))

    def has_complement(self, at: int) -> bool:
        """Whether an object, a clause or an infinitive follows a participle (`menaçant X`, `menaçant de partir`)."""
        if at >= self.last:
            return False
        named = at in self.known and self.known[at].kind == NOUN and self.tokens[at].is_capital
        if named or self.is_one_of(at, "determiners") or self.is_one_of(at, "complementizers"):
            return True
        follow = self.grammar.verbs.get(self.tokens[at + 1].low, ()) if at + 1 < self.last else ()
        return self.is_one_of(at, "genitives") and any(form.tense == "infinitive" for form in follow)

    def opens_clause(self, at: int, earlier: list[str]) -> bool:
        """Whether what follows a participle makes it the head of a clause (`reçu par X`, `reçu la veille à Oslo`)."""
        if at >= self.last or (earlier and earlier[-1] not in (COMMA, LINK)):
            return False
        piece = self.known.get(at)
        if earlier and self.has_object(at, earlier[-1]):
            return True
        complement = (piece is not None and piece.kind == TIME) or self.grammar.prepositions.longest(
            self.keys, at, self.last
        ) is not None
        if self.tokens[at].low in self.grammar.words["genitives"]:
            return bool(earlier) and earlier[-1] == COMMA and self.is_by_agent(at)
        return complement

    def is_awaited(self) -> bool:
        """Whether an auxiliary stands before that adverbs, circumstances or commas set apart from its participle."""
        commas = 0
        for group in self.groups[::-1]:
            if group.verb is not None:
                been = group.verb.tense == "past_participle" and group.verb.lemmas[0] == self.grammar.auxiliaries["be"]
                if been or is_auxiliary(group.verb, self.grammar):
                    return True
                if group.verb.finite or not commas:
                    return False
            elif group.kind not in (OTHER, TIME, COMMA, LINK, NOUN) or (group.kind == NOUN and not group.prep and not commas):
                return False
            commas += 1 if group.kind == COMMA else 0
        return False

    def has_object(self, at: int, before: str) -> bool:
        """Whether an object begins behind a participle that can share the auxiliary of a verb before it (`et appelé X à`)."""
        piece = self.known.get(at)
        known = piece is not None and piece.kind == NOUN
        told = known or self.is_one_of(at, "determiners") or self.is_one_of(at, "complementizers")
        if not told and not (before == LINK and self.is_one_of(at, "indefinite_contractions")):
            return False
        return any(group.verb is not None and group.verb.compound for group in self.groups)

    def is_by_agent(self, at: int) -> bool:
        """Whether an agent is told before the next mark (`accusé de chantage par X`)."""
        for token in self.tokens[at : self.last]:
            if token.low in self.grammar.words["agent_prepositions"]:
                return True
            if not token.is_word:
                return False
        return False

    def pronoun(self, at: int) -> Group | None:
        return Group(PRONOUN, at, at + 1, "", at) if self.is_one_of(at, "subject_pronouns") else None

    def noun(self, start: int, at: int, prep: str) -> Group:
        """A noun group: determiner, noun and what clings to it; a name in apposition gives the group its meaning."""
        if at == start and (self.trails(at) or self.is_adverb(at)):
            return Group(OTHER, at, at + 1)
        determined = self.is_one_of(at, "determiners") or (at > start and self.tokens[at - 1].low in self.grammar.contractions)
        while at + 1 < self.last and self.is_one_of(at, "determiners"):
            at += 1
        if group := self.given(start, at, prep):
            return group
        head = at
        if not (self.tokens[at].is_word or self.tokens[at].text[0].isdigit()):
            return Group(OTHER, start, max(at, start + 1))
        at += 1
        while at < self.last and at not in self.known and at not in self.quotes and self.clings(at):
            at += 1
        piece = self.known.get(at)
        if piece is not None and determined and piece.kind == NOUN and self.tokens[at].is_capital:
            return Group(NOUN, start, min(piece.last, self.last), prep, head, piece.ref)
        return Group(NOUN, start, at, prep, head)

    def trails(self, at: int) -> bool:
        """Whether a word is an adjective behind a name that takes sides (`le mouvement pro-russe`)."""
        low = self.tokens[at].low
        named = "-" in low and bool(self.groups) and self.groups[-1].kind == NOUN and self.groups[-1].ref is not None
        return named and low.startswith(tuple(self.grammar.words["siding_prefixes"]))

    def is_adverb(self, at: int) -> bool:
        """Whether a word has the ending of an adverb and stands behind a verb (`condamne fermement`) or before a participle."""
        word, grammar = self.tokens[at].low, self.grammar
        if not word.endswith(grammar.adverb_endings) or not self.groups or self.tokens[at].is_capital or at + 1 >= self.last:
            return False
        before, after = self.groups[-1].kind, self.tokens[at + 1].low
        if before in (LINK, COMMA):
            return any(form.tense == "past_participle" for form in grammar.verbs.get(after, ()))
        bare = after in grammar.stops and self.is_awaited()
        return before == VERB and (bare or at + 1 in self.known or self.is_one_of(at + 1, "determiners") or after == ",")

    def opens_phrase(self, at: int) -> bool:
        """Whether a preposition or a subordinator of one word or several begins at a word (`auprès de`, `si`)."""
        key, grammar = self.keys[at], self.grammar
        return (key in grammar.prepositions.openers and grammar.prepositions.longest(self.keys, at, self.last) is not None) or (
            key in grammar.subordinators.openers and grammar.subordinators.longest(self.keys, at, self.last) is not None
        )

    def clings(self, at: int) -> bool:
        """Whether a word belongs to the noun before it."""
        token, grammar = self.tokens[at], self.grammar
        if not (token.is_word or token.text[0].isdigit()) or token.low in grammar.stops or self.opens_phrase(at):
            return False
        forms = grammar.verbs.get(token.low)
        if forms is None:
            return True
        if not all(form.ambiguous for form in forms) or at + 1 >= self.last:
            return False
        return not (
            self.is_one_of(at + 1, "determiners")
            or self.is_one_of(at + 1, "complementizers")
            or self.tokens[at + 1].text[0].isdigit()
        )
