"""Verb groups: auxiliaries, pronouns, negation and the verb that carries the meaning, read as one."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from etl.language.grammar import Grammar, VerbForm
from etl.language.tokens import Token

FINITE = frozenset({"present", "imperfect", "past", "future", "conditional", "subjunctive", "imperative"})

_COMPOUND = {
    "present": "past",
    "imperfect": "pluperfect",
    "future": "future_perfect",
    "conditional": "conditional_past",
    "infinitive": "past_infinitive",
}
COMPOUND = frozenset(_COMPOUND.values())  # tenses
_SHORTEST = 6  # letters; a shorter word with the ending of an adverb is none


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries.

    Attributes:
        first: Position of its first token.
        last: One past its last.
        head: Position of the word that carries the meaning.
        lemmas: What that word may be a form of.
        tense: Tense or mood of the group (`past` for a compound past, `infinitive`, `past_participle`, …).
        finite: Whether it has a subject of its own.
        passive: Whether its subject undergoes.
        reflexive: Whether it has a reflexive pronoun.
        negated: Whether it is negated.
        modal: Lemma of the modal before it, or ''.
        number: `s`, `p` or '' where unknown.
        subject: Position of a subject pronoun that belongs to it, or -1.
        clitics: The object pronouns before it.
        compound: Whether it is an auxiliary with a participle.
        shares: First token of the group whose auxiliary it shares (`a salué X et appelé Y`), or -1.
    """

    first: int
    last: int
    head: int
    lemmas: tuple[str, ...]
    tense: str
    finite: bool
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    modal: str = ""
    number: str = ""
    subject: int = -1
    clitics: tuple[str, ...] = ()
    compound: bool = False
    shares: int = -1

    def is_one_of(self, lemmas: Set[str]) -> bool:
        """Whether it may be a form of one of some verbs."""
        return any(lemma in lemmas for lemma in self.lemmas)


class _Reader:
    """Reads one verb group from left to right; holds the place where it is."""

    def __init__(self, tokens: tuple[Token, ...], keys: tuple[str, ...], at: int, last: int, grammar: Grammar) -> None:
        self.tokens, self.keys, self.at, self.last, self.grammar = tokens, keys, at, last, grammar
        self.negated = self.firm = self.reflexive = False
        self.subject = -1
        self.clitics: list[str] = []

    def word(self) -> str:
        return self.tokens[self.at].low if self.at < self.last else ""

    def forms(self) -> tuple[VerbForm, ...]:
        return self.grammar.verbs.get(self.word(), ())

    def pronouns(self) -> None:
        """Subject pronoun, negation particle and object pronouns before a verb."""
        words = self.grammar.words
        if self.word() in words["subject_pronouns"]:
            self.subject = self.at
            self.at += 1
        self.particles()
        if self.negated and self.word() in words["negations"]:
            self.denied_infinitive()

    def denied_infinitive(self) -> None:
        """Past the adverbs of negation and the pronouns between `ne` and an infinitive (`ne pas y aller`)."""
        start, clitics = self.at, len(self.clitics)
        while self.word() in self.grammar.words["negations"]:
            self.at += 1
            self.at = self.skip_adverbs()
        self.particles()
        if not self.infinitive(self.at):
            self.at, self.clitics = start, self.clitics[:clitics]

    def particles(self) -> None:
        words = self.grammar.words
        while self.at + 1 < self.last:
            if self.word() in words["negation_particles"]:
                self.negated = True
            elif self.word() in words["object_clitics"]:
                self.clitics.append(self.word())
                self.reflexive |= self.word() in words["reflexives"]
            else:
                return
            self.at += 1

    def hung_pronoun(self) -> None:
        """A pronoun after the verb, hung on by a hyphen."""
        word = self.word()
        if word.startswith("-"):
            if word.rsplit("-", 1)[1] in self.grammar.words["subject_pronouns"]:
                self.subject = self.at
            self.at += 1

    def skip_adverbs(self) -> int:
        """Where the adverbs and negations that begin here end."""
        at, keys, grammar = self.at, self.keys, self.grammar
        while at < self.last:
            found = grammar.adverbs.longest(keys, at, self.last)
            if found:
                self.firm |= any(name in grammar.words["negations"] for name in found[1])
                at = found[0]
            elif keys[at].endswith(grammar.adverb_endings) and len(keys[at]) > _SHORTEST and keys[at] not in grammar.verbs:
                at += 1
            else:
                break
        return at

    def denies(self, at: int) -> bool:
        """Whether the group is negated: it has its particle, and is not merely restricted (`n'a promis que`)."""
        only = at < self.last and self.tokens[at].low in self.grammar.words["complementizers"]
        return self.negated and (self.firm or not only)

    def participle(self, at: int) -> tuple[str, ...]:
        if at >= self.last:
            return ()
        return _lemmas([f for f in self.grammar.verbs.get(self.tokens[at].low, ()) if f.tense == "past_participle"])

    def infinitive(self, at: int) -> tuple[str, ...]:
        if at >= self.last:
            return ()
        return _lemmas([f for f in self.grammar.verbs.get(self.tokens[at].low, ()) if f.tense == "infinitive"])


