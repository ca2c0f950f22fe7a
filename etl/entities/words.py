"""An article as the finders of names look at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from etl.entities.gazetteer import COUNTRY_KINDS, Hit
from etl.entities.lists import Lists, lists
from etl.language.pack import Pack
from etl.language.tokens import Token

TERRITORY = (*COUNTRY_KINDS, "capital", "seat")
_SET_OFF = frozenset(',;:.()»”"?!…–—-')
_OPENERS = frozenset('.:;!?…«“"–—-•*|([') | {"..."}


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of an article with what is known of them so far.

    Attributes:
        tokens: The tokens.
        low: Each of them in lower case.
        hits: The listed names, by their first token.
        starts: Positions of tokens that begin a paragraph.
        lists: The lists of the language.
        pack: The language.
        capitals: Positions of the tokens that begin with a capital letter.
        marked: Positions of the words that something can begin with, by what that is.
    """

    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    hits: dict[int, Hit]
    starts: Set[int]
    lists: Lists
    pack: Pack
    capitals: list[int]
    marked: dict[str, list[int]]

    def capital(self, at: int) -> bool:
        """Whether a token begins with a capital letter; False past the end."""
        return at < len(self.tokens) and self.tokens[at].text[0].isupper()

    def word(self, at: int) -> str:
        """The word at a position in lower case; '' past the end."""
        return self.low[at] if at < len(self.low) else ""

    def joined(self, at: int) -> bool:
        """Whether nothing but a space lies between a token and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].start - self.tokens[at - 1].end <= 1

    def opens(self, at: int) -> bool:
        """Whether a token begins a sentence, a heading or a quotation."""
        return at == 0 or at in self.starts or self.low[at - 1] in _OPENERS

    def set_off(self, at: int) -> bool:
        """Whether what ends before a token is set off from what follows: by a mark, a link, or the end of the text."""
        return at >= len(self.low) or self.low[at] in _SET_OFF or self.low[at] in self.lists.grammar.words["linkers"]

    def is_in(self, at: int, group: str) -> bool:
        """Whether the word at a position belongs to a group of function words; False outside the text."""
        return 0 <= at < len(self.low) and self.low[at] in self.lists.grammar.words[group]

    def countries(self, at: int) -> tuple[str, ...]:
        """The countries of the adjective of nationality at a position; none past the end."""
        return self.lists.gazetteer.countries(self.low[at]) if at < len(self.low) else ()

    def states(self) -> set[str]:
        """The states that the article names, by a name or by an adjective."""
        return _states(self.hits.values(), self.low, self.lists)

    def after_link(self, at: int) -> int:
        """The position after a preposition or contraction and a definite article, or -1 if none is there."""
        if at >= len(self.low) or self.lists.grammar.base(self.low[at]) not in self.lists.bodies.words["belonging"]:
            return -1
        at += 1
        return at + 1 if at < len(self.low) and self.low[at] in self.lists.bodies.words["articles"] else at


def look(tokens: tuple[Token, ...], hits: Sequence[Hit], starts: Set[int], pack: Pack) -> Words:
    """The view of an article: its tokens, its listed names and where its paragraphs begin.

    A listed name that every state may use (`l'Assemblée nationale`) is left out where the article does not name the
    state that the list gives it to.
    """
    known = lists(pack)
    low = tuple([token.low for token in tokens])
    generic, nouns = known.bodies.common, known.bodies.firsts
    common = [hit for hit in hits if low[hit.first] in nouns and low[hit.first : hit.last] in generic]
    named = _states(hits, low, known) if common else set()
    unsure = {hit.first for hit in common if (entry := hit.of("organization")) and entry.country and entry.country not in named}
    marked: dict[str, list[int]] = {}
    marks = known.marks
    for at in [at for at, word in enumerate(low) if word in marks]:
        for mark in marks[low[at]]:
            marked.setdefault(mark, []).append(at)
    capitals = [at for at, token in enumerate(tokens) if token.text != low[at] and token.text[0].isupper()]
    kept = {hit.first: hit for hit in hits if hit.first not in unsure}
    return Words(tokens, low, kept, starts, known, pack, capitals, marked)


def _states(hits: Iterable[Hit], low: tuple[str, ...], known: Lists) -> set[str]:
    """The states that an article names, by a name or by an adjective."""
    named = {entry.country for hit in hits if (entry := hit.of(*TERRITORY)) and entry.country}
    return named | {known.gazetteer.demonyms[word] for word in low if word in known.gazetteer.demonyms}
