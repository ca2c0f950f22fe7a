"""What is new, what has changed and what was there before, over several runs into one warehouse."""

import json

import pytest
from rounds import Press

from schemas.registry import TABLES

OPENING = "Aïda Norval a rencontré Élie Tamsin le 5 mars 2031 à Lisbonne."
LATER = "Aïda Norval a rencontré Élie Tamsin le 7 mars 2031 à Lisbonne."
OTHER = "Le Ghana a promis 12 millions d’euros d’aide humanitaire au Chili."


@pytest.fixture
def press(tmp_path):
    return Press(tmp_path)


def record(press, name, **fields):
    press.write(name, json.dumps(fields) + "\n")


def counted(press, table):
    return press.ask(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608 - a name in this file


def test_a_changed_text_is_a_new_version_and_the_old_one_leaves_the_other_tables(press):
    press.write("a.txt", OPENING)
    press.run()
    ((old,),) = press.ask("SELECT article_id FROM articles")
    press.write("a.txt", LATER)
    assert press.run() == 1
    first, second = press.ask("SELECT version, superseded_by, text, article_id FROM articles ORDER BY version")
    assert first == (1, second[3], OPENING, old)
    assert second[:3] == (2, None, LATER)
    assert press.ask("SELECT date FROM meetings") == [("2031-03-07",)]
    assert press.ask("SELECT article_id FROM coverage") == [(second[3],)]
    for table in TABLES:
        if "article_id" in table.model_fields and table.TABLE != "articles":
            assert press.ask(f"SELECT * FROM {table.TABLE} WHERE article_id = '{old}'") == []  # noqa: S608 - our own id


def test_going_back_to_an_older_text_makes_it_current_again_without_reading(press):
    for text, read in ((OPENING, 1), (LATER, 1), (OPENING, 0)):
        press.write("a.txt", text)
        assert press.run() == read
    versions = press.ask("SELECT version, text, superseded_by IS NULL FROM articles ORDER BY version")
    assert versions == [(1, LATER, False), (2, OPENING, True)]
    assert press.ask("SELECT date FROM meetings") == [("2031-03-05",)]


def test_records_are_one_article_by_their_url_or_their_id(press):
    record(press, "1.jsonl", id="x", text=OPENING)
    record(press, "2.jsonl", id="y", url="https://example.org/y", text=OTHER)
    press.run()
    record(press, "3.jsonl", id="x", text=LATER)
    record(press, "4.jsonl", id="z", url="https://example.org/y", text=OTHER + " Le Chili a remercié le Ghana.")
    assert press.run() == 2
    assert (counted(press, "articles"), counted(press, "meetings"), counted(press, "aid_pledges")) == (4, 1, 1)
    assert press.ask("SELECT version, count(*) FROM articles GROUP BY 1 ORDER BY 1") == [(1, 2), (2, 2)]


def test_versions_that_come_again_together_keep_their_order(press):
    record(press, "2.jsonl", id="x", text=OPENING)
    press.run()
    record(press, "1.jsonl", id="x", text=LATER)
    press.run()
    for name, text in (("3.jsonl", LATER), ("4.jsonl", OPENING)):
        record(press, name, id="x", text=text)
    assert press.run() == 0
    assert press.ask("SELECT text FROM articles ORDER BY version") == [(OPENING,), (LATER,)]


def test_records_without_an_id_have_no_versions(press):
    for text in (OPENING, LATER):
        record(press, "1.jsonl", text=text)
        press.run()
    assert press.ask("SELECT DISTINCT version FROM articles") == [(1,)]
    assert counted(press, "meetings") == 2


def test_files_of_one_name_in_two_folders_are_two_articles(press):
    for name, text in (("2030", OPENING), ("2031", LATER)):
        press.write(f"{name}/1.txt", text)
        press.run()
    assert counted(press, "meetings") == 2
    assert press.ask("SELECT DISTINCT version FROM articles") == [(1,)]


def test_the_same_article_elsewhere_is_no_new_version(press):
    record(press, "1.jsonl", id="x", text=OPENING)
    press.run()
    record(press, "2.jsonl", id="x", text=OPENING, published_on="2031-03-06")
    assert press.run() == 1  # its dates may now mean other days
    assert press.ask("SELECT version, published_on::VARCHAR FROM articles") == [(1, "2031-03-06")]
    record(press, "3.jsonl", id="x", text=OPENING)
    assert press.run() == 0
    assert press.ask("SELECT version, published_on::VARCHAR FROM articles") == [(1, "2031-03-06")]


def test_a_manifest_that_tells_more_is_heard(press):
    press.write("a.txt", OPENING)
    press.write("b.txt", OTHER)
    press.run()
    press.write("manifest.csv", "source_id,published_on\na,2031-03-06\n")
    assert press.run() == 1
    assert press.ask("SELECT published_on::VARCHAR FROM articles ORDER BY source_id") == [("2031-03-06",), (None,)]
    press.write("manifest.csv", "source_id,published_on,title\na,2031-03-06,Rencontre\n")
    press.run()
    assert press.ask("SELECT version, title FROM articles WHERE source_id = 'a'") == [(1, "Rencontre")]


def test_other_readers_replace_what_they_took_in_before(press, monkeypatch):
    for text in (OPENING, LATER):
        press.write("a.txt", text)
        press.run()
    monkeypatch.setattr("etl.ingest.manifest.READERS", "another")
    monkeypatch.setattr("etl.ingest.text.decode", lambda data: data.decode() + " Fin.")
    assert press.run() == 1
    assert press.ask("SELECT version, text FROM articles ORDER BY 1") == [(1, OPENING), (2, LATER + " Fin.")]


def test_other_readers_keep_the_order_of_the_versions(press, monkeypatch):
    record(press, "2.jsonl", id="x", text=OPENING)
    press.run()
    record(press, "1.jsonl", id="x", text=LATER)
    press.run()
    monkeypatch.setattr("etl.ingest.manifest.READERS", "another")
    monkeypatch.setattr("etl.ingest.records.normalise", lambda text: text + " Fin.")
    press.run()
    assert press.ask("SELECT text FROM articles ORDER BY version") == [(OPENING + " Fin.",), (LATER + " Fin.",)]


def test_what_is_not_in_the_input_any_more_stays(press):
    press.write("a.txt", OPENING)
    press.run()
    (press.folder / "a.txt").unlink()
    press.write("b.txt", OTHER)
    press.run()
    assert counted(press, "articles") == 2


def test_a_file_that_is_mended_loses_its_reject(press):
    press.write("a.txt", OPENING)
    press.write("b.txt", "")
    press.run()
    assert press.ask("SELECT reason FROM rejects") == [("empty",)]
    press.write("b.txt", OTHER)
    press.run()
    assert counted(press, "rejects") == 0


def test_all_versions_are_forgotten_and_another_text_of_the_same_source_is_not_taken_in(press):
    for text in (OPENING, LATER):
        press.write("a.txt", text)
        press.run()
    press.write("b.txt", OTHER)
    press.run()
    press.forget("a")
    press.write("a.txt", OPENING + " Elle est ministre.")
    assert press.run() == 0
    assert press.ask("SELECT source_id FROM articles") == [("b",)]
    assert press.ask("SELECT reason, count(*) FROM rejects GROUP BY 1") == [("forgotten", 2)]
