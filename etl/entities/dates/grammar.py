"""The pack's `dates.toml`, compiled. The head of that file tells what its entries mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from etl.entities.amounts.numbers import parse_number
from etl.entities.dates.patterns import backwards, blanks, one_of, trie
from etl.language.pack import Pack

_PLACE = re.compile(r"\{(?:(\w+):)?([a-z_]+)\}")
_OPENER = re.compile(r"(\{\w+\}|0|[\w'-]+)(.*)")
_DIGIT = "0"
_END = r"(?![\w]|[.,][0-9]|-\w)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for a moment; what a match must meet besides its pattern.

    Attributes:
        pattern: Has a group for each field that words fill; a further group for a field ends in underscores.
        classes: The values of the words, by field; what is not there is a number in digits.
        ends: Whether it tells both ends of an interval.
        after: Matches backwards what must stand before; None if anything may.
        not_after: Matches backwards what may not.
    """

    id: str
    kind: str
    pattern: re.Pattern[str]
    classes: dict[str, dict[str, Any]]
    fixed: dict[str, Any]
    ends: bool
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    case: str | None
    needs: frozenset[str]
    follows: str | None


@dataclass(frozen=True, slots=True)
class Lead:
    """What words before or behind a moment make of it."""

    kind: str
    choice: str | None


