import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import etl.report.labels
from etl.report.labels import LANGUAGES, load_labels
from schemas.codes import code_rows

FOLDER = Path(etl.report.labels.__file__).parent
ASKING = FOLDER.with_name("asking")


def told(language):
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def test_every_language_says_the_same_things():
    first, *others = map(told, LANGUAGES)
    for other in others:
        assert other.keys() == first.keys()
        for name in ("texts", "tables", "one", "columns"):
            assert other[name].keys() == first[name].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_used(language):
    pages = "".join(
        file.read_text(encoding="utf-8") for file in (*FOLDER.rglob("*.html"), *FOLDER.glob("*.py"), *ASKING.glob("*.py"))
    )
    assert [key for key in told(language)["texts"] if not re.search(rf"[\"']{key}[\"']", pages)] == []


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (Decimal("65000000000.00"), "65\u202f000\u202f000\u202f000", "65,000,000,000"),
        (Decimal("12.50"), "12,50", "12.50"),
        (Decimal("1.082800"), "1,0828", "1.0828"),
        (1234.25, "1\u202f234,25", "1,234.25"),
        (-7, "-7", "-7"),
        (date(2031, 3, 5), "2031-03-05", "2031-03-05"),
        (None, "", ""),
    ],
)
def test_values_are_written_as_the_language_does(value, french, english):
    assert load_labels("fr", []).plain(value) == french
    assert load_labels("en", []).plain(value) == english


def test_codes_have_the_labels_of_the_warehouse_and_what_has_none_keeps_its_name():
    labels = load_labels("fr", list(code_rows()))
    assert labels.value("meetings", "status", "held") == "tenue"
    assert labels.value("meetings", "place", "held") == "held"
    assert labels.code("meeting_status", "new") == "new"
    assert labels.column("a_new_column") == "a new column"
    with pytest.raises(KeyError):
        labels.text("no such text")
