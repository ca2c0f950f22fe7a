"""The verb lexicon: its classes, and the table of forms that tools/make_verbs.py makes of them."""

from __future__ import annotations

import csv
import importlib.util
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl.language.pack import load_pack

ROOT = Path(__file__).parents[2]
TABLE = load_pack("fr").folder / "verbs.csv"
LEXICON = load_pack("fr").data("verbs")
CLASSES: dict[str, Any] = LEXICON["class"]
TRIGGERS = sorted(set(CLASSES) - {"common"})
MOOD_TENSES = {
    "infinitive",
    "present",
    "imperfect",
    "past",
    "future",
    "conditional",
    "subjunctive",
    "imperative",
    "present_participle",
    "past_participle",
}
DEFECTIVE = {"clore", "extraire", "soustraire", "distraire"}


def golden() -> list[dict[str, str]]:
    with (ROOT / "tests" / "golden" / "verbs" / "analyses.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def rows() -> list[dict[str, str]]:
    return load_pack("fr").rows("verbs")


@cache
def by_form() -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    for row in rows():
        found[row["form"]].append(row)
    return found


@cache
def slots() -> dict[str, set[tuple[str, str, str]]]:
    """The (mood_tense, person, number) that a lemma has forms for."""
    found = defaultdict(set)
    for row in rows():
        for number in row["number"] or " ":
            found[row["lemma"]] |= {(row["mood_tense"], person, number.strip()) for person in row["person"]}
            found[row["lemma"]].add((row["mood_tense"], "", ""))
    return found


@cache
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_verbs", ROOT / "tools" / "make_verbs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lemmas(names: list[str]) -> set[str]:
    lemma: Callable[[str], str] = maker().lemma
    return {lemma(verb) for name in names for verb in CLASSES[name]["verbs"]}


@pytest.mark.parametrize(
    "case", [case for case in golden() if case["class"]], ids=lambda case: f"{case['form']}-{case['lemma']}"
)
def test_form_is_read_as(case: dict[str, str]) -> None:
    keys = ("lemma", "mood_tense", "person", "number")
    assert [case[key] for key in keys] in [[row[key] for key in keys] for row in by_form()[case["form"]]]
    assert case["lemma"] in lemmas([case["class"]])


@pytest.mark.parametrize(
    "case", [case for case in golden() if not case["class"]], ids=lambda case: f"{case['form']}-{case['lemma']}"
)
def test_wrong_form_or_other_word_is_not_read(case: dict[str, str]) -> None:
    found = {row["lemma"] for row in by_form().get(case["form"], ())}
    if case["lemma"]:
        assert case["lemma"] in slots()
        assert case["lemma"] not in found
    else:
        assert not found


def test_golden_cases_cover_every_class_and_what_is_wrong() -> None:
    assert 4 * sum(not case["class"] for case in golden()) >= len(golden())
    assert {case["class"] for case in golden()} >= set(CLASSES) - {"incise"}


def test_table_is_what_the_tool_makes_of_the_lexicon() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        header, *found = csv.reader(file)
    assert tuple(header) == maker().COLUMNS
    assert [tuple(row) for row in found] == maker().table()


def test_table_stays_small() -> None:
    assert TABLE.stat().st_size < 2_500_000


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_class_is_described_and_names_each_verb_once(name: str) -> None:
    assert CLASSES[name]["description"].endswith(".")
    assert CLASSES[name]["verbs"]
    assert len(CLASSES[name]["verbs"]) == len(set(CLASSES[name]["verbs"]))


def test_lexicon_is_broad() -> None:
    assert len(CLASSES["say"]["verbs"]) >= 200
    assert len(lemmas(["common"]) - lemmas(TRIGGERS)) >= 500
    assert set(slots()) == lemmas(list(CLASSES))


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_verb_has_its_forms(name: str) -> None:
    needed = {("infinitive", "", ""), ("past_participle", "", "")}
    needed |= {(tense, "3", "s") for tense in ("present", "imperfect", "future", "conditional", "subjunctive")}
    plural = {("present", "3", "p"), ("imperfect", "3", "p"), ("future", "3", "p")}
    for verb in lemmas([name]):
        expected = needed | (set() if verb == "falloir" else plural) | (set() if verb in DEFECTIVE else {("past", "3", "s")})
        assert not expected - slots()[verb], verb


def test_every_trigger_verb_has_every_person_and_four_participles_or_one() -> None:
    whole = {
        (tense, person, number)
        for tense in ("present", "imperfect", "past", "future", "conditional", "subjunctive")
        for person in "123"
        for number in "sp"
    }
    participles = defaultdict(set)
    for row in rows():
        if row["mood_tense"] == "past_participle":
            participles[row["lemma"]] |= {(row["gender"], number) for number in row["number"]}
    for verb in lemmas(TRIGGERS) - {"falloir", "échoir"} - DEFECTIVE:
        assert not whole - slots()[verb], verb
        assert participles[verb] in ({("m", "s")}, {("m", "s"), ("f", "s"), ("m", "p"), ("f", "p")}), verb


def test_rows_are_well_formed_and_distinct() -> None:
    assert len({tuple(row.values()) for row in rows()}) == len(rows())
    for row in rows():
        personal = row["mood_tense"] not in ("infinitive", "present_participle", "past_participle")
        assert row["mood_tense"] in MOOD_TENSES
        assert bool(row["person"]) == personal
        assert row["number"] in (("s", "p") if personal else ("s", "p", "sp") if row["gender"] else ("",))
        assert row["form"] == row["form"].lower().strip() != ""


def test_the_likelier_verb_comes_first() -> None:
    likelier = {"suis": "être", "sommes": "être", "mise": "mettre", "durent": "durer", "tue": "tuer", "admirent": "admirer"}
    assert {form: by_form()[form][0]["lemma"] for form in likelier} == likelier


@pytest.mark.parametrize(
    ("form", "word_class"),
    [
        ("visite", "noun"),
        ("livres", "noun"),
        ("avions", "noun"),
        ("traité", "noun"),
        ("mise", "noun"),
        ("été", "noun"),
        ("manœuvres", "noun"),
        ("président", "noun"),
        ("pouvoir", "noun"),
        ("ferme", "adj"),
        ("unies", "adj"),
        ("entre", "other"),
        ("pendant", "other"),
        ("contre", "other"),
        ("maintenant", "other"),
    ],
)
def test_homograph_is_marked(form: str, word_class: str) -> None:
    assert word_class in by_form()[form][0]["ambiguous"].split()


@pytest.mark.parametrize("form", ["est", "sont", "déclare", "livrera", "signé", "signent", "rencontrera", "a", "fait"])
def test_plain_verb_form_is_not_marked(form: str) -> None:
    assert {row["ambiguous"] for row in by_form()[form]} == {""}


def test_every_homograph_is_a_form_of_the_table() -> None:
    assert not {form for forms in LEXICON["homographs"].values() for form in forms} - set(by_form())


def test_maker_refuses_what_is_no_infinitive() -> None:
    with pytest.raises(ValueError, match="not an infinitive"):
        maker().conjugate("visite", {"exact": {}, "ending": {}, "regular": [], "invariable": []})