def _lemmas(forms: Sequence[VerbForm]) -> tuple[str, ...]:
    """The verbs that forms are of, each once."""
    found: list[str] = []
    for form in forms:
        if form.lemma not in found:
            found.append(form.lemma)
    return tuple(found)


def read_verb(tokens: tuple[Token, ...], keys: tuple[str, ...], at: int, last: int, grammar: Grammar) -> VerbGroup | None:
    """The verb group that begins at a token, or None.

    Args:
        tokens: The tokens of the article.
        keys: For each token its word without contraction, up to `last` at least.
        at: Position where the group would begin (a pronoun, a negation particle or a verb form).
        last: End of the sentence.
        grammar: The language.
    """
    if tokens[at].low not in grammar.verbs and tokens[at].low not in grammar.before_verbs:
        return None
    reader = _Reader(tokens, keys, at, last, grammar)
    reader.pronouns()
    forms = reader.forms()
    if not forms:
        return None
    finite = [form for form in forms if form.tense in FINITE]
    if (
        reader.subject < 0
        and not any("3" in form.person for form in finite)
        and any(form.tense == "past_participle" for form in forms)
    ):
        forms, finite = tuple(form for form in forms if form.tense == "past_participle"), []
    if finite and not _is_noun(reader, at, forms):
        return _finite(reader, at, finite)
    if finite:
        return None
    tense = forms[0].tense
    if reader.subject >= 0 or (reader.at > at and tense == "past_participle"):
        return None
    head = reader.at
    if tense == "infinitive":
        return _infinitive(reader, at, _lemmas(forms))
    reader.at += 1
    lemmas = _lemmas([form for form in forms if form.tense == tense])
    if tense == "present_participle" and lemmas[0] == grammar.auxiliaries["have"] and (done := _done(reader, at)):
        return done
    return VerbGroup(
        at,
        reader.at,
        head,
        lemmas,
        tense,
        finite=False,
        passive=tense == "past_participle" and lemmas[0] not in grammar.with_be,
        reflexive=reader.reflexive,
        negated=reader.negated,
        number=forms[0].number,
        clitics=tuple(reader.clitics),
    )


def _done(reader: _Reader, first: int) -> VerbGroup | None:
    """What a participle of having with another participle tells (`ayant signé`, `n'ayant pas été reçu`)."""
    after = reader.skip_adverbs()
    done, passive = reader.participle(after), False
    if done and reader.tokens[after].low == reader.grammar.auxiliaries["been"] and (more := reader.participle(after + 1)):
        after, done, passive = after + 1, more, True
    return _group(reader, first, after, done, "present_participle", False, passive) if done else None


def _is_noun(reader: _Reader, first: int, forms: tuple[VerbForm, ...]) -> bool:
    """Whether a form that is a noun too follows nothing but a word that can be its article."""
    return (
        reader.at == first + 1
        and reader.subject < 0
        and reader.tokens[first].low in reader.grammar.words["determiners"]
        and all(form.ambiguous for form in forms)
    )


