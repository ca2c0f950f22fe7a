import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.ingest.errors import InputError
from etl.ingest.load import load

AT = datetime(2026, 1, 2, tzinfo=UTC)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reasons(rejects):
    return {reject.source_uri: reject.reason for reject in rejects}


def test_the_seeds():
    articles, rejects = load([Path("seeds")], AT)
    assert rejects == []
    assert [article.source_uri for article in articles] == [path.as_posix() for path in sorted(Path("seeds").glob("*.txt"))]
    assert [article.title is not None for article in articles] == [True, False, False, False, True]
    assert {article.language for article in articles} == {"fr"}
    assert {article.published_on for article in articles} == {None}


def test_a_folder_is_read_in_order_with_its_subfolders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(Path("in/b.txt"), "Deux")
    write(Path("in/a/z.TXT"), "Un")
    write(Path("in/c.ndjson"), '{"text": "Trois"}\n')
    for passed_over in ("in/.hidden.txt", "in/.git/x.txt", "in/README.txt", "in/README.md", "in/LICENSE"):
        write(Path(passed_over), "pas un article")
    articles, rejects = load([Path("in")], AT)
    assert [(a.source_uri, a.text) for a in articles] == [
        ("in/a/z.TXT", "Un"),
        ("in/b.txt", "Deux"),
        ("in/c.ndjson#L1", "Trois"),
    ]
    assert rejects == []


def test_one_bad_file_among_many_is_a_reject_and_the_others_go_on(tmp_path):
    write(tmp_path / "bon.txt", "Un texte")
    write(tmp_path / "vide.txt", "")
    write(tmp_path / "blanc.txt", "\n \n")
    write(tmp_path / "vide.jsonl", "\n\n")
    write(tmp_path / "image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    write(tmp_path / "image.jsonl", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    write(tmp_path / "photo.png", b"\x89PNG")
    (tmp_path / "nulle-part.txt").symlink_to(tmp_path / "absent.txt")
    (tmp_path / "boucle").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "tube.txt")
    articles, rejects = load([tmp_path], AT)
    assert [article.text for article in articles] == ["Un texte"]
    assert reasons(rejects) == {
        f"{tmp_path}/{name}": reason
        for name, reason in {
            "vide.txt": "empty",
            "blanc.txt": "empty",
            "vide.jsonl": "empty",
            "image.txt": "not_text",
            "image.jsonl": "not_text",
            "photo.png": "unknown_format",
            "nulle-part.txt": "unreadable",
            "boucle": "linked_folder",
            "tube.txt": "unreadable",
        }.items()
    }
    assert all(reject.detail and reject.table_name == "articles" and reject.rejected_at == AT for reject in rejects)


def test_one_bad_line_among_many_is_a_reject_that_names_it(tmp_path):
    lines = [
        '{"id": "a", "text": "Un"}',
        "",
        "{oups",
        "[1]",
        '{"id": "b"}',
        "[" * 100_000,
        '{"text": "a\\ud800"}',
        '{"text": "Deux"}',
    ]
    path = write(tmp_path / "x.jsonl", "\r\n".join(lines))
    articles, rejects = load([path], AT)
    assert [article.source_uri for article in articles] == [f"{path}#L1", f"{path}#L8"]
    assert reasons(rejects) == {
        f"{path}#L3": "bad_json",
        f"{path}#L4": "bad_json",
        f"{path}#L5": "invalid_record",
        f"{path}#L6": "bad_json",
        f"{path}#L7": "invalid_record",
    }
    assert [json.loads(reject.row) for reject in rejects if reject.row] == [{"id": "b"}, {"text": "a\ud800"}]
    assert all((reject.row or "").isprintable() for reject in rejects)


def test_one_line_in_another_encoding_spoils_no_other(tmp_path):
    sound, other = '{"text": "La délégation a été reçue à l’Élysée."}', '{"text": "une fête réussie"}'
    path = write(tmp_path / "x.jsonl", b"\n".join([sound.encode(), other.encode("cp1252"), b'{"text": "\x81\x8d"}']))
    articles, rejects = load([path], AT)
    assert [article.text for article in articles] == ["La délégation a été reçue à l’Élysée.", "une fête réussie"]
    assert reasons(rejects) == {f"{path}#L3": "bad_encoding"}


def test_a_line_separator_inside_a_record_ends_no_line(tmp_path):
    articles, _ = load([write(tmp_path / "x.jsonl", '{"text": "Un\u2028deux\u0085trois"}\n')], AT)
    assert [article.text for article in articles] == ["Un\u2028deux\u0085trois"]


