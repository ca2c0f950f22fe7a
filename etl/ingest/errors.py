"""What can be wrong with the input: wrong use of the program, or one piece that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


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


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Around a library that reads what strangers wrote: whatever it stumbles over, `what` is `damaged`.

    Args:
        what: The thing read, as the subject of a sentence: `The page`.

    Raises:
        UnreadableError: In place of any exception but itself.
    """
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:200].removesuffix(":")
        raise UnreadableError("damaged", f"{what} cannot be read ({why}).") from error
