"""Parentheses and pairs of dashes in a row of groups."""

from __future__ import annotations

from etl.language.groups import MARK, Group


def past_parenthesis(groups: list[Group], i: int) -> int:
    """Past a parenthesis that begins at a position, or the position itself."""
    if i >= len(groups) or groups[i].kind != MARK or groups[i].ref != "open":
        return i
    end = _closing(groups, i)
    return end + 1 if end > 0 else i


def opening_of(groups: list[Group], at: int) -> int:
    """For a mark that closes a parenthesis or a dash pair, the position of the mark that opens it; else -1."""
    return next(
        (i for i in range(at - 1, -1, -1) if groups[i].kind == MARK and groups[i].ref == "open" and groups[at].ref == "close"),
        -1,
    )


def _closing(groups: list[Group], at: int) -> int:
    """For a mark that opens a parenthesis the position of the mark that closes it; else -1."""
    return next((i for i in range(at + 1, len(groups)) if groups[i].kind == MARK and groups[i].ref == "close"), -1)
