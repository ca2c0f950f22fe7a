"""The currencies of a language by their nouns, signs and codes, compiled."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from etl.entities.amounts.lexicon import alternation, linker
from etl.language.pack import Pack

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """A noun of money, such as `couronne`.

    Attributes:
        nations: Currency by the words after the noun (`norvégiennes`, `de norvège`).
        bare: Currency of the noun alone, None if it does not say.
        trust: `sure` if the noun alone can be no other currency, `assumed` if it may, `never` if it is no money, or ''.
        least: The least value for which the noun alone is money and not something else (`livres`).
        homes: Currency by the name of the country (`norvège`).
        nation: Pattern of a nation after the noun.
        home: Pattern of a country.
        anywhere: Pattern of the noun with a nation.
    """

    nations: dict[str, str]
    bare: str | None
    trust: str
    least: Decimal
    homes: dict[str, str]
    nation: re.Pattern[str]
    home: re.Pattern[str]
    anywhere: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Table:
    """All currencies of a pack. `openers` finds by its first word which of the nouns stands somewhere."""

    nouns: dict[str, Noun]
    openers: dict[str, re.Pattern[str]]
    signs: dict[str, str]
    bare_signs: dict[str, str]
    codes: frozenset[str]
    factors: dict[str, Decimal]
    glued: dict[str, tuple[Decimal, str]]
    starts: frozenset[str]
    next: re.Pattern[str]
    of: re.Pattern[str]
    sign: re.Pattern[str]
    sign_before: re.Pattern[str]
    sign_ends: frozenset[str]


@cache
def currency_table(pack: Pack) -> Table:
    """The currencies of a pack."""
    rows, data = pack.rows("currencies"), pack.data("numbers")
    families: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        families[row["noun"]].append(row)
    nouns: dict[str, Noun] = {}
    openers: dict[str, list[str]] = defaultdict(list)
    for family in families.values():
        forms = sorted({form for row in family for form in (row["noun"], row["plural"])})
        noun = _noun(family, forms, data["money"]["of_nations"])
        for form in forms:
            nouns[form] = noun
            openers[WORD.findall(form)[0]].append(form)
    signs = {sign: row["code"] for row in rows for sign in row["symbols"].split("|") if sign}
    bare_signs = {sign: row["noun"] for row in rows for sign in row["bare_symbol"].split("|") if sign}
    codes = frozenset(row["code"] for row in rows)
    factors = {word: Decimal(int(Decimal(factor))) for word, factor in data["abbreviations"].items()}
    glued = {word + code.lower(): (factor, code) for word, factor in factors.items() for code in codes}
    every_sign = [*signs, *bare_signs]
    of = linker(data["money"]["of"])
    return Table(
        nouns=nouns,
        openers={word: re.compile(rf"({alternation(forms)})(?![\w-])") for word, forms in openers.items()},
        signs=signs,
        bare_signs=bare_signs,
        codes=codes,
        factors=factors,
        glued=glued,
        starts=frozenset([*openers, *factors, *glued, *(code.lower() for code in codes), *map(_start, every_sign)]),
        next=re.compile(rf"(?:\s(?:{alternation(data['money']['adjectives'])})(?=\s))?\s?(?:(?<=\s){of})?([^\W\d_]+|[^\w\s])"),
        of=re.compile(rf"\.?(?:\s{of}|\s?)"),
        sign=re.compile(rf"({alternation(every_sign)})(?!\w)"),
        sign_before=re.compile(rf"\s?({alternation(sign[::-1] for sign in every_sign)})(?!\w)"),
        sign_ends=frozenset(sign[-1] for sign in every_sign),
    )


def _start(sign: str) -> str:
    """The letters that a sign begins with, or its first mark."""
    letters = WORD.match(sign)
    return letters[0] if letters else sign[0]


def _noun(family: list[dict[str, str]], forms: list[str], of: list[str]) -> Noun:
    nations = {nation: row["code"] for row in family for nation in row["nations"].split("|") if nation}
    prefix = re.compile(linker(of))
    homes = {nation[match.end() :]: code for nation, code in nations.items() if (match := prefix.match(nation))}
    named = alternation(nations)
    default = next((row for row in family if row["bare"]), None)
    least = max((Decimal(row["least"]) for row in family if row["least"]), default=Decimal(0))
    return Noun(
        nations=nations,
        bare=default["code"] if default else None,
        trust=default["bare"] if default else "",
        least=least,
        homes=homes,
        nation=re.compile(rf"\s({named})(?!\w)"),
        home=re.compile(rf"(?<!\w)({alternation(homes)})(?!\w)"),
        anywhere=re.compile(rf"(?:{alternation(forms)})\s({named})(?!\w)"),
    )
