"""The function words and the verb forms of a language, ready to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize


class VerbForm(NamedTuple):
    """One reading of a verb form; `ambiguous` tells that the form is a common noun or adjective too."""

    lemma: str
    tense: str
    person: str
    number: str
    gender: str
    ambiguous: bool


@dataclass(frozen=True)
class Grammar:
    """What `grammar.toml` and `verbs.csv` say, by use.

    Attributes:
        words: For each kind of function word (`determiners`, `relatives`, …) its words.
        contractions: What a contraction stands for (`du` → `de`).
        bases: The same for elided words too (`qu'` → `que`).
        prepositions: Phrases, in contracted-free words, and the preposition that each counts as.
        subordinators: Phrases that open a subordinate clause.
        linkers: Phrases that link equals.
        adverbs: Phrases that may stand inside a verb group.
        modals: Verbs that join with an infinitive, and the preposition between.
        auxiliaries: The auxiliaries, by what they are for.
        with_be: Verbs whose compound tenses take `be`.
        verbs: The readings of each verb form.
        stops: Words that end a noun group.
        openers: Words that can begin a link, an adverb or a clause.
        before_verbs: Pronouns and particles that can begin a verb group.
    """

    words: dict[str, frozenset[str]]
    contractions: dict[str, str]
    bases: dict[str, str]
    prepositions: Phrases[str]
    subordinators: Phrases[str]
    linkers: Phrases[str]
    adverbs: Phrases[str]
    adverb_endings: tuple[str, ...]
    modals: dict[str, str]
    auxiliaries: dict[str, str]
    with_be: frozenset[str]
    verbs: dict[str, tuple[VerbForm, ...]]
    stops: frozenset[str]
    openers: frozenset[str]
    before_verbs: frozenset[str]

    def base(self, word: str) -> str:
        """The word, or what it is a contraction or an elision of."""
        return self.bases.get(word, word)

    def without_pronoun(self, verb: str) -> str:
        """A verb of a list without the reflexive pronoun that it is listed with (`se rendre`, `s'engager`)."""
        for pronoun in self.words["reflexives"]:
            verb = verb.removeprefix(pronoun if pronoun.endswith("'") else f"{pronoun} ")
        return verb

    def holds_article(self, word: str) -> bool:
        """Whether a word is a preposition together with its article (`du`, `aux`), not an elided one (`d'`)."""
        return word in self.contractions and word[-1].isalpha()


@cache
def grammar(pack: Pack) -> Grammar:
    """The grammar of a pack."""
    data = pack.data("grammar")
    contractions: dict[str, str] = data["contractions"]

    def words_of(phrase: str) -> tuple[str, ...]:
        return tuple(
            contractions.get(token.low) or data["elided"].get(token.low, token.low) for token in tokenize(phrase, pack)
        )

    def phrases(names: list[str]) -> Phrases[str]:
        return Phrases((words_of(name), name) for name in names)

    auxiliaries = data["auxiliaries"]
    subordinators, linkers = phrases(data["subordinators"]), phrases(data["linkers"])
    adverbs = phrases([*data["adverbs"], *data["negations"]])
    single = {word for kind in ("relatives", "complementizers", "coordinators", "elided_conditions") for word in data[kind]}
    return Grammar(
        words={name: frozenset(value) for name, value in data.items() if isinstance(value, list)},
        contractions=contractions,
        bases={**data["elided"], **contractions},
        prepositions=Phrases((words_of(phrase), name) for name, group in data["prepositions"].items() for phrase in group),
        subordinators=subordinators,
        linkers=linkers,
        adverbs=adverbs,
        adverb_endings=tuple(data["adverb_endings"]),
        modals=data["modals"],
        auxiliaries={name: value for name, value in auxiliaries.items() if isinstance(value, str)},
        with_be=frozenset(auxiliaries["with_be"]),
        verbs=_verb_forms(pack),
        stops=_stops(data, contractions),
        before_verbs=frozenset(
            word for kind in ("subject_pronouns", "object_clitics", "negation_particles") for word in data[kind]
        ),
        openers=frozenset({*single, *subordinators.openers, *linkers.openers, *adverbs.openers}),
    )


_STOPPING = (
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


def _stops(data: dict[str, Any], contractions: dict[str, str]) -> frozenset[str]:
    """Function words, and prepositions of one word."""
    single = {word for group in data["prepositions"].values() for word in group if " " not in word}
    return frozenset({*single, *contractions, *(word for kind in _STOPPING for word in data[kind])})


def _verb_forms(pack: Pack) -> dict[str, tuple[VerbForm, ...]]:
    forms: dict[str, tuple[VerbForm, ...]] = {}
    for row in pack.rows("verbs"):
        told = (row["lemma"], row["mood_tense"], row["person"], row["number"], row["gender"])
        reading = VerbForm(*told, ambiguous=bool(row["ambiguous"]))
        forms[row["form"]] = (*forms.get(row["form"], ()), reading)
    return forms
