from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from conftest import to_files, to_frames
from warehouse.chronicle import chronicle

from etl.warehouse.build import build
from etl.warehouse.query import query
from etl.warehouse.questions import FOLDER, questions

NUMBERED = list(enumerate(questions(), start=1))
OF_REAL_NAMES = {31, 32}
"""Questions about real countries and people, of whom the chronicle knows nothing; the seeds answer them."""

NORVAL, TAMSIN, COUNCIL = "Aïda Norval", "Élie Tamsin", "Conseil des Îles"
XVA, XLI, XOR = "la Vésanie", "la Linde", "l’Orée"
MARCH, APRIL = date(2031, 3, 1), date(2031, 4, 1)
PUBLISHED, VISIT = date(2031, 4, 20), date(2031, 4, 18)

ANSWERS = {
    3: [(NORVAL, 2, "ministre vésane"), (TAMSIN, 1, None)],
    7: [
        (XVA, "pledged", "commitment", 2, Decimal(500), 0),
        (XOR, "delivered", "delivery", 1, Decimal(100), 0),
        (XVA, "suspended", None, 1, Decimal(70), 0),
        (XVA, "delivered", "delivery", 1, None, 0),
        (XOR, "pledged", "commitment", 1, None, 1),
    ],
    8: [
        (XLI, "pledged", 2, 3, Decimal(500)),
        (COUNCIL, "delivered", 1, 1, Decimal(100)),
        (XOR, "suspended", 1, 1, Decimal(70)),
        (XLI, "delivered", 1, 1, None),
    ],
    9: [
        (date(2031, 3, 5), XVA, XLI, "pledged", Decimal(500), Decimal(500), "EUR", None, None),
        (PUBLISHED, XOR, XLI, "pledged", None, Decimal(900), "XVD", None, None),
    ],
    10: [
        (MARCH, "military", "pledged", 2, Decimal(500)),
        (APRIL, "humanitarian", "delivered", 1, Decimal(100)),
        (APRIL, "military", "delivered", 1, None),
        (APRIL, "unspecified", "pledged", 1, None),
        (APRIL, "unspecified", "suspended", 1, Decimal(70)),
    ],
    11: [("vedettes", XVA, XLI, "delivered", 12, 1), ("vedettes", XVA, XLI, "pledged", 12, 1)],
    12: [(PUBLISHED, XVA, XOR, Decimal(70), "EUR", None, "5.7")],
    13: [
        (XVA, XLI, Decimal(200), "EUR", Decimal(500), "1.3"),
        (XOR, XVA, Decimal(40), "EUR", Decimal(100), "5.5"),
        (XOR, XLI, Decimal(60), "EUR", Decimal(100), "5.5"),
    ],
    14: [(XOR, XLI, Decimal(900), "XVD", "no reference rate", "art_5")],
    15: [
        ("donor", XVA, XVA, "art_1", 0, 10, "aid_1"),
        ("amount", "500.00", "500 millions d’euros", "art_1", 10, 30, "aid_1"),
        ("currency", "EUR", "euros", "art_1", 25, 30, "aid_1"),
    ],
    16: [(VISIT, f"{NORVAL}, {COUNCIL}, {TAMSIN}", "Linde-Ville", 1)],
    17: [("XLI", 1, f"{NORVAL}, {COUNCIL}")],
    18: [(date(2031, 3, 4), VISIT, NORVAL, TAMSIN, 2), (VISIT, VISIT, COUNCIL, TAMSIN, 1)],
    19: [("XLI", "XVA", 2)],
    20: [(date(2031, 4, 2), f"{TAMSIN}, {XVA}", "Port-Vésan")],
    21: [("2031-04-20", f"{NORVAL}, {XOR}", None, "5.1")],
    22: [(MARCH, "in_person", "in person", 1), (APRIL, "in_person", "in person", 1)],
    23: [
        (XLI, NORVAL, "demand", "demand", 1, date(2031, 3, 6)),
        (XOR, XVA, "demand", "demand", 1, date(2031, 3, 7)),
    ],
    24: [(MARCH, "demand", 2), (APRIL, "threat", 1)],
    25: [(date(2031, 3, 7), XVA, XOR, "rendre l’îlot", 84)],
    26: [
        ("XLI", "signed", "signed", 1),
        ("XOR", "planned", "planned", 1),
        ("XVA", "planned", "planned", 1),
        ("XVA", "signed", "signed", 1),
    ],
    27: [(None, f"{XVA}, {XOR}", "accord de pêche", date(2031, 3, 7))],
    28: [
        (date(2031, 3, 6), NORVAL, "Le port restera ouvert", None, "art_1"),
        (PUBLISHED, NORVAL, "La pêche reprend", None, "art_5"),
    ],
    29: [("XVA", 2, 1, NORVAL), ("XLI", 1, 1, TAMSIN)],
    31: [],
    32: [],
    33: [("meetings", "date", "2031-03-04 | 2031-03-05", ["art_1", "art_2"])],
    35: [
        (date(2031, 3, 4), "meetings", f"{TAMSIN} – {NORVAL}", 2),
        (date(2031, 3, 5), "aid_pledges", f"{XVA} – {XLI}", 2),
    ],
    39: [("empty", "articles", 2, "The file is empty.")],
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("questions")
    build(folder / "w.duckdb", to_files(to_frames(chronicle()), folder / "sources"))
    return folder / "w.duckdb"


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    rows = {"codes": chronicle()["codes"]}
    build(folder / "w.duckdb", to_files(to_frames(defaultdict(list, rows)), folder / "sources"))
    return folder / "w.duckdb"


def test_the_questions_are_numbered_as_their_files():
    assert [path.name[:3] for path in sorted(FOLDER.glob("*.sql"))] == [f"{number:02}_" for number, _ in NUMBERED]


@pytest.mark.parametrize(("number", "question"), NUMBERED)
def test_every_question_has_its_answer(warehouse, number, question):
    assert question.title.endswith("?")
    columns, rows = query(warehouse, question.sql)
    assert len(set(columns)) == len(columns)
    assert bool(rows) == (number not in OF_REAL_NAMES)
    if number in ANSWERS:
        assert rows == ANSWERS[number]


@pytest.mark.parametrize(("number", "question"), NUMBERED)
def test_every_question_can_be_asked_of_nothing(empty, number, question):
    assert query(empty, question.sql)[1] == []
