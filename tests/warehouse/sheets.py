# ruff: noqa: S314 - the XML is our own
"""A workbook as it is in the file: the XML of Office Open XML, without a program that means well."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Sheet:
    """Rows of cells, each a text, a number or None; which cells are dates; whether the head stays; the XML."""

    rows: list[list[str | float | None]]
    dates: set[tuple[int, int]]
    frozen: bool
    xml: str


def read_workbook(file):
    """The sheets by their names, in order."""
    with ZipFile(file) as book:
        links = {each.get("Id"): each.get("Target") for each in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        formats = _date_formats(ET.fromstring(book.read("xl/styles.xml")))
        sheets = ET.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        return {each.get("name"): _sheet(book.read(f"xl/{links[each.get(_LINK)]}").decode(), formats) for each in sheets}


def _date_formats(styles):
    custom = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{MAIN}numFmt")}
    cells = styles.find(f"{MAIN}cellXfs")
    return {str(number) for number, each in enumerate(cells) if "yyyy" in custom.get(each.get("numFmtId"), "")}


def _sheet(xml, formats):
    root = ET.fromstring(xml)
    rows, dates = [], set()
    for line in root.iter(f"{MAIN}row"):
        cells = {}
        for cell in line:
            place = _column(cell.get("r"))
            cells[place] = _value(cell)
            if cell.get("s") in formats:
                dates.add((len(rows), place))
        rows.append([cells.get(place) for place in range(len(rows[0]) if rows else len(cells))])
    pane = root.find(f".//{MAIN}pane")
    return Sheet(rows, dates, pane is not None and pane.get("state") == "frozen", xml)


def _column(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell):
    if cell.get("t") == "inlineStr":
        text = "".join(each.text or "" for each in cell.iter(f"{MAIN}t"))
        return re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text)
    found = cell.find(f"{MAIN}v")
    return None if found is None else float(found.text)
