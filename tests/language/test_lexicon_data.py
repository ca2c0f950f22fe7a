"""The lists of names in the French pack: complete by class, and no form with two meanings."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from etl.language.pack import load_pack
from schemas.codes import code_list

GOLDEN = Path(__file__).parents[1] / "golden"
PACK = load_pack("fr")
COUNTRIES = PACK.rows("countries")
CITIES = PACK.rows("cities")
ORGANIZATIONS = PACK.rows("organizations")
OFFICES: dict[str, Any] = PACK.data("offices")
ISO3 = set((GOLDEN / "iso3166.txt").read_text(encoding="utf-8").split())

KINDS = {"name", "official", "former", "demonym", "demonym_prefix", "capital", "seat", "region"}
LEAST = {"igo": 150, "company": 80, "media": 80, "parliament": 60, "military": 60, "armed_group": 50, "bloc": 30}
SUBTYPES = {*LEAST, "intelligence", "platform", "government", "ngo", "court", "thinktank", "other", ""} - {"bloc"}
# Uninhabited, or without a people, a seat of its own or a safe word for it.
NO_DEMONYM = {"ATF", "BVT", "HMD", "SGS", "UMI"}
NO_CAPITAL = {"ATA", "BMU", "BVT", "HMD", "IMN", "NFK", "SYC", "UMI"}


def meanings(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The meanings of each form that has more than one."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, meaning in pairs:
        found[form].add(meaning)
    return {form: several for form, several in found.items() if len(several) > 1}


def look_up(name: str, form: str) -> str:
    """What a list says of a form, as tests/golden/lexicon.csv writes it."""
    if name == "countries":
        return " ".join(f"{row['kind']} {row['iso3']}" for row in COUNTRIES if row["form"] == form)
    if name == "organizations":
        return " ".join(row["org_id"] for row in ORGANIZATIONS if row["form"] == form)
    if name == "cities":
        return " ".join(row["iso3"] + row["ambiguous"].replace("1", " ambiguous") for row in CITIES if row["name"] == form)
    return " ".join(office["role"] or "none" for office in OFFICES["office"] if form in office["forms"])


with (GOLDEN / "lexicon.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['list']}: {case['form']}")
def test_form(case: dict[str, str]) -> None:
    assert look_up(case["list"], case["form"]) == case["expected"]


def test_country_codes_are_iso() -> None:
    assert len(ISO3) == 249 + len(["XKX"])
    assert {row["iso3"] for row in COUNTRIES + CITIES + ORGANIZATIONS} == ISO3 | {""}


def test_forms_are_clean() -> None:
    for form in [row["form"] for row in COUNTRIES + ORGANIZATIONS] + [row["name"] for row in CITIES]:
        assert form == unicodedata.normalize("NFC", " ".join(form.split()))
        assert not set(form) & set('’ʼ‘\u00a0\u202f\u2011"«»|;'), form


def test_countries_have_one_meaning() -> None:
    assert not meanings((row["form"], row["iso3"]) for row in COUNTRIES)
    assert len(COUNTRIES) == len({(row["form"], row["kind"]) for row in COUNTRIES})


def test_country_kinds_and_articles() -> None:
    assert {row["kind"] for row in COUNTRIES} == KINDS
    assert {row["article"] for row in COUNTRIES} == {"", "le", "la", "les", "l'"}
    for row in COUNTRIES:
        vowel = unicodedata.normalize("NFD", row["form"])[0].lower() in "aeiouyh"
        assert row["article"] != "l'" or vowel, row


@pytest.mark.parametrize(("kind", "without"), [("name", set()), ("demonym", NO_DEMONYM), ("capital", NO_CAPITAL)])
def test_every_country_has(kind: str, without: set[str]) -> None:
    assert {row["iso3"] for row in COUNTRIES if row["kind"] == kind} == ISO3 - without


def test_demonyms_have_all_forms() -> None:
    forms: dict[str, set[str]] = defaultdict(set)
    for row in COUNTRIES:
        if row["kind"] == "demonym":
            assert row["form"] == row["form"].lower()
            forms[row["iso3"]].add(row["form"])
    for iso3, known in forms.items():
        assert len(known) >= 2, iso3
        assert all(form[-1] in "sxz" or form + "s" in known for form in known), iso3
    for iso3, some in (("RUS", "russe russes"), ("GRC", "grec grecque grecs grecques"), ("POL", "polonais polonaise")):
        assert set(some.split()) <= forms[iso3]


def test_demonym_prefixes() -> None:
    prefixes = {row["form"]: row["iso3"] for row in COUNTRIES if row["kind"] == "demonym_prefix"}
    assert all(form.endswith("-") and form == form.lower() for form in prefixes)
    assert (prefixes["sino-"], prefixes["germano-"], prefixes["russo-"], prefixes["américano-"]) == ("CHN", "DEU", "RUS", "USA")


def test_organizations_have_one_meaning() -> None:
    assert len(ORGANIZATIONS) == len({row["form"] for row in ORGANIZATIONS})
    assert not meanings((row["org_id"], f"{row['iso3']} {row['type']} {row['subtype']}") for row in ORGANIZATIONS)
    assert not {row["form"] for row in COUNTRIES} & {row["form"] for row in ORGANIZATIONS if row["kind"] != "metonym"}


def test_organization_codes() -> None:
    assert {row["kind"] for row in ORGANIZATIONS} == {"name", "acronym", "metonym"}
    assert {row["subtype"] for row in ORGANIZATIONS} == SUBTYPES
    for row in ORGANIZATIONS:
        assert row["type"] == ("organization" if row["subtype"] else "bloc"), row
        assert row["org_id"].isascii(), row
        assert row["org_id"].isidentifier() or row["org_id"][0].isdigit(), row


def test_organizations_are_many_of_each_class() -> None:
    ids: dict[str, set[str]] = defaultdict(set)
    for row in ORGANIZATIONS:
        ids[row["subtype"] or "bloc"].add(row["org_id"])
    assert not {subtype: len(ids[subtype]) for subtype, number in LEAST.items() if len(ids[subtype]) < number}


def test_cities_have_one_meaning() -> None:
    assert len(CITIES) == len({row["name"] for row in CITIES})
    assert not meanings((row["geonameid"], row["iso3"] + row["latitude"] + row["longitude"] + row["feature"]) for row in CITIES)


def test_city_values() -> None:
    for row in CITIES:
        assert abs(float(row["latitude"])) <= 90
        assert abs(float(row["longitude"])) <= 180
        assert int(row["population"]) >= 0
        assert row["ambiguous"] in ("", "1")
        assert row["geonameid"].isdigit() or row["geonameid"].startswith("x-")


def test_capitals_are_cities_of_their_country() -> None:
    country = {row["name"]: row["iso3"] for row in CITIES}
    capitals = [row for row in COUNTRIES if row["kind"] == "capital"]
    assert all(country.get(row["form"], row["iso3"]) == row["iso3"] for row in capitals)
    assert {row["iso3"] for row in capitals if row["form"] in country} == ISO3 - NO_CAPITAL


def test_office_codes() -> None:
    roles = {*code_list("role"), ""}
    for office in OFFICES["office"]:
        elsewhere = {office[key] for key in ("in_organization", "in_parliament", "usa", "vat") if key in office}
        assert {office["role"], *elsewhere} <= roles, office["id"]
        assert office["rank"] > 0
        assert office.get("country", "FRA") in ISO3
    assert {group["role"] for group in OFFICES["portfolio"]} == {"foreign_minister", "defence_minister", "minister"}


def test_office_forms_have_one_meaning() -> None:
    assert not meanings((form.lower(), office["id"]) for office in OFFICES["office"] for form in office["forms"])
    assert not meanings((form.lower(), group["role"]) for group in OFFICES["portfolio"] for form in group["forms"])
    assert len(OFFICES["office"]) == len({office["id"] for office in OFFICES["office"]})
    assert set(OFFICES["modifiers"]["homographs"]) <= {form for office in OFFICES["office"] for form in office["forms"]}


def test_given_names_are_no_other_words() -> None:
    names = PACK.lines("given_names")
    low = {name.lower() for name in names}
    assert len(low) == len(names) >= 4000
    assert {"emmanuel", "volodymyr", "sergueï", "mamadou", "recep", "jean-noël", "xiomara", "narendra", "marine"} <= low
    assert not low & {"le", "la", "dans", "mai", "mars", "juin", "avril", "paris", "sans", "mer", "roi", "otan", "daech"}
    assert low & {row["form"].lower() for row in COUNTRIES if row["kind"] in ("name", "demonym")} == {"salvador"}


def test_surname_particles() -> None:
    particles = PACK.lines("surname_particles")
    assert len(particles) == len(set(particles))
    assert {"de", "du", "van", "von", "der", "den", "ben", "bin", "al-", "el-", "ould"} <= set(particles)
