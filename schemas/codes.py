"""The code lists: every code of the warehouse, once, with its labels and its equivalents elsewhere.

`codes.csv` is the source; it becomes the table `codes` as it stands. PLOVER names the event type and mode of the
PLOVER event ontology, IATI the code of the IATI TransactionType list, Kiel the stage of aid in the words of trackers such
as that of the Kiel Institute.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_SOURCE = Path(__file__).with_name("codes.csv")


@cache
def code_rows() -> tuple[dict[str, str | None], ...]:
    """The rows of `codes.csv` in file order; an empty cell is None."""
    with _SOURCE.open(encoding="utf-8", newline="") as file:
        return tuple({name: cell or None for name, cell in row.items()} for row in csv.DictReader(file))


@cache
def code_list(name: str) -> tuple[str, ...]:
    """The codes of one list, in file order.

    Raises:
        KeyError: There is no such list.
    """
    codes = tuple(str(row["code"]) for row in code_rows() if row["list"] == name)
    if not codes:
        raise KeyError(name)
    return codes