@dataclass(frozen=True, slots=True)
class Front:
    """Matches backwards what belongs to an expression before its moment, perhaps nothing; groups tell leads, parts, `this`."""

    of_stretch: re.Pattern[str]
    of_day: re.Pattern[str]
    of_interval: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Join:
    """What makes an interval of two moments: words before the first, matched backwards, and between them."""

    id: str
    before: re.Pattern[str]
    between: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All of it.

    Attributes:
        pack: Where it comes from.
        opening: Finds where a moment can begin; matches its first word.
        rules: What can begin with a word, in the order in which it is tried; "0" stands for any digit.
        leads: By the name of their group.
        behind: Words that stand behind a moment, and the lead that they are.
        links: Words between the members of a list.
    """

    pack: Pack
    opening: re.Pattern[str]
    rules: dict[str, tuple[Rule, ...]]
    front: Front
    leads: dict[str, Lead]
    behind: tuple[tuple[str, str], ...]
    joins: tuple[Join, ...]
    links: frozenset[str]

    def number(self, piece: str) -> int | None:
        """The value of a number in words or digits."""
        value = parse_number(piece, self.pack)
        return None if value is None else int(value)


@cache
def load_grammar(pack: Pack) -> Grammar:
    """The grammar of a language."""
    data = with_numbers(pack)
    front, leads = data["front"], {lead["id"]: lead["words"] for lead in data["leads"]}
    determiners, parts = front["determiners"], front["parts"]
    return Grammar(
        pack=pack,
        opening=_opening(data),
        rules=_rules(data),
        front=Front(
            of_stretch=_front(determiners, front, parts, leads),
            of_day=_front(determiners, front, {}, leads),
            of_interval=_front(front["of_interval"], front, {}, leads),
        ),
        leads={lead["id"]: Lead(lead["kind"], lead.get("choice")) for lead in data["leads"]},
        behind=tuple((words, lead["id"]) for lead in data["leads"] for words in lead.get("behind", ())),
        joins=tuple(Join(j["id"], re.compile(backwards(j["before"])), frozenset(j["between"])) for j in data["joins"]),
        links=frozenset(data["lists"]["links"]),
    )


def with_numbers(pack: Pack) -> dict[str, Any]:
    """The data of `dates.toml`, and how numbers are written in the language."""
    data, numbers = pack.data("dates"), pack.data("numbers")
    words = numbers["words"]
    small = [word for group in ("units", "ten", "tens", "sixty") for word in words[group]] + words["hundred"]
    collective = f"(?:{one_of(numbers['collectives'])})"
    more = f"(?:(?:[- ]|[- ]{words['and']}[- ])(?:{one_of(small)}))*"
    data["digits"]["number"] = f"[0-9]{{1,3}}|(?:{one_of(words['one'])}) {collective}|(?:{one_of(small)}){more}"
    data["macros"]["number_rest"] = f"(?: {collective}(?: de | d'| )|{more} )"
    data["words"]["number_word"] = dict.fromkeys(small)
    return data


def expand(pattern: str, data: dict[str, Any]) -> tuple[str, dict[str, dict[str, Any]]]:
    """A pattern with its macros, classes and blanks spelled out, and the words of each group with their values."""
    while any(name in data["macros"] for _, name in _PLACE.findall(pattern)):
        pattern = _PLACE.sub(lambda place: data["macros"].get(place[2], place[0]), pattern)
    classes: dict[str, dict[str, Any]] = {}
    groups: set[str] = set()

    def group(place: re.Match[str]) -> str:
        field, name = place[1] or place[2], place[2]
        words, digits = data["words"].get(name, {}), data["digits"].get(name)
        classes[field] = classes.get(field, {}) | words
        while field in groups:
            field += "_"
        groups.add(field)
        either = ([digits] if digits else []) + ([one_of(words)] if words else [])
        return f"(?P<{field}>{'|'.join(either)})"

    return blanks(_PLACE.sub(group, pattern)), classes


def _rules(data: dict[str, Any]) -> dict[str, tuple[Rule, ...]]:
    by_word: dict[str, list[Rule]] = {}
    for entry in data["moments"]:
        rule = _rule(entry, data)
        for word in {word for opener in entry["opens"] for word in _opener(opener, data)[0]}:
            by_word.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in by_word.items()}


def _rule(entry: dict[str, Any], data: dict[str, Any]) -> Rule:
    source, classes = expand(entry["pattern"], data)
    return Rule(
        id=entry["id"],
        kind=entry.get("kind", "date"),
        pattern=re.compile(f"(?:{source}){_END}"),
        classes=classes,
        fixed=entry.get("set", {}),
        ends=any(name.startswith("last_") for name in classes),
        after=re.compile(backwards(entry["after"])) if "after" in entry else None,
        not_after=re.compile(backwards(entry["not_after"])) if "not_after" in entry else None,
        case=entry.get("case"),
        needs=frozenset(entry.get("needs", ())),
        follows=entry.get("follows"),
    )


def _opening(data: dict[str, Any]) -> re.Pattern[str]:
    rests: dict[str, set[str]] = {}
    for opener in {opener for entry in data["moments"] for opener in entry["opens"]}:
        words, rest = _opener(opener, data)
        for word in words:
            rests.setdefault(word, set()).add(rest)
    followed = {word: r"(?!\w)" if "" in ways else f"(?={'|'.join(sorted(ways))})" for word, ways in rests.items()}
    digit = followed.pop(_DIGIT)
    return re.compile(blanks(rf"(?<!\w)(?:{trie(followed)}|[0-9]{digit})"))


def _opener(opener: str, data: dict[str, Any]) -> tuple[Iterable[str], str]:
    """The words that an opener can begin with, and the pattern of what must follow."""
    first, rest = _OPENER.findall(opener)[0]
    words = data["words"][first[1:-1]] if first.startswith("{") else [first]
    return words, re.sub(r"\?P<\w+>", "?:", expand(rest, data)[0])


def _front(
    determiners: Iterable[str], front: dict[str, Any], parts: dict[str, list[str]], leads: dict[str, list[str]]
) -> re.Pattern[str]:
    said = "|".join(f"(?P<{name}>{backwards(words)})" for name, words in parts.items())
    links = blanks(one_of(link[::-1] for link in front["links"]))
    part = f"(?:(?:{links})?(?:{said}))?" if parts else ""
    lead = "|".join(f"(?P<{name}>{backwards(words)})" for name, words in leads.items())
    return re.compile(f"(?:{backwards(determiners)}|(?P<this>{backwards(front['this'])}))?{part}(?:{lead})?")