def test_the_same_article_twice_is_kept_once(tmp_path):
    path = write(tmp_path / "x.jsonl", '{"id": "a", "text": "Un"}\n{"id": "b", "text": "Un"}\n{"id": "a", "text": "Un"}\n')
    articles, rejects = load([path, tmp_path, path], AT)
    assert [article.source_id for article in articles] == ["a", "b"]
    assert rejects == []


def test_the_manifest_fills_in_what_the_articles_do_not_say(tmp_path):
    write(
        tmp_path / "manifest.csv",
        "\ufeffsource_id,title,published_on,publisher,url,language,note\nété,,2024-05-31,Agence,,fr,x\nb,T,,,,,\nc,,jeudi,,,,\nd,T,,,,,\n",
    )
    write(tmp_path / "e\u0301te\u0301.txt", "Un")
    write(tmp_path / "b.txt", "Deux")
    write(tmp_path / "c.txt", "Trois")
    write(tmp_path / "d.jsonl", '{"id": "d", "title": "Autre", "text": "Quatre"}')
    articles, rejects = load([tmp_path], AT)
    found = {article.text: article for article in articles}
    assert found["Un"].source_id == "été"
    assert (str(found["Un"].published_on), found["Un"].publisher, found["Un"].url, found["Un"].language) == (
        "2024-05-31",
        "Agence",
        None,
        "fr",
    )
    assert found["T\nDeux"].title == "T"
    assert found["Autre\nQuatre"].title == "Autre"
    assert reasons(rejects) == {f"{tmp_path}/c.txt": "invalid_record"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("titre,langue\nx,fr\n", "no column source_id"),
        ("source_id,title\na,x\na,y\n", "names a twice"),
        (b"source_id\n\x00\n", "cannot be read"),
        ('source_id,title\na,"x\n', "cannot be read"),
    ],
)
def test_a_wrong_manifest_is_told(tmp_path, content, told):
    write(tmp_path / "a.txt", "Un")
    write(tmp_path / "manifest.csv", content)
    with pytest.raises(InputError, match=told) as wrong:
        load([tmp_path / "a.txt"], AT)
    assert str(tmp_path / "manifest.csv") in str(wrong.value)


def test_wrong_use_names_the_path_and_says_what_to_do(tmp_path):
    png, empty, pipe = write(tmp_path / "photo.png", b"x"), tmp_path / "vide", tmp_path / "tube"
    empty.mkdir()
    os.mkfifo(pipe)
    cases = {
        tmp_path / "absent": "no such file or folder; check the path",
        png: r"unknown format; depeche reads \.atom, .*\.txt, .* and \.zst",
        empty: "nothing to read in this folder; depeche reads",
        pipe: "neither a file nor a folder",
    }
    good = write(tmp_path / "bon.txt", "Un")
    for path, told in cases.items():
        with pytest.raises(InputError, match=told) as wrong:
            load([good, path], AT)
        assert str(path) in str(wrong.value)
    with pytest.raises(InputError, match="no input"):
        load([], AT)


def test_input_without_one_article_is_told_with_the_reasons(tmp_path):
    with pytest.raises(InputError, match=r"no article could be read \(1 rejected\)\. .*vide.txt: There is no text"):
        load([write(tmp_path / "vide.txt", " ")], AT)


def refuse(*_):
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_cannot_be_listed_is_wrong_use(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputError, match="the folder cannot be read"):
        load([tmp_path], AT)


def test_a_subfolder_that_cannot_be_listed_is_a_reject(tmp_path, monkeypatch):
    write(tmp_path / "bon.txt", "Un")
    (tmp_path / "secret").mkdir()
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: refuse() if path.name == "secret" else listed(path))
    articles, rejects = load([tmp_path], AT)
    assert [article.text for article in articles] == ["Un"]
    assert reasons(rejects) == {f"{tmp_path}/secret": "unreadable"}


def test_a_file_that_cannot_be_opened_is_a_reject_in_a_folder_and_wrong_use_by_name(tmp_path, monkeypatch):
    write(tmp_path / "bon.txt", "Un")
    secret = write(tmp_path / "secret.txt", "Deux")
    opened = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: refuse() if path == secret else opened(path))
    _, rejects = load([tmp_path], AT)
    assert reasons(rejects) == {str(secret): "unreadable"}
    monkeypatch.setattr(os, "access", lambda path, mode: path != secret)
    with pytest.raises(InputError, match="cannot be opened"):
        load([secret], AT)


def test_a_file_name_that_is_not_utf8_can_be_stored(tmp_path):
    (tmp_path / os.fsdecode(b"\xe9t\xe9.txt")).write_text("Un", encoding="utf-8")
    articles, _ = load([tmp_path], AT)
    assert articles[0].source_uri.encode().endswith("/\ufffdt\ufffd.txt".encode())
    assert articles[0].source_id == "\ufffdt\ufffd"
