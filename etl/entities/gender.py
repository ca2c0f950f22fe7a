"""Whether somebody is told as a man or as a woman: by titles of courtesy, by articles, by forms of offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from etl.entities.gazetteer import gazetteer
from etl.entities.lists import lists
from etl.entities.namings import PERSON, Naming
from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.tokens import Token

MASCULINE, FEMININE = "masculine", "feminine"
_OTHER = {MASCULINE: FEMININE, FEMININE: MASCULINE}


@cache
def _of_nouns(pack: Pack) -> dict[str, str]:
    """The gender of the nouns of office and of nationality that have a form for each."""
    endings = pack.data("references")["gender"]["endings"]
    found: dict[str, str] = {}
    for nouns in (lists(pack).offices.firsts, gazetteer(pack).demonyms.keys()):
        for noun in nouns:
            for feminine, masculine in endings:
                other = noun.removesuffix(feminine) + masculine
                if noun.endswith(feminine) and other in nouns:
                    found[noun] = FEMININE
                    found.setdefault(other, MASCULINE)
    return found


@cache
def _of_words(pack: Pack) -> dict[str, str]:
    """The gender of articles, pronouns and titles of courtesy."""
    words = grammar(pack).words
    return {word: gender for gender in (MASCULINE, FEMININE) for word in words[gender]}


def gender_at(tokens: Sequence[Token], first: int, noun: int, pack: Pack) -> str:
    """The gender of a noun group: by its determiner or the contraction before it, else by its noun; '' if neither tells.

    Args:
        tokens: The tokens of the article.
        first: Position of the first token of the group.
        noun: Position of its noun.
        pack: The language.
    """
    known, words = _of_words(pack), grammar(pack)
    before = tokens[first - 1].low if first else ""
    if first == noun and words.holds_article(before):
        first -= 1
    return known.get(tokens[first].low, "") or _of_nouns(pack).get(tokens[noun].low, "")


def _titled(tokens: Sequence[Token], naming: Naming, pack: Pack) -> str:
    """The gender of the title of courtesy in a naming; '' where it has none."""
    known, courtesies = _of_words(pack), lists(pack).names.honorifics
    titles = (token.low for token in tokens[naming.first : naming.start] if token.low.rstrip(".") in courtesies)
    return next((known[title] for title in titles if title in known), "")


def _told(tokens: Sequence[Token], naming: Naming, pack: Pack) -> list[str]:
    """The genders that the other words of a naming tell."""
    if naming.offices:
        return [gender_at(tokens, office.first, office.noun, pack) for office in naming.offices if not office.plural]
    if naming.kind == PERSON and naming.first < naming.start:
        return [gender_at(tokens, naming.first, naming.start - 1, pack)]
    return [_of_words(pack).get(tokens[naming.first].low, "")] if naming.first < naming.start else []


def genders(
    tokens: Sequence[Token], namings: Iterable[Naming], of: Iterable[tuple[int, ...]], count: int, pack: Pack
) -> tuple[str, ...]:
    """The gender of each actor; '' where nothing tells it, or where the text tells both.

    Args:
        tokens: The tokens of the article.
        namings: Its namings.
        of: The actors of each.
        count: How many actors there are.
        pack: The language.
    """
    sure = [""] * count
    told: list[set[str]] = [set() for _ in range(count)]
    for naming, actors in zip(namings, of, strict=True):
        if naming.first == naming.start and not naming.offices:
            continue
        for actor in actors if len(actors) == 1 else ():
            sure[actor] = sure[actor] or _titled(tokens, naming, pack)
            told[actor].update(_told(tokens, naming, pack))
    return tuple([title or _only(told[i] - {""}) for i, title in enumerate(sure)])


def _only(told: set[str]) -> str:
    return next(iter(told)) if len(told) == 1 else ""


def unlike(genders: Sequence[str], gender: str) -> frozenset[int]:
    """The actors of the other gender; none where the gender is ''."""
    other = _OTHER.get(gender)
    return frozenset([i for i, told in enumerate(genders) if told == other])
