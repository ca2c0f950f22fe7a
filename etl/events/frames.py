"""Frames: what a verb or a noun opens, and which grammatical places fill its parts. Read from the language pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize

TABLES = ("meetings", "aid_pledges", "warnings", "agreements")


@dataclass(frozen=True)
class Frame:
    """One frame.

    Attributes:
        rule: Its id; what the column `rule` of a row says.
        table: The event table that it gives rows of.
        roles: For each grammatical place (`subject`, `object`, or a preposition) the part that it fills.
        values: Values that the frame itself gives.
        follow: Words that must follow the verb (`en garde`), as phrases; empty if any will do.
        needs: Parts without which there is no event.
        options: Whatever else the table's own module wants to know.
    """

    rule: str
    table: str
    roles: Mapping[str, str]
    values: Mapping[str, str]
    follow: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]
    options: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash(self.rule)


@dataclass(frozen=True)
class Frames:
    """The frames of a pack by what opens them: a verb (lemma and whether reflexive) or a noun phrase.

    A sentence without one of `forms` opens none: they are the forms of the verbs, save those that open a frame only
    together with other words, and then these; and the first words of the nouns.
    """

    verbs: Mapping[tuple[str, bool], tuple[Frame, ...]]
    nouns: Phrases[Frame]
    forms: frozenset[str]


_KNOWN = frozenset(
    {"id", "verbs", "nouns", "roles", "noun_roles", "values", "follow", "needs", "gate", "examples", "counter_examples"}
)


@cache
def frames(pack: Pack) -> Frames:
    """The frames of a pack."""
    verbs: dict[tuple[str, bool], list[Frame]] = {}
    nouns: list[tuple[tuple[str, ...], Frame]] = []
    gates: set[str] = set()
    plain: set[str] = set()
    words = grammar(pack)

    def phrase(text: str) -> tuple[str, ...]:
        return tuple(words.base(token.low) for token in tokenize(text, pack))

    for table in TABLES:
        for entry in pack.data(f"frames/{table}")["frame"]:
            frame = Frame(
                rule=entry["id"],
                table=table,
                roles=entry.get("roles", {}),
                values=entry.get("values", {}),
                follow=tuple(phrase(text) for text in entry.get("follow", ())),
                needs=tuple(entry.get("needs", ())),
                options={name: value for name, value in entry.items() if name not in _KNOWN},
            )
            telling = [[word for word in phrase if word not in words.stops] for phrase in frame.follow]
            announced = entry.get("gate", [phrase[-1] for phrase in telling] if all(telling) else [])
            gates.update(announced)
            for verb in entry.get("verbs", ()):
                lemma = words.without_pronoun(verb)
                if not announced:
                    plain.add(lemma)
                verbs.setdefault((lemma, lemma != verb), []).append(frame)
            noun_frame = Frame(frame.rule, table, entry.get("noun_roles", {}), frame.values, (), frame.needs, frame.options)
            nouns += [(phrase(noun), noun_frame) for noun in entry.get("nouns", ())]
    forms = {form for form, readings in words.verbs.items() if any(reading.lemma in plain for reading in readings)}
    return Frames(
        {key: tuple(value) for key, value in verbs.items()},
        Phrases(nouns),
        frozenset(forms | gates | {noun[0] for noun, _ in nouns}),
    )
