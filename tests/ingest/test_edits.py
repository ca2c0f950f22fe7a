"""The files of judgements and corrections: what a good one gives, and what is told of a bad one."""

import re
from datetime import date
from pathlib import Path

import pytest

from etl.ingest.edits import read_edits
from etl.ingest.errors import InputError
from schemas.edits import Correction, Edits, Judgement, correctable

JUDGEMENTS = "what,verdict,left_article,left_text,right_article,right_text,reason\n"
CORRECTIONS = "table,article,text,action,column,value,reason,author,date\n"


def test_no_folder_and_an_empty_one_give_nothing(tmp_path):
    assert read_edits(tmp_path / "absent") == Edits()
    assert read_edits(tmp_path, required=True) == Edits()


def test_a_folder_that_was_asked_for_must_be_there(tmp_path):
    with pytest.raises(InputError, match="absent"):
        read_edits(tmp_path / "absent", required=True)


def test_lines_become_judgements_and_corrections(tmp_path):
    (tmp_path / "judgements.csv").write_text(
        JUDGEMENTS + 'actor,same,,E\u0301lie Tamsin,a1,"Tamsine, Elie",une coquille\n\nevent,different,a1,a reçu,a2,reçu,\n',
        encoding="utf-8-sig",
    )
    (tmp_path / "corrections.csv").write_text(
        CORRECTIONS + "meetings,a1,a reçu,set,date,,pas dit,ak,2031-03-06\nwarnings,a1,averti,drop,,,,,\n", encoding="utf-8"
    )
    edits = read_edits(tmp_path)
    assert edits.judgements == (
        Judgement("judgements.csv:2", "actor", "same", None, "Élie Tamsin", "a1", "Tamsine, Elie", "une coquille"),
        Judgement("judgements.csv:4", "event", "different", "a1", "a reçu", "a2", "reçu", None),
    )
    set_date, drop = edits.corrections
    assert set_date == Correction(
        "corrections.csv:2", "meetings", "a1", "a reçu", "set", "date", None, "pas dit", "ak", date(2031, 3, 6)
    )
    assert (drop.action, drop.column, drop.value, drop.made_on) == ("drop", None, None, None)


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("judgements", "what,verdict\n", "line 1: the header is to be what,verdict,left_article"),
        ("judgements", "", "line 0: the header"),
        ("judgements", JUDGEMENTS + "person,same,,A,,B,\n", "line 2: what: person is none of actor, event"),
        ("judgements", JUDGEMENTS + "actor,same,,A,,B,\nactor,equal,,A,,B,\n", "line 3: verdict: equal"),
        ("judgements", JUDGEMENTS + "actor,same,,,,B,\n", "line 2: left_text: the cell is empty"),
        ("judgements", JUDGEMENTS + "event,same,a1,A,,B,\n", "line 2: right_article: the cell is empty"),
        ("judgements", JUDGEMENTS + "actor,same,,A,,B\n", "line 2: 6 cells where the header has 7"),
        ("judgements", JUDGEMENTS + 'actor,same,,"A,,B,\n', "line 2: "),
        ("corrections", CORRECTIONS + "codes,a1,x,drop,,,,,\n", "line 2: table: codes is none of actors, "),
        ("corrections", CORRECTIONS + "meetings,a1,x,delete,,,,,\n", "line 2: action: delete is none of set, drop"),
        ("corrections", CORRECTIONS + "meetings,a1,x,,date,2031,,,\n", "line 2: action: an empty cell"),
        ("corrections", CORRECTIONS + "meetings,a1,x,set,day,2031,,,\n", "line 2: column: day is none of "),
        ("corrections", CORRECTIONS + "meetings,a1,x,set,event_id,evt_1,,,\n", "line 2: column: event_id"),
        ("corrections", CORRECTIONS + "meetings,a1,x,drop,date,,,,\n", "line 2: to drop a row"),
        ("corrections", CORRECTIONS + "meetings,,x,drop,,,,,\n", "line 2: article: the cell is empty"),
        ("corrections", CORRECTIONS + "meetings,a1,x,drop,,,,,hier\n", "line 2: date: hier is not a date"),
    ],
)
def test_a_bad_file_is_told_with_its_line(tmp_path, file, line, told):
    path = tmp_path / f"{file}.csv"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_edits(tmp_path)
    assert str(error.value).startswith(f"{path}, {told}"), error.value


def test_a_file_in_another_encoding_is_told(tmp_path):
    (tmp_path / "judgements.csv").write_bytes(JUDGEMENTS.encode() + "actor,same,,É,,B,\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"judgements\.csv: the file cannot be read"):
        read_edits(tmp_path)


def test_what_words_say_can_be_corrected_and_what_the_program_says_cannot():
    tables = correctable()
    assert {"meetings", "aid_pledges", "warnings", "agreements", "statements", "actor_roles", "actors"} <= tables.keys()
    assert {"amount", "status", "item", "date"} <= set(tables["aid_pledges"])
    for columns in tables.values():
        assert not {"event_id", "article_id", "char_start", "evidence", "occurrence_id"}.intersection(columns)


def test_the_examples_of_the_page_about_them_are_good_files(tmp_path):
    page = Path("docs/corrections.md").read_text(encoding="utf-8")
    judgements, corrections = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    (tmp_path / "judgements.csv").write_text(judgements, encoding="utf-8")
    (tmp_path / "corrections.csv").write_text(corrections, encoding="utf-8")
    edits = read_edits(tmp_path)
    assert [len(edits.judgements), len(edits.corrections)] == [2, 2]
