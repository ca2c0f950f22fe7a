"""How much is taken from one file, record or archive, so that nothing that was made to be endless is read to its end."""

from __future__ import annotations

from pathlib import Path

from etl.ingest.errors import UnreadableError

MIB = 1024 * 1024
LONGEST_TEXT = 2_000_000  # code points; the longest books have fewer
DOCUMENT = 16 * MIB  # bytes of one text, page, line or record
ATTACHMENTS = 128 * MIB  # bytes of a file that holds pictures beside its text: a mail, a PDF, a Word document
IN_MEMORY = 64 * MIB  # bytes of a file of records that is decoded as a whole
UNPACKED = 8 * 1024 * MIB  # bytes out of one archive, all that it holds taken together
UNPACKED_RATIO = 100  # bytes out of an archive for each of its own; text packs to a tenth
UNPACKED_ALWAYS = 64 * MIB  # a small archive of repetitions is harmless
NESTED = 3  # archives in archives, the outermost counted


def read_bytes(path: Path, most: int = DOCUMENT) -> bytes:
    """The whole file.

    Args:
        path: The file.
        most: How many bytes it may have.

    Raises:
        UnreadableError: `too_large`; nothing of it was read.
        OSError: The file cannot be opened.
    """
    size = path.stat().st_size
    if size > most:
        raise too_large("The file", size, most)
    return path.read_bytes()


def too_large(what: str, size: int | None, most: int) -> UnreadableError:
    """The reject of what has more bytes than it may; `size` is None where it was not read to its end."""
    has = "" if size is None else f" It has {size // MIB}."
    return UnreadableError("too_large", f"{what} has more than the {most // MIB} MiB that are read.{has}")


def unpacked_limit(packed: int) -> int:
    """How many bytes may come out of an archive of so many."""
    return min(UNPACKED, max(UNPACKED_ALWAYS, UNPACKED_RATIO * packed))
