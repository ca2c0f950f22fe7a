"""What can be wrong with the input: wrong use of the program, or one piece that cannot be read."""

from __future__ import annotations


class InputError(Exception):
    """Wrong use: the message names the path and says what to do. Nothing was read or written."""


class UnreadableError(Exception):
    """One file or record cannot be read; it becomes a reject and the others go on.

    Attributes:
        reason: Why, in one or two words joined by an underscore; analysts group by it.
        detail: Why, in a sentence.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
