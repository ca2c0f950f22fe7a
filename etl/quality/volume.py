"""Whether there is about as much of everything as one would expect; nothing here stops a run."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.registry import EVENT_TABLES

EXPECTED = ("articles", "actors", "actor_mentions", *EVENT_TABLES, "statements")
"""Tables that a handful of articles fills."""

CHECKED = (*EXPECTED, "rejects")

_A_HANDFUL = 5  # fewer articles may well tell of no agreement, and a warning that always comes is not read
_REJECTED_AT_MOST = 0.05


def volume_problem(table: str, rows: Mapping[str, int]) -> str | None:
    """What is strange about the number of rows of a table, in a sentence; None if nothing is.

    Args:
        table: One of CHECKED.
        rows: Rows by table: of `articles` and the table itself, and for `rejects` of every table.
    """
    articles = rows["articles"]
    if table == "rejects":
        written = sum(count for name, count in rows.items() if name not in ("codes", "corrections", "rejects"))
        share = rows["rejects"] / max(1, rows["rejects"] + written)
        if share > _REJECTED_AT_MOST:
            return f"{share:.0%} of all rows were rejected; at most {_REJECTED_AT_MOST:.0%} are expected."
    elif rows[table] == 0 and (articles >= _A_HANDFUL or table == "articles"):
        return f"No row, although {articles} articles were read." if articles else "No article was read."
    return None
