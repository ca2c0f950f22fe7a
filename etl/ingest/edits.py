"""Reading what people judge and correct: `judgements.csv` and `corrections.csv` of one folder."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from etl.ingest.errors import InputError
from schemas.edits import Correction, Edits, Judgement, correctable
from schemas.tables import Actor

JUDGEMENTS, CORRECTIONS = "judgements.csv", "corrections.csv"

_JUDGEMENT = ("what", "verdict", "left_article", "left_text", "right_article", "right_text", "reason")
_CORRECTION = ("table", "article", "text", "action", "column", "value", "reason", "author", "date")
_Edit = TypeVar("_Edit", Judgement, Correction)


class _LineError(Exception):
    """What is wrong with a line, in a sentence."""


def read_edits(folder: Path, *, required: bool = False) -> Edits:
    """The judgements and corrections of a folder; none where it has no such files.

    Args:
        folder: Where the files are; it need not exist.
        required: Whether the folder was asked for, so that it is an error if it is missing.

    Raises:
        InputError: The folder or a file cannot be read, its header is wrong, or a line of it is; the message names both.
    """
    if required and not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder of corrections; make it, or unset DEPECHE_CORRECTIONS.")
    return Edits(
        tuple(_read(folder / JUDGEMENTS, _JUDGEMENT, _judgement)), tuple(_read(folder / CORRECTIONS, _CORRECTION, _correction))
    )


def _read(path: Path, header: tuple[str, ...], parse: Callable[[str, Mapping[str, str]], _Edit]) -> Iterable[_Edit]:
    if not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the file cannot be read ({error}); it is to be CSV in UTF-8.") from error
    lines = csv.reader(io.StringIO(unicodedata.normalize("NFC", text), newline=""), strict=True)
    try:
        found = [name.strip() for name in next(lines, [])]
        if tuple(found) != header:
            raise _LineError(f"the header is to be {','.join(header)}")
        for cells in lines:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != len(header):
                raise _LineError(
                    f"{len(cells)} cells where the header has {len(header)}; put quotes around a cell with a comma"
                )
            yield parse(f"{path.name}:{lines.line_num}", dict(zip(header, map(str.strip, cells), strict=True)))
    except (_LineError, csv.Error) as error:
        raise InputError(f"{path}, line {lines.line_num}: {error}.") from error


def _judgement(line: str, cells: Mapping[str, str]) -> Judgement:
    _one_of(cells, "what", ("actor", "event"))
    _one_of(cells, "verdict", ("same", "different"))
    for side in ("left", "right"):
        _filled(cells, f"{side}_text")
        if cells["what"] == "event":
            _filled(cells, f"{side}_article")
    return Judgement(
        line,
        cells["what"],
        cells["verdict"],
        cells["left_article"] or None,
        cells["left_text"],
        cells["right_article"] or None,
        cells["right_text"],
        cells["reason"] or None,
    )


def _correction(line: str, cells: Mapping[str, str]) -> Correction:
    tables = correctable()
    _one_of(cells, "table", tables)
    _one_of(cells, "action", ("set", "drop"))
    _filled(cells, "text")
    if cells["table"] != Actor.TABLE:
        _filled(cells, "article")
    if cells["action"] == "set":
        _one_of(cells, "column", tables[cells["table"]])
    elif cells["column"] or cells["value"]:
        raise _LineError("to drop a row, leave column and value empty")
    try:
        made_on = date.fromisoformat(cells["date"]) if cells["date"] else None
    except ValueError:
        raise _LineError(f"date: {cells['date']} is not a date like 2024-05-31") from None
    return Correction(
        line,
        cells["table"],
        cells["article"] or None,
        cells["text"],
        cells["action"],
        cells["column"] or None,
        cells["value"] or None,
        cells["reason"] or None,
        cells["author"] or None,
        made_on,
    )


def _one_of(cells: Mapping[str, str], name: str, allowed: Iterable[str]) -> None:
    if cells[name] not in allowed:
        raise _LineError(f"{name}: {cells[name] or 'an empty cell'} is none of {', '.join(allowed)}")


def _filled(cells: Mapping[str, str], name: str) -> None:
    if not cells[name]:
        raise _LineError(f"{name}: the cell is empty")
