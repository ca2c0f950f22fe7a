"""The noun group after a number: what is counted, down to the name of its model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.entities.amounts.grammar import Quantity
from etl.entities.amounts.lexicon import alternation, linker
from etl.entities.amounts.numbers import word_before
from etl.language.pack import Pack

_SHORT = 4
_WORD = r"[^\W\d_]+(?:[-'][^\W\d_]+)*"
_BLANK = r"[^\S\n]"  # a noun group does not run on in the next line
_NAME = re.compile(rf"{_BLANK}(?=[\w/.-]*[A-ZÀ-ÞŒ])(?:[^\W\d_]+-)?[^\W_](?:[\w/]|[-.](?=\w))*")
_YEAR = re.compile(r"[0-9]{4}(?!\w)")
_WHEELS = re.compile(rf"{_BLANK}[0-9]\s?[x×]\s?[0-9](?!\w)")  # `4×4`
_VERSION = re.compile(rf"{_BLANK}[0-9]{{1,4}}(?:-[0-9]+)?(?![\w,.]?\w)(?!\s?%)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language around a counted noun, compiled.

    Attributes:
        before: Words between number and noun that are none of it (`nouveaux`).
        head: The noun.
        word: A blank and a word.
        link: What may stand between number and noun (`un millier de`).
    share: What stands there where some of what somebody has are counted (`trois de ses`).
        of: A complement of the noun (`avions de chasse`, `obus de gros calibre`).
        calibre: A complement that is a measure (`de 155 mm`, `de calibre 12,7`).
        at: A complement by `à` (`à longue portée`).
        as_many: What tells that things are as many as the ones before.
        years: Words before a number that make it a year.
        labels: Words before a number that make it a reference (`article 5`).
        units: Measures and times, which are no things.
        stops: Words that are neither noun nor complement nor adjective.
        infinitives: How a verb may end that is no complement.
        not_infinitives: Nouns that end so.
        capitals: Common nouns that are written with a capital.
        invariable: Nouns whose plural has no mark.
        articled: Complements that have an article and are close for all that.
        plural: How a plural noun may end.
        adjectives: Adjectives that belong to the group and are not told by their shape.
        plurals: Endings of adjectives of a plural noun.
        singulars: Endings of adjectives of a singular complement.
        prefixes: Beginnings of adjectives.
    """

    before: frozenset[str]
    head: re.Pattern[str]
    word: re.Pattern[str]
    link: re.Pattern[str]
    share: re.Pattern[str]
    of: re.Pattern[str]
    calibre: re.Pattern[str]
    at: re.Pattern[str]
    as_many: tuple[str, ...]
    years: frozenset[str]
    labels: frozenset[str]
    units: frozenset[str]
    stops: frozenset[str]
    infinitives: tuple[str, ...]
    not_infinitives: frozenset[str]
    capitals: frozenset[str]
    invariable: frozenset[str]
    articled: frozenset[str]
    plural: tuple[str, ...]
    adjectives: frozenset[str]
    plurals: tuple[str, ...]
    singulars: tuple[str, ...]
    prefixes: tuple[str, ...]


@cache
def noun_words(pack: Pack) -> Words:
    """The words around counted nouns of a pack."""
    data = pack.data("numbers")
    counts, of = data["counts"], linker(data["money"]["of"])
    at, traits, measures, calibres = (alternation(counts[name]) for name in ("at", "traits", "measures", "calibres"))
    size = r"[0-9]+(?:,[0-9]+)?(?:[x×/][0-9]+)?"
    return Words(
        before=frozenset(counts["before"]),
        head=re.compile(rf"({_WORD})"),
        word=re.compile(rf"{_BLANK}({_WORD})"),
        link=re.compile(rf"{_BLANK}{of}"),
        share=re.compile(rf"{_BLANK}{of}{alternation(counts['owned'])}{_BLANK}"),
        of=re.compile(rf"{_BLANK}{of}(?:{alternation(counts['before_complement'])}{_BLANK})?(?P<noun>{_WORD})"),
        calibre=re.compile(rf"{_BLANK}{of}(?:{calibres}{_BLANK}{size}(?:\s?{measures})?|{size}\s?{measures})(?!\w)"),
        at=re.compile(rf"{_BLANK}{at}{_BLANK}{traits}(?!\w)"),
        as_many=tuple(counts["as_many"]),
        years=frozenset(counts["years"]),
        labels=frozenset(counts["labels"]),
        units=frozenset(counts["units"]),
        stops=frozenset(counts["stops"]),
        infinitives=tuple(counts["infinitives"]),
        not_infinitives=frozenset(counts["not_infinitives"]),
        capitals=frozenset(counts["capitals"]),
        invariable=frozenset(counts["invariable"]),
        articled=frozenset(counts["articled"]),
        plural=tuple(counts["plural"]),
        adjectives=frozenset(counts["adjectives"]),
        plurals=tuple(counts["plural_adjectives"]),
        singulars=tuple(counts["singular_adjectives"]),
        prefixes=tuple(counts["adjective_prefixes"]),
    )


