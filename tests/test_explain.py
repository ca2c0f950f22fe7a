import os
import subprocess
import sys
from datetime import date

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.explain import explain
from etl.language.pack import load_pack

TEXT = (
    "La ministre estonienne Kadri Tamm s'est entretenue jeudi à Riga avec son homologue finlandais, Eero Laakso. "
    "Sur la Moldavie, elle a averti Minsk qu'un nouveau survol aurait un coût. Oslo n'a pas averti Moscou. "
    "Aucune rencontre n'est prévue entre Kadri Tamm et Lars Holmgaard. La Norvège a promis 20 millions d'euros à l'Ukraine."
)
FINDINGS = explain(TEXT, date(2031, 4, 3), load_pack("fr"))


def by_rule(rule: str, *, row: bool):
    return next(finding for finding in FINDINGS if finding.rule == rule and finding.row == row)


def depeche(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_row_tells_what_each_slot_took_and_from_which_words():
    meeting = by_rule("meeting.talk", row=True)
    assert (meeting.table, meeting.trigger, TEXT[meeting.start :].startswith("entretenue")) == ("meetings", "entretenue", True)
    slots = {(slot.name, slot.value): slot.words for slot in meeting.slots}
    assert slots["participant", "Kadri Tamm"] == "La ministre estonienne Kadri Tamm"
    assert slots["participant", "Eero Laakso"] == "son homologue finlandais, Eero Laakso"
    assert slots["date", "2031-04-03"] == "jeudi"
    assert slots["place_country", "LVA"] == "Riga"


def test_a_rule_without_a_row_tells_why():
    assert by_rule("warning.warn", row=False).reason == "denied, left undone or only possible"
    assert by_rule("meeting.noun_talks", row=False).reason == "negated"


def test_whom_a_row_passes_over_and_why():
    assert by_rule("warning.warn", row=True).passed == (("la Moldavie", "under 'sur', no place of the frame"),)


def test_aid_is_explained_too():
    pledge = by_rule("aid.money", row=True)
    assert {"donor", "recipient", "amount", "currency", "status"} <= {slot.name for slot in pledge.slots}


def test_findings_stand_in_the_order_of_the_text():
    starts = [finding.start for finding in FINDINGS]
    assert starts == sorted(starts)
    assert all(TEXT[finding.start :].startswith(finding.trigger) for finding in FINDINGS)


def test_a_text_without_events_fires_nothing():
    assert explain("Il pleut sur Riga.", None, load_pack("fr")) == []


def test_the_command_prints_plain_lines_where_nobody_looks(tmp_path):
    (tmp_path / "article.txt").write_text(f"Riga\n{TEXT}", encoding="utf-8")
    shown = depeche("explain", tmp_path / "article.txt", "--published-on", "2031-04-03")
    assert shown.exit_code == 0
    assert "\x1b" not in shown.stdout
    lines = shown.stdout.splitlines()
    assert lines[0] == "article"
    at = f"Riga {TEXT}".index("averti")
    assert f"warnings  warning.warn  “averti” at {at}: a row" in lines
    assert "  target    BLR  “Minsk”" in lines
    assert "  passed over: “la Moldavie”, under 'sur', no place of the frame" in lines
    assert lines[-1] == f"{len(FINDINGS)} rules fired, 3 rows"


def test_the_command_uses_colour_in_a_terminal(tmp_path):
    (tmp_path / "article.txt").write_text(f"Riga\n{TEXT}", encoding="utf-8")
    command = [sys.executable, "-c", "from etl.cli import app; app()", "explain", str(tmp_path / "article.txt")]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "FORCE_COLOR": "1"})
    assert "\x1b[" in shown.stdout


@pytest.mark.parametrize("name", ["absent.txt", "photo.png"])
def test_wrong_input_exits_with_2(tmp_path, name):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    shown = depeche("explain", tmp_path / name)
    assert shown.exit_code == 2
    assert shown.stderr.count("\n") == 1


def test_every_article_of_a_file_is_explained(tmp_path):
    lines = '{"id": "a", "text": "Oslo a averti Minsk."}\n{"id": "b", "text": "Il pleut.", "language": "fr"}\n'
    (tmp_path / "two.jsonl").write_text(lines, encoding="utf-8")
    shown = depeche("explain", tmp_path / "two.jsonl").stdout.splitlines()
    assert [line for line in shown if line in ("a", "b")] == ["a", "b"]
    assert shown[-1] == "0 rules fired, 0 rows"


def test_an_article_in_a_language_without_a_pack_is_told(tmp_path):
    (tmp_path / "one.jsonl").write_text('{"text": "Hello.", "language": "zz"}\n', encoding="utf-8")
    shown = depeche("explain", tmp_path / "one.jsonl")
    assert (shown.exit_code, shown.stderr) == (1, "depeche: no language pack for 'zz'\n")
