"""Names of people as keys that their spellings share, and the shorter forms under which they can be met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from etl.entities.lists import NameLists, lists
from etl.entities.spelling import given_key, plain, sound_key
from etl.language.pack import Pack

_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?){1,3}|[^\W\d_]")
_SHORTEST_SURNAME = 4
_SHORT_GIVEN = 6
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name of a person.

    Attributes:
        words: The keys of its words without particles, in order; an initial is its letter.
        plain: The same words in lower case without accents.
        full: Keys that are equal for full names told of one person; empty for a surname alone or with initials.
        initials: First letters of the parts of all words but the last.
        initialled: Whether it has initials for a given name.
        family_first: Whether its first word is a family name that stands before the given name.
        generation: What follows the surname (`jr`), or ''.
    """

    words: tuple[str, ...]
    plain: tuple[str, ...]
    full: frozenset[str]
    initials: str
    initialled: bool
    family_first: bool
    generation: str

    @property
    def partial(self) -> bool:
        """Whether the given name is missing or an initial."""
        return not self.full


@dataclass(frozen=True, slots=True)
class _Lists:
    names: NameLists
    articles: frozenset[str]
    lone_articles: frozenset[str]
    sons: frozenset[str]
    servants: re.Pattern[str]
    abbreviated: dict[str, str]
    habits: tuple[tuple[frozenset[str], dict[str, str], tuple[tuple[str, str], ...]], ...]


@cache
def _lists(pack: Pack) -> _Lists:
    data = pack.data("linkage")
    return _Lists(
        lists(pack).names,
        frozenset(data["articles"]),
        frozenset(data["lone_articles"]),
        frozenset(data["sons"]),
        re.compile("|".join(rf"\b{servant}[ -]?(?:al[ -]|el[ -])?(?=\w)" for servant in data["servants"])),
        dict(data["abbreviated"]),
        tuple(map(_habit, data["habit"])),
    )


def _habit(data: dict[str, Any]) -> tuple[frozenset[str], dict[str, str], tuple[tuple[str, str], ...]]:
    same = {name: group[0] for group in data["same"] for name in group}
    return frozenset(data["families"]), same, tuple((old, new) for old, new in data["replacements"])


@cache
def _generations(pack: Pack) -> frozenset[str]:
    return lists(pack).offices.words["generations"]


@cache
def fathers_follow(pack: Pack) -> frozenset[str]:
    """Countries where the second word of a name is the father's given name."""
    return frozenset(pack.data("linkage")["fathers_follow"])


def person_name(name: str, pack: Pack) -> PersonName:
    """The keys of a name as it is written; a name without a letter has the name itself for its only word."""
    known = _lists(pack)
    raw = _without_courtesy(name.replace("’", "'").split(), known) or [name]
    generation = ""
    if len(raw) > 1 and raw[-1].lower() in _generations(pack):
        generation, raw = raw[-1].lower().strip("."), raw[:-1]
    initialled = len(raw) > 1 and _is_initial(raw[0])
    words = [word for word in raw if word.lower() not in known.lone_articles] or raw
    words = _joined_east(words, known)
    texts = _servants(" ".join(_plain_word(word, pack) for word in words), known).split()
    first_family = len(texts) > 1 and texts[0] in known.names.family_first
    texts = _spelt_east(texts, known)
    keys = [_key(word, at, known, pack) for at, word in enumerate(texts)]
    core = [at for at, word in enumerate(texts) if not _is_particle(word, at, len(texts), known)] or [len(texts) - 1]
    content = tuple(keys[at] for at in core)[:_MOST_WORDS]
    initials = _initials(raw[:-1], known)
    full = frozenset() if len(content) < 2 or initialled else frozenset(_full_keys(keys, content, texts, first_family, known))
    shown = tuple(texts[at] for at in core)[:_MOST_WORDS]
    return PersonName(content, shown, full, initials, initialled, first_family, generation)


def _initials(words: list[str], known: _Lists) -> str:
    given = [_folded(word) for word in words if word.lower() not in known.names.particles]
    return "".join(part[:1] for word in given for part in re.split(r"[-.]", word) if part)


def _folded(word: str) -> str:
    """A word in lower case without accents, its hyphens kept."""
    return "-".join(plain(part) for part in word.split("-")) if "-" in word else plain(word)


def _without_courtesy(raw: list[str], known: _Lists) -> list[str]:
    at = 0
    while at < len(raw) - 1:
        word = raw[at].lower().rstrip(".")
        if word not in known.names.honorifics or word in known.names.given:
            break
        at += 1
    return raw[at:]


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word)) and word[0].isupper()