def names_number(text: str, folded: str, quantity: Quantity, words: Words) -> bool:
    """The number is a name or a reference and counts nothing: `article 5`, `les Leopard 2 allemands`, `en 2022`."""
    start, word = word_before(folded, quantity.start)
    figures = folded[quantity.start : quantity.end]
    if word in words.labels or (figures[0] == "0" and len(figures) > 1):
        return True
    if word in words.years:
        return _YEAR.fullmatch(figures) is not None
    if word and figures.isdigit() and text[start].isupper():
        # A name in the plural is one of things (`les Leopard 2`), one in the singular mostly of a place (`à Kiev 12`).
        return word_before(folded, start)[1].endswith(words.plural)
    return False


def noun_after(text: str, folded: str, quantity: Quantity, words: Words) -> tuple[int, int] | None:
    """The span of the noun group that a quantity counts.

    Args:
        text: The text.
        folded: What folding made of it.
        quantity: The number.
        words: Those of the language.

    Returns:
        Start and end, without adjectives that only order or add; None if no counted thing follows.
    """
    start = quantity.end + 1
    if not folded[quantity.end : start].isspace():
        return None
    if quantity.numeral.round or quantity.numeral.grand:
        link = words.link.match(folded, quantity.end)
        if link is None:
            return None
        start = link.end()
    elif shared := words.share.match(folded, quantity.end):
        start = shared.end()
    return thing_at(text, folded, start, words, quantity.start)


def thing_at(text: str, folded: str, start: int, words: Words, number: int = 0) -> tuple[int, int] | None:
    """The span of the noun group that names counted things from a place on, behind a number; None if none is there."""
    head = words.head.match(folded, start)
    while head and head[1] in words.before and folded[head.end() : head.end() + 1].isspace():
        head = words.head.match(folded, head.end() + 1)
    if head is None:
        return None
    end = head.end() if _is_thing(head[1], words) else _model(text, folded, number, head.start())
    return (head.start(), _group_end(text, folded, end, words)) if end else None


def _is_thing(noun: str, words: Words) -> bool:
    if noun in words.units or noun in words.stops:
        return False
    return noun.endswith(words.plural) or noun in words.invariable


def _model(text: str, folded: str, number: int, start: int) -> int | None:
    """Where a model ends that is counted by its name alone: `six F-16`, `18 CAESAR`, `deux Mirage 2000`, `dix Rafale`."""
    if not text[start].isupper() or (end := _names(text, start - 1)) <= start + 1:
        return None
    if not folded[number].isdigit():
        return end
    before, _ = word_before(folded, number)
    return None if _YEAR.match(folded, number) or (before < number and text[before].isupper()) else end


def _group_end(text: str, folded: str, end: int, words: Words) -> int:
    """Where the group of a noun that ends somewhere ends with its adjectives, complements and names."""
    singular = False
    while True:
        end = _adjectives(folded, end, singular, words)
        if (named := _names(text, end)) > end:
            end = _adjectives(folded, named, singular, words)
        tight = words.calibre.match(folded, end) or words.at.match(folded, end)
        if tight is None:
            tight = words.of.match(folded, end)
            if tight is None or not _is_complement(text, tight, words):
                return end
        end, singular = tight.end(), True


def _is_complement(text: str, of: re.Match[str], words: Words) -> bool:
    noun = of["noun"]
    article, apostrophe, _ = noun.partition("'")
    if apostrophe and article in words.stops:
        return noun in words.articled
    if noun in words.stops or (text[of.start("noun")].isupper() and noun not in words.capitals):
        return False
    return noun in words.not_infinitives or not noun.endswith(words.infinitives)


def _adjectives(folded: str, end: int, singular: bool, words: Words) -> int:
    while (match := words.word.match(folded, end)) and _is_adjective(match[1], singular, words):
        end = match.end()
    return end


def _is_adjective(word: str, singular: bool, words: Words) -> bool:
    if word in words.stops or word in words.units:
        return False
    if word.startswith(words.prefixes):
        return True
    if word in words.adjectives:
        return singular or word.endswith(words.plural)
    return len(word) > _SHORT and (word.endswith(words.plurals) or (singular and word.endswith(words.singulars)))


def _names(text: str, end: int) -> int:
    """Where the names and versions end that follow a place (` Leopard 2 A6`)."""
    if wheels := _WHEELS.match(text, end):
        return wheels.end()
    if (match := _NAME.match(text, end)) is None:
        return end
    while match:
        end = match.end()
        match = _NAME.match(text, end) or _VERSION.match(text, end)
    return end
