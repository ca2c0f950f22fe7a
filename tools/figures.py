"""How well the program reads the annotated articles that lie beside the repository, table by table.

`python tools/figures.py` prints it; with `--write` it also goes into README.md and docs/how-sure.md, with the version measured.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from etl.events.read import EXTRACTOR
from tools.pages import DOCS, README, ROOT, put

_SHARED = ROOT.parent / "shared"
_SETS = {"seeds": ROOT / "seeds", "dev": _SHARED / "gold" / "dev" / "articles.jsonl"}


def in_full(scores: dict[str, str], reader: str) -> str:
    """The part of docs/how-sure.md: the tables of each set, as the scorer prints them."""
    return _block(reader, (f"{name}\n{score}" for name, score in scores.items()))


def in_short(scores: dict[str, str], reader: str) -> str:
    """The part of README.md: the last line of each."""
    return _block(reader, (f"{name:<6}{score.splitlines()[-1]}" for name, score in scores.items()))


def _block(reader: str, parts: Iterator[str]) -> str:
    return "\n".join(["```text", f"read by {reader}", *parts, "```"])


def _occurrences() -> str:
    """What the benchmark of occurrences prints, as a part of docs/how-sure.md."""
    command = [sys.executable, "-m", "benchmarks.occurrences"]
    told = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
    return f"```text\n{told.strip()}\n```"


def _score(name: str, source: Path, folder: Path) -> str:
    """What the scorer prints of one set.

    Raises:
        subprocess.CalledProcessError: The run or the scorer failed.
    """
    if source.is_file():  # alone in a folder: no manifest of others may speak for it
        source = Path(shutil.copy(source, folder / f"{name}.jsonl"))
    depeche = [sys.executable, "-c", "from etl.cli import app; app()"]
    products = ["--warehouse", str(folder / f"{name}.duckdb"), "--exports", str(folder / name)]
    subprocess.run([*depeche, "run", str(source), *products], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    scorer = [sys.executable, str(_SHARED / "eval" / "score.py"), str(folder / name), str(_SHARED / "gold" / name)]
    return subprocess.run(scorer, check=True, capture_output=True, text=True).stdout.rstrip("\n")


def main() -> int:
    """Measure and print, and write with `--write`; returns the exit code."""
    if not (_SHARED / "gold").is_dir():
        print(f"no annotated articles in {_SHARED / 'gold'}: nothing to measure", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        scores = {name: _score(name, source, Path(folder)) for name, source in _SETS.items()}
    full, short = in_full(scores, EXTRACTOR), in_short(scores, EXTRACTOR)
    print(full)
    if "--write" in sys.argv[1:]:
        sure = DOCS / "how-sure.md"
        for page, name, part in ((README, "figures", short), (sure, "figures", full), (sure, "occurrences", _occurrences())):
            page.write_text(put(page.read_text(encoding="utf-8"), name, part), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
