"""What `depeche show` finds and prints; the expected texts are in golden/asking/."""

import io
from pathlib import Path

import duckdb
import pytest
from conftest import GAVE, sample_rows, to_files, to_frames
from rich.console import Console
from typer.testing import CliRunner
from warehouse.chronicle import chronicle

from etl.asking import find
from etl.asking.reading import read_rows
from etl.asking.show_rows import _sentence
from etl.cli import app
from etl.warehouse.build import build
from etl.warehouse.connection import opened

GOLDEN = Path(__file__).parents[1] / "golden" / "asking"
MORE_NAMES = {
    "act_norval": ("Norval", "Aida Norval-Kern"),
    "act_tamsin": ("É. Tamsin",),
    "act_council": ("Conseil",),
    "act_xva": ("Port-Vésan", "vésane"),
    "act_xli": ("Œuvre lindoise",),
}


def depeche(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def made(folder, rows):
    build(folder / "w.duckdb", to_files(to_frames(rows), folder / "sources"))
    return folder / "w.duckdb"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return made(tmp_path_factory.mktemp("show"), sample_rows())


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return made(tmp_path_factory.mktemp("reports"), chronicle())


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    rows = sample_rows()
    rows["actors"].append(rows["actors"][0] | {"actor_id": "act_other", "name": "Bo Norval", "mention_count": 3})
    more = [(key, name) for key, names in MORE_NAMES.items() for name in names] + [("act_other", "Bo Norval")]
    rows["actor_names"] += [{"actor_id": key, "name": name, "mention_count": 1} for key, name in more]
    with opened(made(tmp_path_factory.mktemp("known"), rows)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("name", "sought", "language"),
    [
        ("actor_en", "act_norval", "en"),
        ("country_fr", "la vesanie", "fr"),
        ("meeting_en", "met_1", "en"),
        ("aid_fr", "aid_1", "fr"),
        ("statement_en", "sta_1", "en"),
        ("article_fr", "sample_1", "fr"),
    ],
)
def test_what_is_shown(warehouse, name, sought, language):
    shown = depeche("show", sought, "--language", language, "--warehouse", warehouse)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sought", "keys"),
    [
        ("Aïda Norval", ["act_norval"]),
        ("AIDA NORVAL", ["act_norval"]),
        ("norval", ["act_norval"]),  # a spelling that she was met in, though another bears the surname
        ("bo norval", ["act_other"]),
        ("Tamsin", ["act_tamsin"]),
        ("tamsin élie", []),
        ("e tamsin", ["act_tamsin"]),
        ("îles", ["act_council"]),
        ("conseil", ["act_council"]),
        ("oeuvre lindoise", ["act_xli"]),
        ("aida", ["act_norval"]),
        ("la", ["act_xli", "act_xva"]),
        ("Nor", []),
        ("", []),
        ("%", []),
        ("' OR 1 = 1", []),
    ],
)
def test_actors_are_found_by_name(known, sought, keys):
    assert [found.key for found in find.by_name(known, sought)] == keys


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("act_xva", ("actors", "act_xva")),
        ("war_1", ("warnings", "war_1")),
        ("occ_war_1", ("warnings", "war_1")),
        ("sta_1", ("statements", "sta_1")),
        ("art_1", ("articles", "art_1")),
        ("sample_1", ("articles", "art_1")),
        ("WAR_1", None),
        ("", None),
        ("men_act_xva", None),
    ],
)
def test_rows_are_found_by_id(known, sought, found):
    row = find.by_id(known, sought)
    assert row == (found and find.Found(*found))


def test_names_that_nobody_bears_have_neighbours(known):
    assert find.near_names(known, "norvall")[0] == "Norval"
    assert find.near_names(known, "zzzz") == []


def test_of_several_a_list_is_shown_and_nobody_is_chosen(warehouse):
    shown = depeche("show", "la", "--warehouse", warehouse)
    assert shown.exit_code == 1
    assert shown.stdout.startswith("2 actors fit “la” equally well; show one of them by its id:\nid ")
    assert "act_xva  la Vésanie  country  XVA             1" in shown.stdout


def test_nothing_found_is_told_in_a_sentence(warehouse):
    shown = depeche("show", "Élie Tansim", "--warehouse", warehouse)
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (1, "", 1)
    assert "did you mean Élie Tamsin?" in shown.stderr
    assert "depeche query --question 30" in depeche("show", "zzzz", "--warehouse", warehouse).stderr
    with duckdb.connect(str(warehouse.with_name("other.duckdb"))) as other:
        other.execute("CREATE TABLE t (a INTEGER)")
    shown = depeche("show", "x", "--warehouse", warehouse.with_name("other.duckdb"))
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    assert "cannot be used as the warehouse" in shown.stderr
    assert "make one with `depeche run`" in depeche("show", "x", "--warehouse", warehouse.with_name("no")).stderr


def test_other_reports_of_an_event_are_told_and_may_be_limited(reports):
    shown = depeche("show", "aid_1", "--warehouse", reports).stdout
    assert "Other reports of the same event (2)" in shown
    assert shown.index("aid_1b") < shown.index("aid_1c")
    assert "La Gazette lindoise" in shown
    shown = depeche("show", "aid_1", "--limit", 1, "--warehouse", reports).stdout
    assert "aid_1c" not in shown
    assert shown.endswith("1 more; --limit 0 shows all.\n")


def test_an_actor_with_many_deeds_is_cut_where_asked(reports):
    every = depeche("show", "norval", "--limit", 0, "--warehouse", reports).stdout
    few = depeche("show", "norval", "--limit", 2, "--warehouse", reports).stdout
    assert "--limit 0" not in every
    assert len(few.splitlines()) < len(every.splitlines())
    assert few.splitlines()[-1].endswith("more; --limit 0 shows all.")


def test_words_are_marked_where_they_stand_in_the_sentence(warehouse):
    with opened(warehouse) as connection:
        [row] = read_rows(connection, ["aid_1"])
    sentence = _sentence(row)
    assert sentence.plain == GAVE
    marked = {sentence.plain[span.start : span.end]: span.style for span in sentence.spans}
    assert marked == {"12\u00a0millions": "bold yellow", "La Vésanie": "bold cyan", "la Linde": "bold cyan"}
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=200)
    console.print(sentence)
    assert "\x1b[1;33m12\u00a0millions\x1b[0m" in console.file.getvalue()
