"""The pack's `dates.toml`, compiled. The head of that file tells what its entries mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from etl.entities.dates.patterns import backwards, blanks, one_of, trie
from etl.entities.dates.rules import Front, Grammar, Join, Lead, Rule
from etl.language.pack import Pack
from etl.language.tokens import tokenize

_PLACE = re.compile(r"\{(?:(\w+):)?([a-z_]+)\}")
_OPENER = re.compile(r"(\{\w+\}|0|[\w'-]+)(.*)")
_DIGIT = "0"
_END = r"(?!\w|[.,][0-9]|-\w)"


@cache
def load_grammar(pack: Pack) -> Grammar:
    """The grammar of a language."""
    data = with_numbers(pack)
    front, leads = data["front"], {lead["id"]: lead["words"] for lead in data["leads"]}
    rules = _rules(data)
    determiners, parts = front["determiners"], front["parts"]
    return Grammar(
        pack=pack,
        opening=_opening(data),
        openers=frozenset(form for word in rules for form in (tokenize(word, pack)[0].low, word.rstrip("."))),
        rules=rules,
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
    """The data of `dates.toml`, with the words of numbers as the classes `one`, `number_word` and `collective`."""
    data, numbers = pack.data("dates"), pack.data("numbers")
    words = numbers["words"]
    small = [word for group in ("units", "ten", "tens", "sixty") for word in words[group]] + words["hundred"]
    lists = {"one": words["one"], "number_word": small, "collective": numbers["collectives"]}
    data["words"] |= {name: dict.fromkeys(listed) for name, listed in lists.items()}
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
        either = ([_nameless(expand(digits, data)[0])] if digits else []) + ([one_of(words)] if words else [])
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
    return re.compile(blanks(rf"{trie(followed)}|[0-9]{digit}"))


def _opener(opener: str, data: dict[str, Any]) -> tuple[Iterable[str], str]:
    """The words that an opener can begin with, and the pattern of what must follow."""
    first, rest = _OPENER.findall(opener)[0]
    words = data["words"][first[1:-1]] if first.startswith("{") else [first]
    return words, _nameless(expand(rest, data)[0])


def _nameless(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _front(
    determiners: Iterable[str], front: dict[str, Any], parts: dict[str, list[str]], leads: dict[str, list[str]]
) -> re.Pattern[str]:
    said = "|".join(f"(?P<{name}>{backwards(words)})" for name, words in parts.items())
    links = blanks(one_of(link[::-1] for link in front["links"]))
    part = f"(?:(?:{links})?(?:{said}))?" if parts else ""
    lead = "|".join(f"(?P<{name}>{backwards(words)})" for name, words in leads.items())
    return re.compile(f"(?:{backwards(determiners)}|(?P<this>{backwards(front['this'])}))?{part}(?:{lead})?")
