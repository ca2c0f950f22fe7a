"""What the pages say, in one language: the texts of a data file and the labels of the table `codes`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from etl.report.rows import Record
from schemas.registry import BY_NAME, columns

LANGUAGES = ("fr", "en")
"""Each has a file of texts here, a column of labels in `codes`, and a folder of pages."""

_CENTS = 2  # digits after the point that are written together or not at all


@dataclass(frozen=True)
class Labels:
    """The words of a language.

    Attributes:
        language: ISO 639-1.
        told: The data file.
        codes: Label by list and code.
    """

    language: str
    told: Mapping[str, Any]
    codes: Mapping[tuple[str, str], str]

    def text(self, key: str, **values: object) -> str:
        """A text with its braces filled; numbers are written as the language does.

        Raises:
            KeyError: There is no such text.
        """
        return str(self.told["texts"][key]).format(**{name: self.plain(value) for name, value in values.items()})

    def table(self, name: str) -> str:
        """What a table is called."""
        return str(self.told["tables"].get(name, name))

    def one(self, table: str) -> str:
        """What a row of a table is called."""
        return str(self.told["one"][table])

    def column(self, name: str) -> str:
        """What a column is called; one that nobody named yet is called by its own name."""
        return str(self.told["columns"].get(name, name.replace("_", " ")))

    def code(self, code_list: str, code: str) -> str:
        """The label of a code."""
        return self.codes.get((code_list, code), code)

    def part(self, part: str) -> str:
        """What an actor does in a row."""
        label = self.codes.get(("part", part))
        return label[:1].upper() + label[1:] if label else self.column(part)

    def value(self, table: str, field: str, value: Any) -> str:
        """A cell as people read it."""
        code_list = _code_lists(table).get(field)
        return self.code(code_list, value) if code_list else self.plain(value)

    def plain(self, value: object) -> str:
        """A value without a code list."""
        match value:
            case None:
                return ""
            case date():
                return value.isoformat()
            case int() | Decimal() | float():
                return self._number(value)
        return str(value)

    def _number(self, value: int | float | Decimal) -> str:
        digits = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        whole, _, rest = digits.partition(".")
        rest = rest[:_CENTS] + rest[_CENTS:].rstrip("0") if rest.strip("0") else ""
        return whole.replace(",", self.told["thousands"]) + (self.told["decimal"] + rest if rest else "")


def load_labels(language: str, codes: Sequence[Record]) -> Labels:
    """The words of a language.

    Args:
        language: One of `LANGUAGES`.
        codes: The rows of the table `codes`.
    """
    told = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))
    return Labels(language, told, {(row["list"], row["code"]): row[f"label_{language}"] for row in codes})


@cache
def _code_lists(table: str) -> dict[str, str]:
    return {column.name: column.about.codes for column in columns(BY_NAME[table]) if column.about.codes}