def _infinitive(reader: _Reader, first: int, lemmas: tuple[str, ...]) -> VerbGroup:
    """An infinitive, alone or with the participle or infinitive that it governs (`avoir signé`, `pouvoir livrer`)."""
    grammar, head = reader.grammar, reader.at
    reader.at += 1
    after = reader.skip_adverbs()
    be, have = grammar.auxiliaries["be"], grammar.auxiliaries["have"]
    done = reader.participle(after)
    if done and lemmas[0] in (be, have):
        passive = lemmas[0] == be and not reader.reflexive and done[0] not in grammar.with_be
        if reader.tokens[after].low == grammar.auxiliaries["been"] and (more := reader.participle(after + 1)):
            after, done, passive = after + 1, more, True
        over = lemmas[0] == have or reader.reflexive or (not passive and done[0] in grammar.with_be)
        return _group(reader, first, after, done, "past_infinitive" if over else "infinitive", False, passive)
    return VerbGroup(
        first,
        reader.at,
        head,
        lemmas,
        "infinitive",
        finite=False,
        reflexive=reader.reflexive,
        negated=reader.negated,
        clitics=tuple(reader.clitics),
    )


def is_auxiliary(verb: VerbGroup | None, grammar: Grammar) -> bool:
    """Whether a verb group can be an auxiliary whose participle is still to come."""
    if verb is None or verb.tense == "past_participle" or not grammar.words["place_clitics"].isdisjoint(verb.clitics):
        return False
    if verb.compound:
        return verb.lemmas[0] == grammar.auxiliaries["be"] and not verb.passive
    return grammar.auxiliaries["have"] in verb.lemmas or grammar.auxiliaries["be"] in verb.lemmas


def compound_of(tense: str) -> str:
    """The tense that an auxiliary in some tense makes with a participle."""
    return _COMPOUND.get(tense, tense)


def _finite(reader: _Reader, first: int, forms: list[VerbForm]) -> VerbGroup:
    grammar = reader.grammar
    head = reader.at
    lemmas = _lemmas(forms)
    tense, number = forms[0].tense, forms[0].number
    reader.at += 1
    reader.hung_pronoun()
    be, have, been = (grammar.auxiliaries[name] for name in ("be", "have", "been"))
    after = reader.skip_adverbs()
    auxiliary = be if be in lemmas else have if have in lemmas else ""
    done = reader.participle(after)
    if auxiliary and done:
        compound = compound_of(tense)
        passive = False
        if auxiliary == have and reader.tokens[after].low == been:
            mark = reader.at
            reader.at = after + 1
            further = reader.skip_adverbs()
            if more := reader.participle(further):
                after, done, passive = further, more, True
            else:
                reader.at = mark
        elif auxiliary == be and not reader.reflexive and done[0] not in grammar.with_be:
            passive, compound = True, tense
        if done[0] in grammar.modals and (follow := _modal(reader, after + 1, done[0])):
            return follow._replace(
                first=first, tense=compound, finite=True, number=number, subject=reader.subject, compound=True
            )
        return _group(reader, first, after, done, compound, True, passive, number)
    modal = next((lemma for lemma in lemmas if lemma in grammar.modals), "")
    if modal and (follow := _modal(reader, after, modal)):
        return follow._replace(first=first, tense=tense, finite=True, number=number, subject=reader.subject)
    return VerbGroup(
        first,
        reader.at,
        head,
        lemmas,
        tense,
        finite=True,
        reflexive=reader.reflexive,
        negated=reader.denies(reader.at),
        number=number,
        subject=reader.subject,
        clitics=tuple(reader.clitics),
    )


def _modal(reader: _Reader, at: int, modal: str) -> VerbGroup | None:
    """The infinitive after a modal, if it comes next."""
    start = reader.at
    link = reader.grammar.modals[modal]
    if link:
        if at >= reader.last or reader.keys[at] != link:
            return None
        at += 1
    reader.at = at
    at = reader.at = reader.skip_adverbs()
    clitics = len(reader.clitics)
    reader.particles()
    lemmas = reader.infinitive(reader.at)
    if not lemmas:
        reader.at, reader.clitics = start, reader.clitics[:clitics]
        return None
    if (
        lemmas[0] in reader.grammar.modals
        and lemmas[0] != reader.grammar.auxiliaries["have"]
        and (inner := _modal(reader, reader.at + 1, lemmas[0]))
    ):
        return inner
    return _infinitive(reader, at, lemmas)._replace(modal=modal)


def _group(
    reader: _Reader, first: int, head: int, lemmas: tuple[str, ...], tense: str, finite: bool, passive: bool, number: str = ""
) -> VerbGroup:
    return VerbGroup(
        first,
        head + 1,
        head,
        lemmas,
        tense,
        finite,
        passive,
        reader.reflexive,
        reader.denies(head + 1),
        "",
        number,
        reader.subject,
        tuple(reader.clitics),
        compound=True,
    )
