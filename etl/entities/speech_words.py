"""The words that tell how direct speech belongs to its speaker, ready to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize


@dataclass(frozen=True)
class SpeechWords:
    """What `speech.toml` says. Phrases are in words without contraction, as `Scene.keys` has them.

    Attributes:
        verbs: Verbs whose subject speaks, without reflexive pronoun.
        forms: All their forms, in lower case.
        telling: The same with those that do so only when a quotation belongs to them.
        relaying: Those of them whose agent only hands on what another says (`cité par l'agence X`).
        sources: Prepositions whose noun speaks.
        viewpoints: Those of them whose person goes before the subject of the verb.
        nouns: Nouns for what is said: it is said by whoever stands after `de`.
        named: Nouns that a name in quotation marks follows.
        naming: Phrases that a name in quotation marks follows.
        vague: Determiners of a noun that stands for nobody in particular.
        voices: Phrases before whoever speaks for others.
        presenting: Phrases before the speaker of the quotation before.
        backward: Phrases for the quotation before, as an object of its speaker or with him after `de` or `par`.
        channels: Words for the channel through which something was said.
        no_channel: Words that make of such a word a time or a topic.
    """

    verbs: frozenset[str]
    forms: frozenset[str]
    telling: frozenset[str]
    relaying: frozenset[str]
    sources: frozenset[str]
    viewpoints: frozenset[str]
    nouns: frozenset[str]
    named: frozenset[str]
    naming: Phrases[str]
    vague: frozenset[str]
    voices: Phrases[str]
    presenting: Phrases[str]
    backward: Phrases[str]
    channels: Phrases[str]
    no_channel: frozenset[str]


@cache
def speech_words(pack: Pack) -> SpeechWords:
    """The words of a pack."""
    data, words = pack.data("speech"), grammar(pack)
    classes = pack.data("verbs")["class"]
    verbs = frozenset(words.without_pronoun(verb) for name in data["classes"] for verb in classes[name]["verbs"])

    def set_of(name: str) -> frozenset[str]:
        return frozenset(data[name])

    def phrases(name: str) -> Phrases[str]:
        return Phrases((tuple(words.base(token.low) for token in tokenize(phrase, pack)), phrase) for phrase in data[name])

    return SpeechWords(
        verbs=verbs,
        forms=frozenset(form for form, readings in words.verbs.items() if any(reading.lemma in verbs for reading in readings)),
        telling=verbs | set_of("verbs"),
        relaying=set_of("relaying"),
        sources=set_of("sources"),
        viewpoints=set_of("viewpoints"),
        nouns=set_of("nouns"),
        named=set_of("named"),
        naming=phrases("naming"),
        vague=set_of("vague"),
        voices=phrases("voices"),
        presenting=phrases("presenting"),
        backward=phrases("backward"),
        channels=phrases("channels"),
        no_channel=set_of("no_channel"),
    )


def speaking_verbs(pack: Pack) -> frozenset[str]:
    """The verbs whose subject speaks, without reflexive pronoun."""
    return speech_words(pack).verbs
