"""What a second run costs: `make bench-incremental`.

A folder of small made-up articles is run three times: all of it new, nothing new, one article new.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from etl.console import say, show_table

_GIVEN = [
    "Alix",
    "Basile",
    "Clarisse",
    "Désiré",
    "Élodie",
    "Fulbert",
    "Ghislaine",
    "Honoré",
    "Irène",
    "Jules",
    "Karine",
    "Léonce",
]
_FAMILY = [
    "Bourdenac",
    "Castellieu",
    "Drouvières",
    "Estrabaud",
    "Farguenon",
    "Guilbaudet",
    "Hautecombe",
    "Jouvancel",
    "Lavergnon",
]
_COUNTRIES = (  # name, with de, with à, adjective, capital
    ("le Brésil", "du Brésil", "au Brésil", "brésilien", "Brasilia"),
    ("le Canada", "du Canada", "au Canada", "canadien", "Ottawa"),
    ("le Chili", "du Chili", "au Chili", "chilien", "Santiago"),
    ("le Ghana", "du Ghana", "au Ghana", "ghanéen", "Accra"),
    ("le Japon", "du Japon", "au Japon", "japonais", "Tokyo"),
    ("le Portugal", "du Portugal", "au Portugal", "portugais", "Lisbonne"),
    ("le Vietnam", "du Vietnam", "au Vietnam", "vietnamien", "Hanoï"),
)
_OFFICES = ("ministre {} de la défense", "ministre {} des affaires étrangères", "président {}", "premier ministre {}")
_SENTENCES = (
    (
        "Le {office} {person} s’est entretenu {day} par téléphone avec son homologue {adjective} {other}.",
        "Le {office} {person} a reçu {day} à {capital} son homologue {adjective} {other}.",
        "{person} et {other} se sont rencontrés {day} à {capital}.",
    ),
    (
        "Les discussions ont porté sur {count} dossiers, dont la pêche et le commerce.",
        "La séance n° {amount} a duré plus longtemps que prévu, selon la délégation {of}.",
        "Aucune date n’a été arrêtée pour la suite des travaux avec la délégation {of}.",
    ),
    (
        "{country} a promis {amount} millions d’euros d’aide humanitaire {to}.",
        "{country} livrera {count} camions {to} avant la fin de l’année {year}.",
        "Une enveloppe de {amount} millions de dollars a été débloquée pour {them}.",
    ),
    (
        "« Nous tiendrons les {count} engagements de {year} », a déclaré {person} à la presse.",
        "{person} a mis en garde {them} contre toute escalade.",
        "{country} et {them} ont signé {day} un accord de coopération sur {count} ports.",
    ),
)


def article(number: int) -> str:
    """A made-up article of about 450 characters, another one for every number."""
    dice = random.Random(number)  # noqa: S311  nothing secret
    (country, *_, adjective, capital), (them, of, to, other_adjective, _) = dice.sample(_COUNTRIES, 2)
    person, other = (f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}" for _ in range(2))
    words = {
        "country": "L" + country[1:],
        "them": them,
        "of": of,
        "to": to,
        "adjective": other_adjective,
        "capital": capital,
        "office": dice.choice(_OFFICES).format(adjective),
        "person": person,
        "other": other,
        "amount": dice.randint(2, 900),
        "count": dice.randint(3, 90),
        "year": dice.randint(2021, 2026),
        "day": f"le {dice.randint(2, 28)} {dice.choice(('mars', 'avril', 'juin', 'octobre'))} {dice.randint(2021, 2026)}",
    }
    body = " ".join(dice.choice(group).format(**words) for group in _SENTENCES)
    return f"{person} à {capital} : dépêche numéro {number}\n{body}\n"


def main() -> None:
    """Print wall and CPU seconds of each run, and what it says of itself."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with TemporaryDirectory(prefix="depeche-bench-") as folder:
        inputs = Path(folder) / "in"
        inputs.mkdir()
        for count in range(number):
            (inputs / f"{count:06}.txt").write_text(article(count), encoding="utf-8")
        rows = [_run("first", inputs), _run("nothing new", inputs)]
        (inputs / "new.txt").write_text(article(number), encoding="utf-8")
        rows.append(_run("one new", inputs))
    show_table(("run", "wall s", "CPU s", "peak MB so far", "told"), rows)
    say()
    say(f"{number} files; the second run took {float(rows[1][1]) / float(rows[0][1]):.1%} of the first.")


def _run(name: str, inputs: Path) -> tuple[str, str, str, int, str]:
    """A run of the command in a process of its own."""
    places = ["--warehouse", str(inputs.parent / "w.duckdb"), "--exports", str(inputs.parent / "out")]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    command = [sys.executable, "-c", "from etl.cli import app; app()", "run", str(inputs), *places]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    wall, after = perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return name, f"{wall:.1f}", f"{used:.1f}", after.ru_maxrss // 1024, shown.stdout.splitlines()[0]


if __name__ == "__main__":
    main()
