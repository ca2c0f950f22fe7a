import sys
from decimal import Decimal

import pytest
from rich.text import Text

from etl import console
from etl.console import aligned, harmless, progress, say, show_facts, show_table


def test_numbers_stand_right_and_the_unknown_is_empty():
    rows = [("été", 1, Decimal("1.50")), (None, None, None), ("a\nb", 22, Decimal("1E+3"))]
    assert list(aligned(("word", "n", "amount"), rows)) == [
        "word   n  amount",
        "────  ──  ──────",
        "été    1    1.50",
        "",
        "a b   22    1000",
    ]


def test_wide_characters_keep_the_columns_straight():
    assert list(aligned(("a", "b"), [("日本", "x"), ("e\u0301", "y")])) == ["a     b", "────  ─", "日本  x", "e\u0301     y"]


def test_a_table_without_rows_shows_its_columns():
    assert list(aligned(("name", "n"), [])) == ["name  n", "────  ─"]


def test_truth_is_no_number():
    assert list(aligned(("yes",), [(True,), (False,)]))[2:] == ["true", "false"]


def test_without_a_terminal_there_is_no_bar(capsys):
    with progress("reading") as advance:
        advance(1, 2)
    assert capsys.readouterr() == ("", "")


def test_in_a_terminal_the_bar_is_on_standard_error(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress("reading") as advance:
        advance(1, 2)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "reading" in shown.err
    assert "1/2" in shown.err


@pytest.mark.parametrize("terminal", [True, False])
def test_facts_stand_beside_their_labels_and_are_folded_in_a_terminal_only(capsys, monkeypatch, terminal):
    monkeypatch.setattr(console, "is_terminal", lambda: terminal)
    monkeypatch.setenv("COLUMNS", "20")
    show_facts([("word", Text("été " * 8 + "\nfin")), ("é", Text(""))])
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0].startswith("word  été")
    assert lines[-2:] == ["      fin", "é"]
    assert (len(lines) > 3) == terminal


def test_what_an_article_says_gives_a_terminal_no_orders(capsys, monkeypatch):
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    order = "\x1b]0;title\x07\x9b2J"
    say(order)
    show_facts([("a", Text(order))])
    show_table(["a"], [[order]])
    assert not set("\x1b\x07\x9b") & set(capsys.readouterr().out)
    assert harmless(f"a{order}\tb\n") == "a\ufffd]0;title\ufffd\ufffd2J\tb\n"