@lru_cache(maxsize=65536)
def _plain_word(word: str, pack: Pack) -> str:
    """A word without accents, its article dropped and its parts written together."""
    known = _lists(pack)
    parts = _folded(word).split("-")
    while len(parts) > 1 and parts[0] in known.articles:
        parts = parts[1:]
    parts = [
        _servants(part, known)
        for at, part in enumerate(parts)
        if not (at and part in known.lone_articles and at + 1 < len(parts))
    ]
    text = "-".join(parts) if all(part in known.names.given for part in parts) else "".join(parts)
    return known.abbreviated.get(text, text)


def _servants(text: str, known: _Lists) -> str:
    return known.servants.sub("abdel", text)


def _joined_east(words: list[str], known: _Lists) -> list[str]:
    """A name of three words whose family name stands first, its given name written together (`Kim Jong Un`)."""
    if len(words) != 3 or plain(words[0]) not in known.names.family_first or plain(words[1]) in known.names.particles:
        return words
    if "-" in words[1] or max(map(len, words[1:])) > _SHORT_GIVEN:
        return words
    return [words[0], words[1] + words[2].lower()]


def _spelt_east(texts: list[str], known: _Lists) -> list[str]:
    for families, same, replacements in known.habits:
        at = next((i for i in (0, len(texts) - 1) if texts[i] in families), None)
        if at is None:
            continue
        spelt = []
        for i, word in enumerate(texts):
            key = same.get(word, word) if i == at else word.replace("-", "")
            for old, new in () if i == at else replacements:
                key = key.replace(old, new)
            spelt.append(key)
        return spelt
    return texts


def _key(word: str, at: int, known: _Lists, pack: Pack) -> str:
    if at and word in known.sons:
        return "ben"
    key = "".join(given_key(part, pack) for part in word.split("-"))
    given = known.names.given
    return key + "e" if at == 0 and word.endswith("ne") and word in given and word[:-1] in given else key


def _is_particle(word: str, at: int, number: int, known: _Lists) -> bool:
    if at == number - 1 or word not in known.names.particles or word in known.sons:
        return False
    return at > 0 or word not in known.names.given


def _full_keys(keys: list[str], content: tuple[str, ...], texts: list[str], first_family: bool, known: _Lists) -> Iterator[str]:
    yield "".join(keys)
    yield "".join(content)
    given = known.names.given
    if first_family or (len(texts) == 2 and texts[0] not in given and texts[1] in given):
        yield "".join((*content[1:], content[0]))


def shorter_forms(name: PersonName, pack: Pack) -> Iterator[tuple[str, bool]]:
    """The forms under which somebody with a full name can be met, and whether each needs more than itself to be believed."""
    words, given = name.words, _lists(pack).names.given
    last = len(words) - 1
    yield f"= {' '.join(words)}", False
    yield words[last], False
    for letter in {words[0][:1], name.plain[0][:1]}:
        yield f"{letter}. {words[last]}", False
        if name.family_first and last == 1:
            yield f"{words[1][:1]}. {words[0]}", False
    if name.family_first:
        yield words[0], False
    for at in range(1, last):
        if len(words[at]) >= _SHORTEST_SURNAME and name.plain[at] not in given:
            yield words[at], False
            yield f"{words[0][:1]}. {words[at]}", False
        yield f"{words[0]} {words[at]}", False
        yield from ((form, True) for form in _with_less(words, at))
    if last > 1:
        yield f"{words[0]} {words[last]}", False
        for first in range(last):
            for end in range(first + 2, last + 2):
                if first > 0 or end <= last:
                    yield " ".join(words[first:end]), first > 0 and name.plain[first] in given


def _with_less(words: tuple[str, ...], at: int) -> Iterator[str]:
    """A name with the initial of a word in its middle, and without that word unless initials stand for others."""
    yield " ".join((*words[:at], f"{words[at][:1]}.", *words[at + 1 :]))
    if len(words) > 3 and not any(word.endswith(".") for word in words):
        yield " ".join(words[:at] + words[at + 1 :])


def own_forms(name: PersonName, pack: Pack) -> set[str]:
    """What to look for among the shorter forms of fuller names."""
    if not name.initialled:
        return {" ".join(name.words)}
    letter, surname = name.plain[0][:1], name.words[-1]
    forms = {f"{one}. {surname}" for one in (letter, sound_key(name.plain[0].strip("."), pack)[:1])}
    return forms | {f"= {name.initials} {surname}"} if len(name.initials) > 1 else forms  # `J.D.` and `JD`
