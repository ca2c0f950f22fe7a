"""The scene: an article with everything that is known of it before its sentences are taken apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from etl.entities.amounts import Amount, Count, find_amounts, find_counts
from etl.entities.cast import Cast, make_cast
from etl.entities.dates import DateExpression, Reference, ResolvedDate, find_dates, resolve, resolve_all, written_on
from etl.entities.gazetteer import Hit, scan
from etl.entities.gender import genders
from etl.entities.namings import Naming, find_namings
from etl.language.apart import join_auxiliaries
from etl.language.grammar import grammar
from etl.language.groups import NOUN, TIME, Group, Known, read_groups
from etl.language.pack import Pack
from etl.language.sentences import Quoted, Sentence, find_quoted, find_sentences, paragraphs
from etl.language.shared import share_auxiliaries
from etl.language.tokens import Token, tokenize


@dataclass(frozen=True)
class Scene:
    """An article, its tokens and sentences, and the pieces that are understood already.

    Attributes:
        text: The article.
        pack: Its language.
        published_on: Day of publication, or None.
        reference: What relative dates refer to: the day of publication, else the day of writing that the article tells.
        tokens: The tokens of the text.
        quoted: Direct speech, by positions of its marks.
        sentences: The sentences.
        hits: Listed names.
        namings: Noun groups that name actors, in order.
        inner: Namings inside the wording of others.
        cast: Which namings are one actor.
        dates: Date expressions.
        amounts: Amounts of money.
        counts: Counted things.
        firsts: Where each naming begins, to find its position.
        ends: Where each token ends, to find a token by its offset.
        words: For each token its word in lower case.
        keys: The same without contraction.
        pieces: What is understood already, by its first token.
        marks: For each opening mark of outer direct speech the position of its closing mark.
        speakers: First and last token of each piece of direct speech, and its speaker; filled when speech is read.
    """

    text: str
    pack: Pack
    published_on: date | None
    reference: date | Reference | None
    tokens: tuple[Token, ...]
    quoted: tuple[Quoted, ...]
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]
    namings: tuple[Naming, ...]
    inner: tuple[Naming, ...]
    cast: Cast
    dates: tuple[DateExpression, ...]
    amounts: tuple[Amount, ...]
    counts: tuple[Count, ...]
    firsts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    keys: tuple[str, ...]
    pieces: dict[int, Known]
    marks: dict[int, int]
    speakers: list[tuple[int, int, int]] = field(default_factory=list)
    _genders: list[str] = field(default_factory=list, repr=False, compare=False)
    _placed: dict[bool, tuple[ResolvedDate, ...]] = field(default_factory=dict, repr=False, compare=False)
    _groups: dict[Sentence, list[Group]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def genders(self) -> list[str]:
        """The gender of each actor; '' where nothing tells it. Found when somebody first asks."""
        if not self._genders:
            cast = self.cast
            self._genders.extend(genders(self.tokens, cast.namings, cast.of, len(cast.members), self.pack))
        return self._genders

    def piece(self, first: int, last: int) -> str:
        """The text from one token to before another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def at(self, offset: int) -> int:
        """The position of the first token that ends after an offset."""
        return bisect_right(self.ends, offset)

    def is_title(self, sentence: Sentence) -> bool:
        """Whether a sentence ends the first line, without a full stop."""
        last = self.tokens[sentence.last - 1]
        alone = "\n" not in self.text[: last.end] and self.text[last.end :].lstrip(" \t").startswith("\n")
        return alone and last.text != "."

    def position(self, naming: Naming) -> int:
        """The position of a naming in `namings`."""
        return bisect_left(self.firsts, naming.first)

    def speaker_at(self, token: int) -> int | None:
        """Whoever speaks the direct speech that a token belongs to, or None."""
        return next((speaker for first, last, speaker in self.speakers if first <= token < last), None)

    def placed(self, *, future: bool) -> tuple[ResolvedDate, ...]:
        """The dates placed in the calendar, as past or as still to come; each way once."""
        if future not in self._placed:
            self._placed[future] = resolve_all(self.dates, self.reference, future=range(len(self.dates)) if future else ())
        return self._placed[future]

    def date(self, expression: DateExpression, *, future: bool) -> ResolvedDate:
        """One of the dates, placed; alone where it is still to come and does not count from the one before it."""
        if future and not expression.anchored:
            return resolve(expression, self.reference, future=True)
        return self.placed(future=future)[self.dates.index(expression)]

    def groups(self, sentence: Sentence) -> list[Group]:
        """The groups of a sentence; read once."""
        if sentence not in self._groups:
            quotes = {} if sentence.quoted else self.marks
            words = grammar(self.pack)
            groups = read_groups(self.tokens, self.keys, sentence.first, sentence.last, self.pieces, quotes, words)
            self._groups[sentence] = share_auxiliaries(join_auxiliaries(groups, self.tokens, words), self.tokens, words)
        return self._groups[sentence]


def _pieces(
    at: Callable[[int], int],
    dates: Sequence[DateExpression],
    amounts: Sequence[Amount],
    counts: Sequence[Count],
    namings: Sequence[Naming],
) -> dict[int, Known]:
    """What is understood of a text by its first token; an actor goes before a date, a date before a number."""
    numbers: list[Amount | Count] = [*counts, *amounts]
    spans: list[tuple[int, int, str, object]] = [(*_whole(number), NOUN, number) for number in numbers]
    spans += [(date.start, date.end, TIME, date) for date in dates]
    known = [Known(at(start), at(end - 1) + 1, kind, ref) for start, end, kind, ref in spans]
    known += [Known(naming.first, naming.last, NOUN, naming) for naming in namings]
    return {piece.first: piece for piece in known}


def _whole(quantity: Amount | Count) -> tuple[int, int]:
    """Where an amount or a count begins and ends with its qualifier and, for a count, its noun."""
    starts = [quantity.start, quantity.qualifier_start]
    ends = [quantity.end, quantity.qualifier_end, quantity.noun_end if isinstance(quantity, Count) else None]
    return min(start for start in starts if start is not None), max(end for end in ends if end is not None)


def set_scene(text: str, published_on: date | None, pack: Pack) -> Scene:
    """Everything that can be known of an article without taking its sentences apart."""
    tokens = tokenize(text, pack)
    bases = grammar(pack).bases
    ends, words = tuple([token.end for token in tokens]), tuple([token.low for token in tokens])
    runs = paragraphs(text, tokens)
    quoted = find_quoted(text, tokens, runs, pack)
    hits = scan(tokens, pack)
    dates, amounts, counts = find_dates(text, pack), find_amounts(text, pack), find_counts(text, pack)
    openings = {first for first, _ in runs}
    namings, inner = find_namings(tokens, hits, openings, pack)
    return Scene(
        text=text,
        pack=pack,
        published_on=published_on,
        reference=published_on or written_on(text, dates, pack),
        tokens=tokens,
        quoted=tuple(quoted),
        sentences=tuple(find_sentences(tokens, runs, quoted, pack)),
        hits=tuple(hits),
        namings=tuple(namings),
        inner=tuple(inner),
        cast=make_cast(tokens, namings, inner, pack, openings),
        dates=dates,
        amounts=amounts,
        counts=counts,
        firsts=tuple([naming.first for naming in namings]),
        ends=ends,
        words=words,
        keys=tuple([bases.get(word, word) for word in words]),
        pieces=_pieces(partial(bisect_right, ends), dates, amounts, counts, namings),
        marks={q.first: q.last for q in quoted if q.depth == 0},
    )
