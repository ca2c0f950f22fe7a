"""Dispatches about invented countries, made by program: news, copies of news, and what only looks like a copy."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An article as `find_duplicates` takes it, in parts.

    Attributes:
        number: Its number among those made.
        headline: The first line; it may be missing.
        paragraphs: The rest.
        published_on: Day of publication.
        original: The number of the dispatch that it copies; None if it is none.
    """

    number: int
    headline: str | None
    paragraphs: tuple[str, ...]
    published_on: date
    original: int | None = None

    @property
    def text(self) -> str:
        """The headline and the paragraphs, a line each."""
        return "\n".join(filter(None, (self.headline, *self.paragraphs)))

    def row(self) -> dict[str, object]:
        """The row of `articles`, as far as it matters."""
        known = {"title": self.headline, "published_on": self.published_on}
        return {"article_id": f"art_{self.number:05}", "text": self.text, **known}


def make(number: int, copies: int, seed: int = 0) -> list[Dispatch]:
    """Dispatches in a random order: news, and of the rest a part each.

    Args:
        number: How many in all; of those that are no copies, a quarter follows another up (a third of its paragraphs are
            the other's) and a quarter tells other facts in the wording of another.
        copies: How many of them are near-copies.
        seed: Others for every seed.
    """
    dice = random.Random(seed)  # noqa: S311  nothing secret
    moulds = [_mould(dice) for _ in range(number - copies)]
    made: list[Dispatch] = []
    for at, mould in enumerate(moulds):
        earlier = made[dice.randrange(at // 2)] if at >= len(moulds) // 2 else None
        if earlier is None:
            made.append(_told(at, mould, dice))
        elif at % 2:
            made.append(_followed_up(earlier, _told(at, mould, dice), dice))
        else:
            made.append(_told(at, moulds[earlier.number], dice))
    firsts = tuple(made)
    made += [_copied(dice.choice(firsts), at, dice) for at in range(len(firsts), number)]
    dice.shuffle(made)
    return made


def _a(kind: str, dice: random.Random) -> str:
    word: str = dice.choice(_WORDS[kind])
    return word


def _somebody(dice: random.Random) -> str:
    return f"{_a('first_names', dice)} {_a('last_names', dice)}"


def _mould(dice: random.Random) -> tuple[tuple[str, ...], ...]:
    """Paragraphs of sentences whose facts are still to be told."""
    sentences = dice.sample(_WORDS["sentences"], dice.randint(12, 22))
    size = dice.choice((2, 3))
    return tuple(tuple(sentences[at : at + size]) for at in range(0, len(sentences), size))


def _told(number: int, mould: Sequence[Sequence[str]], dice: random.Random) -> Dispatch:
    people = [_somebody(dice) for _ in range(4)]
    facts: dict[str, Callable[[], str]] = {
        "{p}": lambda: dice.choice(people[:2]),
        "{q}": lambda: dice.choice(people[2:]),
        "{k}": lambda: places[0],
        "{l}": lambda: places[1],
        "{c}": lambda: dice.choice(cities),
        "{d}": lambda: _a("days", dice),
        "{t}": lambda: dice.choice(topics),
        "{n}": lambda: str(dice.randint(13, 980)),
        "{m}": lambda: str(dice.randint(3, 12)),
    }
    places, cities, topics = (
        dice.sample(_WORDS[kind], number) for kind, number in (("places", 2), ("cities", 2), ("topics", 3))
    )

    def tell(sentence: str) -> str:
        for slot, fact in facts.items():
            while slot in sentence:
                sentence = sentence.replace(slot, fact(), 1)
        return sentence

    paragraphs = tuple(" ".join(map(tell, sentences)) for sentences in mould)
    return Dispatch(number, _headline(dice), paragraphs, date(2031, 1, 1) + timedelta(dice.randrange(300)))


def _headline(dice: random.Random) -> str:
    verb = dice.choice(("relance le débat sur", "bute encore sur", "veut trancher", "remet à plus tard"))
    return f"La {_a('places', dice)} {verb} {_a('topics', dice)}"


def _followed_up(earlier: Dispatch, fresh: Dispatch, dice: random.Random) -> Dispatch:
    """News above the background, which is a third of the whole or less and stands word for word in the earlier one."""
    background = earlier.paragraphs[-(len(earlier.paragraphs) // 3) :]
    while 2 * sum(map(len, background)) > sum(map(len, fresh.paragraphs)):
        background = background[1:]
    later = earlier.published_on + timedelta(dice.randint(0, 3))
    return replace(fresh, paragraphs=fresh.paragraphs + background, published_on=later)


def _copied(original: Dispatch, number: int, dice: random.Random) -> Dispatch:
    copy = replace(original, number=number, original=original.number)
    for change in sorted(dice.sample(_CHANGES, dice.randint(1, 4)), key=_CHANGES.index):
        copy = change(copy, dice)
    soonest = 0 if len(copy.text) < len(original.text) else 1  # of one day, the longest is the original
    return replace(copy, published_on=original.published_on + timedelta(dice.randint(soonest, 2)))


def _cut_at_end(copy: Dispatch, dice: random.Random) -> Dispatch:
    kept = dice.randint(len(copy.paragraphs) // 2, len(copy.paragraphs) - 1)
    return replace(copy, paragraphs=copy.paragraphs[: max(3, kept)])


def _cut_in_the_middle(copy: Dispatch, dice: random.Random) -> Dispatch:
    at = dice.randrange(1, len(copy.paragraphs))
    paragraphs = (*copy.paragraphs[:at], *copy.paragraphs[at + 1 :])
    return replace(copy, paragraphs=paragraphs) if len(paragraphs) > 2 else copy


def _other_headline(copy: Dispatch, dice: random.Random) -> Dispatch:
    return replace(copy, headline=dice.choice((_headline(dice), None)))


def _credits(copy: Dispatch, dice: random.Random) -> Dispatch:
    first, *rest = copy.paragraphs
    agency, other = dice.sample(_WORDS["agencies"], 2)
    opening = dice.choice((f"{_a('cities', dice).upper()} ({agency}) - ", f"({agency}) – ", ""))
    closing = dice.choice((f"{_somebody(dice)} avec {agency} et {other}", f"© {agency} 2031", f"({agency})"))
    above = dice.choice(((f"Par {_somebody(dice)}, {agency}",), ()))
    return replace(copy, paragraphs=(*above, opening + first, *rest, closing))


def _typography(copy: Dispatch, dice: random.Random) -> Dispatch:
    signs = dice.choice(
        ({"’": "'", "« ": "“", " »": "”"}, {"« ": "«\u202f", " »": "\u00a0»", " ;": "\u00a0;"}, {"É": "E", "À": "A"})
    )
    paragraphs = copy.paragraphs
    for sign, other in signs.items():
        paragraphs = tuple(paragraph.replace(sign, other) for paragraph in paragraphs)
    return replace(copy, paragraphs=paragraphs)


def _boxed(copy: Dispatch, dice: random.Random) -> Dispatch:
    (box, *_) = _told(0, [dice.sample(_WORDS["sentences"], 2)], dice).paragraphs
    at = dice.randint(1, len(copy.paragraphs))
    return replace(copy, paragraphs=(*copy.paragraphs[:at], box, *copy.paragraphs[at:]))


def _one_line(copy: Dispatch, dice: random.Random) -> Dispatch:
    return replace(copy, paragraphs=(dice.choice((" ", "  ")).join(copy.paragraphs),))


_CHANGES = (_cut_at_end, _cut_in_the_middle, _other_headline, _credits, _typography, _boxed, _one_line)
