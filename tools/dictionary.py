"""The data dictionary in docs/, made from the schemas.

`python tools/dictionary.py` says whether docs/dictionary.md is as it would be written now; with `--write` it writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas.derived.dictionary import EMPTY, CodeList, TableEntry, code_lists, star_entries, table_entries

DICTIONARY = Path(__file__).parents[1] / "docs" / "dictionary.md"

_INTRODUCTION = f"""# Data dictionary

Written by `make readme` from `schemas/`; the same lies in the exports as a page, `dictionary.html`. Every table and column has
its comment in the DuckDB file and in the metadata of its Parquet file.

{EMPTY} Keys and ids are never empty. Texts are UTF-8 in NFC, times are UTC.

| type here, as DuckDB names it | Parquet | Polars | pandas | Excel |
| --- | --- | --- | --- | --- |
| VARCHAR | string | String | str | text |
| BIGINT | int64 | Int64 | int64; float64 where a cell is empty | number |
| DOUBLE | double | Float64 | float64 | number |
| BOOLEAN | boolean | Boolean | bool; object where a cell is empty | true or false |
| DECIMAL(24,2) | decimal(24, 2) | Decimal(24, 2) | Decimal objects; decimal128 of PyArrow | number; text beyond 15 digits |
| DATE | date | Date | date objects; date32 of PyArrow | date; text before 1900 |
| TIMESTAMP WITH TIME ZONE | timestamp(us, UTC) | Datetime("us", "UTC") | datetime64[us, UTC] | date and time, UTC |"""


_STAR = "In the folder `bi/` of the exports; `sql/bi/` fills it. Key 0 of a dimension is its unknown member."


def render() -> str:
    """The whole document."""
    parts = [_INTRODUCTION, "## Tables", *map(_table, table_entries())]
    parts += ["## The star", _STAR]
    parts += [*map(_table, star_entries()), "## Code lists", *map(_codes, code_lists())]
    return "\n\n".join(parts) + "\n"


def _table(table: TableEntry) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = []
    for column in table.columns:
        codes = f"[{column.codes}](#{column.codes})" if column.codes else ""
        target = codes or " or ".join(f"`{name}`" for name in column.references)
        rows.append((f"`{column.name}`", column.type, "yes" if column.may_be_empty else "no", column.about, target))
    lines = _lines(("column", "type", "may be empty", "what it holds", "codes or target"), rows)
    return "\n".join([f"### {table.name}", "", f"{table.about} Key: {key}.", "", *lines])


def _codes(found: CodeList) -> str:
    users = ", ".join(name if " " in name else f"`{name}`" for name in found.used_by) or "labels alone"
    names = ("code", "label_fr", "label_en", "plover", "iati", "kiel")
    filled = [name for name in names if any(row[name] for row in found.rows)]
    lines = _lines(filled, [[row[name] or "" for name in filled] for row in found.rows])
    return "\n".join([f"### {found.name}", "", f"Of {users}.", "", *lines])


def _lines(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (names, ["---"] * len(names), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def main() -> int:
    """Check the dictionary, or write it with `--write`; returns the exit code."""
    new = render()
    if "--write" in sys.argv[1:]:
        DICTIONARY.write_text(new, encoding="utf-8")
    elif not DICTIONARY.exists() or DICTIONARY.read_text(encoding="utf-8") != new:
        print("docs/dictionary.md is stale; `make readme` writes it anew")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
