"""The words of `frames/warnings.toml` that no frame holds: wrongs, acts, hostile claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from etl.entities.scene import Scene
from etl.language.grammar import Grammar, grammar
from etl.language.groups import Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize

_CLAIMING = ("duty", "wrongdoing", "abetting", "ceasing")


class Claim(NamedTuple):
    """What it means to say a phrase: the rule and the kind of the warning, and whether it must name a target."""

    rule: str
    kind: str
    needs_target: bool


class WarningWords(NamedTuple):
    """The word lists, ready for look-up.

    Attributes:
        nouns: For each list of nouns (`wrongs`, `acts`, …) its phrases.
        verbs: For each list of verbs (`stopping`, `helping`, …) its lemmas.
        tokens: For each list of single words (`of_it`, …) its words.
        claims: Phrases that are warnings wherever somebody says them.
        by_verb: Claims made by a verb with its subject, by what the verb is for (`duty`, `wrongdoing`, …).
        claiming: The words that can begin such a claim.
        bodies: The body that an organization or an office (its id) is part of or speaks for.
        alike: The name of the group of kinds that a kind belongs to; two tellings of one warning are of one group.
    """

    nouns: dict[str, Phrases[bool]]
    verbs: dict[str, frozenset[str]]
    tokens: dict[str, frozenset[str]]
    claims: Phrases[Claim]
    by_verb: dict[str, Claim]
    claiming: frozenset[str]
    bodies: dict[str, str]
    alike: dict[str, str]


@cache
def warning_words(pack: Pack) -> WarningWords:
    """The word lists of a pack."""
    data = pack.data("frames/warnings")
    words = grammar(pack)
    forms = _forms(words)

    def phrases(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
        for text in texts:
            for variant in _variants(text, forms):
                yield tuple(words.base(token.low) for token in tokenize(variant, pack))

    verbs = {name: frozenset(lemmas) for name, lemmas in data["verbs"].items()}
    return WarningWords(
        nouns={name: Phrases((phrase, True) for phrase in phrases(texts)) for name, texts in data["nouns"].items()},
        verbs=verbs,
        tokens={name: frozenset(tokens) for name, tokens in data["tokens"].items()},
        claims=Phrases((phrase, _claim(group)) for group in data["claim"] for phrase in phrases(group.get("phrases", ()))),
        by_verb={group["verb"]: _claim(group) for group in data["claim"] if "verb" in group},
        claiming=frozenset(form for name in _CLAIMING for lemma in verbs[name] for form in forms[lemma]),
        bodies={part: body for body, parts in data["bodies"].items() for part in parts},
        alike={kind: name for name, kinds in data["alike"].items() for kind in kinds},
    )


def _claim(group: dict[str, Any]) -> Claim:
    return Claim(group["id"], group["kind"], group.get("needs_target", False))


def _forms(words: Grammar) -> dict[str, list[str]]:
    """The forms of each verb."""
    forms: dict[str, list[str]] = {}
    for form, readings in words.verbs.items():
        for lemma in {reading.lemma for reading in readings}:
            forms.setdefault(lemma, []).append(form)
    return forms


def _variants(text: str, forms: dict[str, list[str]]) -> Iterator[str]:
    """The ways to write an entry: `(s)` with and without, `{verb}` in all its forms."""
    verb = re.search(r"\{(.+?)\}", text)
    if verb:
        for form in forms[verb[1]]:
            yield from _variants(text.replace(verb[0], form, 1), forms)
    elif "(" in text:
        yield re.sub(r"\(.*?\)", "", text)
        yield re.sub(r"[()]", "", text)
    else:
        yield text


def says(scene: Scene, group: Group, *lists: str) -> bool:
    """Whether a phrase of one of these lists of nouns begins in a group; it may go on behind it (`mise sous tutelle`)."""
    nouns = warning_words(scene.pack).nouns
    return any(nouns[name].first(scene.keys, group.first, group.last) for name in lists)
