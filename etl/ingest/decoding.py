"""From bytes to text: UTF-8, or what can be told with certainty. Text that would come out garbled is refused."""

from __future__ import annotations

import codecs
import contextlib
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from etl.ingest.errors import UnreadableError
from etl.ingest.limits import IN_MEMORY

_MARKS = (  # UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Western European encodings only, the likeliest first: with the whole list of charset-normalizer, short accented texts are
# taken for Central European or Asian ones.
_SINGLE_BYTE = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_WITH_ZEROS = ("utf_16_le", "utf_16_be")  # a text in Latin letters has zero bytes in these, and in no other
_DECLARABLE = ("cp125", "cp437", "cp850", "iso8859", "koi8", "mac-", "utf-16")
_BINARY = ("not_text", "It is binary; give its text.")
_UNKNOWN = ("bad_encoding", "It is not UTF-8 and its encoding cannot be told; save it as UTF-8.")

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROLS = 0.01
_MOST_ACCENTED = 0.25
_SAMPLE = 500_000  # characters that are looked at for a wrong guess
_NEVER_IN_A_TEXT = re.compile("[¤¦¨´¸ˆ˜‚†‡‰]")
_NEVER_INSIDE_A_WORD = "ªº„"


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that the bytes hold, without a byte order mark.

    Args:
        data: The bytes.
        declared: Their encoding as they came with it; believed where they are not UTF-8.

    Raises:
        UnreadableError: `not_text` for binary data, `bad_encoding` where no encoding gives a sound text.
    """
    text = _decode_marked(data)
    if text is None:
        text = _decode_utf8(data, declared)
    if text is None:
        text = _decode_declared(data, declared)
    if text is None:
        text = _guess(data)
    if _is_binary(text):
        raise UnreadableError(*_BINARY)
    return text


@contextlib.contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """The text of a file, line ends as they are; a large file is not held in memory, and must be UTF-8.

    Raises:
        UnreadableError: As `decode`.
        OSError: The file cannot be opened.
    """
    if path.stat().st_size <= IN_MEMORY:
        yield io.StringIO(decode(path.read_bytes()), newline="")
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            yield file
        except UnicodeDecodeError as error:
            raise UnreadableError("bad_encoding", "It is large and not UTF-8; save it as UTF-8.") from error


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError("bad_encoding", f"It says it is {encoding}, but byte {error.start} is not.") from error
    return None


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    """The text in the encoding that came with it, if that is one of texts and it holds."""
    try:
        name = codecs.lookup(declared or "").name
        name = "cp1252" if name == "iso8859-1" else name  # as browsers do: nobody means its control characters
        return data.decode(name) if name.startswith(_DECLARABLE) else None
    except (LookupError, ValueError):
        return None


def _decode_utf8(data: bytes, declared: str | None) -> str | None:
    """UTF-8 text, or None where the bytes are another encoding or UTF-16 without a mark."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", "replace")
        broken = lenient.count("\ufffd")
        sound = sum(character > "\x7f" for character in lenient) - broken
        is_said_to_be = (declared or "utf-8").lower().replace("_", "-") in ("utf-8", "utf8")
        if sound > broken and is_said_to_be:
            raise UnreadableError("bad_encoding", f"It is UTF-8 but damaged at byte {error.start}; save it again.") from error
        return None
    return None if "\0" in text else text


def _guess(data: bytes) -> str:
    """The text in the one encoding that is both the likeliest here and charset-normalizer's choice."""
    from charset_normalizer import from_bytes  # only the rare file needs it

    sound = {encoding: text for encoding, text in _readings(data) if not _is_garbled(text[:_SAMPLE])}
    if not sound:
        raise UnreadableError(*(_BINARY if b"\0" in data else _UNKNOWN))
    likeliest, *_ = sound.values()
    if any(text != likeliest for text in sound.values()):
        match = from_bytes(data, cp_isolation=list(sound)).best()
        if match is not None and sound.get(match.encoding, likeliest) != likeliest:
            raise UnreadableError(*_UNKNOWN)
    return likeliest


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    for encoding in _WITH_ZEROS if b"\0" in data else _SINGLE_BYTE:
        with contextlib.suppress(UnicodeDecodeError):
            yield encoding, data.decode(encoding)


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text)


def _is_garbled(text: str) -> bool:
    """Whether a guessed text shows a wrong guess: controls, too many accents, a sign that no text or no word has."""
    letters = sum(c.isalpha() for c in text)
    accented = sum(c.isalpha() and c > "\x7f" for c in text)
    if accented > _MOST_ACCENTED * letters or _CONTROL.search(text) or _NEVER_IN_A_TEXT.search(text):
        return True
    return any(_is_strange(*three) for three in zip(" " + text, text, text[1:] + " ", strict=False))


def _is_strange(before: str, character: str, after: str) -> bool:
    """Whether the character cannot stand there: a capital after a small letter, a symbol inside a word, `½uvre`."""
    if character <= "\x7f":
        return False
    kind = unicodedata.category(character)
    inside = before.isalpha() and after.isalpha()
    return (
        (character.isupper() and before.islower())
        or (kind == "No" and after.isalpha())
        or (inside and (kind[0] in "SNC" or character in _NEVER_INSIDE_A_WORD))
    )
