import json
import logging
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.ingest.errors import UnreadableError
from etl.ingest.language import pass_gate
from etl.ingest.load import Terms, load
from etl.ingest.records import to_article
from etl.language.pack import languages, load_pack

AT = datetime(2031, 3, 5, tzinfo=UTC)
GOLDEN = Path(__file__).parents[1] / "golden" / "languages" / "articles.toml"
TEXTS = [(each["language"], each["text"].strip()) for each in tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["article"]]
FRENCH = [text for language, text in TEXTS if language == "fr"]
OTHERS = [(language, text) for language, text in TEXTS if language != "fr"]
NAMED = {language for language, _ in OTHERS} - {"ht"}  # the small model does not know Haitian Creole from its neighbours


def article(text, language=None):
    return to_article({"text": text, "language": language}, "x.txt", AT)


def refusal(text, language=None, readable=("fr",)):
    with pytest.raises(UnreadableError) as caught:
        pass_gate(article(text, language), readable)
    assert caught.value.reason == "language"
    return caught.value.detail


def test_the_samples_are_in_many_languages():
    assert len({language for language, _ in TEXTS}) >= 15
    assert len(OTHERS) * 4 >= len(TEXTS)


@pytest.mark.parametrize("text", FRENCH, ids=lambda text: text[:30])
@pytest.mark.parametrize("declared", [None, "fr", "en"])
def test_french_passes_whatever_was_declared(text, declared):
    assert pass_gate(article(text, declared), ["fr"]).language == "fr"
    assert pass_gate(article("\n".join([text] * 6), declared), ["fr"]).language == "fr"


@pytest.mark.parametrize(("language", "text"), OTHERS, ids=lambda value: value[:30])
@pytest.mark.parametrize("declared", [None, "fr"])
def test_other_languages_are_turned_away_whatever_was_declared(language, text, declared):
    for told in (text, "\n".join([text] * 6)):
        name = language if language in NAMED else "not recognised"
        assert refusal(told, declared) == f"Its language is {name}; there are packs for: fr."


@pytest.mark.parametrize(
    "text",
    [
        "Deux",
        "Accord signé à Lindeville",
        "OK",
        "The End",
        "Wolfgang Schreiber\nJohn Whitfield\nMary Johnson\nPeter Brown\nAndrew Smith\nMichael Williams",
        "1987 12 000 34,5 %",
        "Norval – Tamsin – Whitfield – Schreiber – Lombardi – Mendes : 3-1, 2-2, 0-0",
    ],
)
def test_where_there_is_too_little_to_tell_what_was_declared_stays(text):
    assert pass_gate(article(text), ["fr"]).language is None
    assert pass_gate(article(text, "fr"), ["fr"]).language == "fr"
    assert refusal(text, "de") == "Its language is de; there are packs for: fr."


def test_a_language_with_a_pack_passes():
    (english, *_) = (text for language, text in OTHERS if language == "en")
    assert pass_gate(article(english), ["en", "fr"]).language == "en"
    assert pass_gate(article(FRENCH[0]), ["en", "fr"]).language == "fr"
    assert refusal(FRENCH[0], readable=["de", "en"]) == "Its language is fr; there are packs for: de, en."


def test_there_is_a_pack_for_every_language_that_passes():
    assert "fr" in languages()
    assert {load_pack(language).language for language in languages()} == languages()


def test_what_is_turned_away_is_a_reject_and_the_rest_goes_on(tmp_path):
    file = tmp_path / "x.jsonl"
    records = [{"id": language, "text": text} for language, text in (OTHERS[0], ("fr", FRENCH[0]), OTHERS[2])]
    file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    articles, rejects = load([file], AT, Terms(languages()))
    assert [each.source_id for each in articles] == ["fr"]
    assert [(each.source_uri, each.reason, each.detail) for each in rejects] == [
        (f"{file}#L1", "language", "Its language is en; there are packs for: fr."),
        (f"{file}#L3", "language", "Its language is de; there are packs for: fr."),
    ]
    assert json.loads(rejects[0].row)["text"] == OTHERS[0][1]
    assert len(load([file], AT)[0]) == 3


def test_the_gate_says_nothing_writes_nothing_and_asks_nobody(tmp_path):
    program = """
import socket, sys
from datetime import UTC, datetime
socket.socket.connect = socket.getaddrinfo = None
from etl.ingest.language import pass_gate
from etl.ingest.records import to_article
for text in sys.argv[1:]:
    print(pass_gate(to_article({"text": text}, "x", datetime(2031, 3, 5, tzinfo=UTC)), ["fr"]).language)
"""
    command = [sys.executable, "-c", program, FRENCH[0], "\n".join(FRENCH)]
    env = {"PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    shown = subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=60)
    assert (shown.stdout, shown.stderr) == ("fr\nfr\n", "")
    assert list(tmp_path.iterdir()) == []


def test_the_gate_logs_nothing(caplog):
    with caplog.at_level(logging.DEBUG):
        pass_gate(article("\n".join(FRENCH)), ["fr"])
    assert caplog.records == []
