"""A language pack: a folder of data files. What the data mean is known by the module that reads them."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "fr"
"""What an article is read as if nobody knows its language."""
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The data of one language; there is one object of it, so that whatever is compiled from it can be cached by it.

    Attributes:
        language: ISO 639-1 code; the name of the folder.
        folder: Where the files are.
    """

    language: str
    folder: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of `<name>.csv`, a dict a row; every cell is text, an empty one is ''."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def lines(self, name: str) -> list[str]:
        """The lines of `<name>.txt` that are neither empty nor a comment."""
        lines = (self.folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]

    def data(self, name: str) -> dict[str, Any]:
        """The content of `<name>.toml`; read once, not to be changed."""
        return _toml(self.folder / f"{name}.toml")


@cache
def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def languages() -> frozenset[str]:
    """The languages that there are packs for, ISO 639-1."""
    return frozenset(folder.name for folder in _HERE.iterdir() if folder.is_dir() and folder.name.isalpha())


@cache
def load_pack(language: str) -> Pack:
    """The pack of a language.

    Raises:
        LookupError: There is no pack for it.
    """
    folder = _HERE / language
    if not folder.is_dir():
        raise LookupError(f"no language pack for {language!r}")
    return Pack(language, folder)
