"""The same warehouse whatever the order in which the articles come, and whether they come at once or one by one."""

import json
from contextlib import chdir, closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from rounds import Press

from etl.warehouse.connection import connect
from schemas.archive import ARCHIVE
from schemas.registry import TABLES


def lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


MET = "Le ministre ghanéen de la défense Aïda Norval a reçu le 5 mars 2031 à Accra son homologue chilien Élie Tamsin."
FILES = {
    "1.txt": MET,
    "2.txt": "Rencontre à Accra\nAïda Norval et Élie Tamsin se sont rencontrés jeudi à Accra.",
    "3.jsonl": lines({"id": "x", "text": MET}, {"id": "y", "text": "Norval a appelé Tamsin par téléphone."}, {"id": "z"}),
    "4.jsonl": lines({"id": "x", "text": MET, "published_on": "2031-03-06"}, {"text": "Le Ghana a promis 3 camions au Chili."}),
    "5.jsonl": lines(
        {"id": "x", "text": MET, "publisher": "La Gazette"}, {"id": "v", "url": "https://example.org/v", "text": MET}
    ),
    "7.txt": "« Nous tiendrons nos engagements », a déclaré le ministre Élie Tamsin à la presse.",
}


def shuffled_rounds():
    """All files in any order, cut into rounds anywhere."""
    cuts = st.lists(st.booleans(), min_size=len(FILES), max_size=len(FILES))
    return st.tuples(st.permutations(sorted(FILES)), cuts).map(lambda drawn: cut(*drawn))


def cut(names, cuts):
    rounds = [[]]
    for name, ends in zip(names, cuts, strict=True):
        rounds[-1].append(name)
        if ends:
            rounds.append([])
    return [names for names in rounds if names]


def warehouse(rounds):
    """All tables after the rounds, but for the times."""
    with TemporaryDirectory() as folder, chdir(folder):  # the uris of the files are the same in every folder
        press = Press(Path("press"))
        for names in rounds:
            press.run(*(press.write(name, FILES[name]) for name in names))
        with closing(connect(press.warehouse, read_only=True)) as connection:
            return {table: frame(connection, table) for table in (*TABLES, *ARCHIVE)}


def frame(connection, table):
    found = connection.execute(f"SELECT * FROM {table.SCHEMA}.{table.TABLE} ORDER BY ALL").pl()  # noqa: S608 - our own tables
    return found.drop(table.FIRST_SEEN) if table.FIRST_SEEN else found


@cache
def at_once():
    return warehouse([sorted(FILES)])


@settings(max_examples=6, phases=[Phase.generate])  # a round takes a second: nothing is shrunk
@given(shuffled_rounds())
def test_order_and_rounds_do_not_matter(rounds):
    found = warehouse(rounds)
    for table, expected in at_once().items():
        assert_frame_equal(found[table], expected)


def test_something_of_everything_is_compared():
    rows = {table.TABLE: frame.height for table, frame in at_once().items()}
    assert (rows["articles"], rows["rejects"], rows["files"]) == (7, 1, len(FILES))
    assert min(rows["meetings"], rows["aid_pledges"], rows["statements"], rows["readings"]) > 0
