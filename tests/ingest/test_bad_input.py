"""What strangers send: each bad piece is a reject that says which and why, and the rest is read."""

import gzip
import io
import json
import logging
import os
import socket
import stat
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.ingest import limits
from etl.ingest.errors import InputError
from etl.ingest.load import load
from tests.ingest.corpus import ARTICLES, atom, files, page, parquet, pdf, rss, tarred, word, zipped
from tests.ingest.strangers import AT, read

ARTICLE, OTHER = ARTICLES
FILES = files(ARTICLE)
HTML = page(ARTICLE).encode()
MIB = 1 << 20
BOMB = b"0" * (65 * MIB)  # a little more than may come out of a small archive


def entry(name: str, *, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


def tar_of(*entries: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for made, data in entries:
            made.size = len(data)
            archive.addfile(made, io.BytesIO(data))
    return out.getvalue()


def nested(depth: int) -> bytes:
    data = zipped({"a.html": HTML})
    for _ in range(depth - 1):
        data = zipped({"a.zip": data})
    return data


def locked() -> bytes:
    data = bytearray(zipped({"a.html": HTML}))
    data[6] |= 1  # both the header of the member and its entry in the directory say that it is encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


CUT_TAR = tarred({"a.html": HTML, "b.html": page(OTHER).encode() * 50}, "w:gz")
DAMAGED_ZIP = bytearray(zipped({"a.html": HTML, "b.html": page(OTHER).encode()}))
DAMAGED_ZIP[60:90] = b"x" * 30

CASES = {
    "a gzip that is cut": ("a.html.gz", gzip.compress(HTML)[:-20], {"a.html.gz!a.html": "damaged"}, 0),
    "a zstandard file that is cut": ("a.html.zst", zstandard.compress(HTML)[:-20], {"a.html.zst!a.html": "damaged"}, 0),
    "a gzip that is none": ("a.html.gz", HTML, {"a.html.gz!a.html": "damaged"}, 0),
    "a tar.gz that is cut": (
        "a.tar.gz",
        CUT_TAR[: len(CUT_TAR) * 4 // 5],
        {"a.tar.gz!b.html": "damaged", "a.tar.gz": "damaged"},
        1,
    ),
    "a tar that is none": ("a.tar", HTML, {"a.tar": "damaged"}, 0),
    "an empty tar.gz": ("a.tar.gz", b"", {"a.tar.gz": "damaged"}, 0),
    "a zip that is none": ("a.zip", HTML, {"a.zip": "damaged"}, 0),
    "a zip with one broken member": ("a.zip", bytes(DAMAGED_ZIP), {"a.zip!a.html": "damaged"}, 1),
    "a zip with a password": ("a.zip", locked(), {"a.zip!a.html": "encrypted"}, 0),
    "a gzip bomb": ("a.txt.gz", gzip.compress(BOMB), {"a.txt.gz!a.txt": "bomb", "a.txt.gz": "bomb"}, 0),
    "a zstandard bomb": ("a.txt.zst", zstandard.compress(BOMB), {"a.txt.zst!a.txt": "bomb", "a.txt.zst": "bomb"}, 0),
    "a bomb in a tar": ("a.tgz", tarred({"a.txt": BOMB}, "w:gz"), {"a.tgz!a.txt": "bomb", "a.tgz": "bomb"}, 0),
    "archives too deep": ("a.zip", nested(4), {"a.zip!a.zip!a.zip!a.zip": "too_deep"}, 0),
    "archives as deep as they are read": ("a.zip", nested(3), {}, 1),
    "names that lead outside": (
        "a.zip",
        zipped(
            {
                "../../a.html": HTML,
                "/etc/b.html": HTML,
                "c/../../d.html": HTML,
                "C:\\e.html": HTML,
                "..\\f.html": HTML,
                "g.html": HTML,
            }
        ),
        {f"a.zip!{name}": "outside" for name in ("../../a.html", "/etc/b.html", "c/../../d.html", "C:\\e.html", "..\\f.html")},
        1,
    ),
    "links and devices in a tar": (
        "a.tar",
        tar_of(
            (entry("a.html", kind=tarfile.SYMTYPE, link="/etc/passwd"), b""),
            (entry("b.html", kind=tarfile.LNKTYPE, link="../x"), b""),
            (entry("c.html", kind=tarfile.FIFOTYPE), b""),
            (entry("d", kind=tarfile.DIRTYPE), b""),
            (entry("../e.html"), HTML),
            (entry("f.html"), HTML),
        ),
        {"a.tar!a.html": "outside", "a.tar!b.html": "outside", "a.tar!c.html": "unreadable", "a.tar!../e.html": "outside"},
        1,
    ),
    "a member without a name": ("a.zip", zipped({".": HTML, "b.html": HTML}), {"a.zip!.": "outside"}, 1),
    "what an archive holds beside articles": (
        "a.zip",
        zipped(
            {
                "__MACOSX/._a.html": b"x",
                ".x/b.html": b"x",
                "README.md": b"x",
                "manifest.csv": b"source_id\n",
                "d.png": b"x",
                "e.html": HTML,
            }
        ),
        {"a.zip!manifest.csv": "manifest_in_archive", "a.zip!d.png": "unknown_format"},
        1,
    ),
    "a long line of text": ("a.txt", b"mot " * (13 * MIB), {"a.txt": "too_large"}, 0),
    "a long text": ("a.txt", b"mot " * (MIB * 3 // 4), {"a.txt": "too_large"}, 0),
    "a long line of HTML": ("a.html", b"<p>" + b"mot " * (13 * MIB), {"a.html": "too_large"}, 0),
    "a page of many elements": ("a.html", b"<p>mot</p>" * 40_000, {"a.html": "too_large"}, 0),
    "a long line of JSON": (
        "a.jsonl",
        b'{"text": "Un"}\n{"text": "' + b"mot " * (13 * MIB) + b'"}\n{"text": "Deux"}\n',
        {"a.jsonl#L2": "too_large"},
        2,
    ),
    "a long line of CSV": ("a.csv", b"text\nUn\n" + b"mot " * (13 * MIB) + b"\nDeux\n", {"a.csv#row2": "bad_row"}, 2),
    "records without text or of wrong types": (
        "a.jsonl",
        b'{"title": "T"}\n{"text": 3}\n{"text": "Un", "title": ["a"]}\n{"text": "Un", "id": {}}\n{"text": "Un", '
        b'"published_on": 3}\n"a"\nnull\n',
        {f"a.jsonl#L{line}": "invalid_record" for line in range(1, 6)} | {f"a.jsonl#L{line}": "bad_json" for line in (6, 7)},
        0,
    ),
    "deep JSON": ("a.jsonl", b'{"text": ' + b"[" * MIB, {"a.jsonl#L1": "bad_json"}, 0),
    "deep JSON that is a feed": ("a.json", b'{"items": ' + b"[" * MIB, {"a.json": "bad_json"}, 0),
    "JSON that is no feed": ("a.json", b'[{"text": "Un"}]', {"a.json": "not_a_feed"}, 0),
    "items of wrong types": (
        "a.json",
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1",
                "items": [3, {"id": 1}, {"content_text": 3}, {"content_html": "<p>Un</p>"}],
            }
        ).encode(),
        {"a.json#entry1": "bad_json", "a.json#entry2": "invalid_record", "a.json#entry3": "invalid_record"},
        1,
    ),
    "rows of another width": ("a.csv", b"id,text\na,Un,x\nb,Deux\nc\n", {"a.csv#row1": "bad_row", "a.csv#row3": "bad_row"}, 1),
    "a table without texts": ("a.csv", b"id,body\na,Un\n", {"a.csv": "no_text_column"}, 0),
    "a table without rows": ("a.csv", b"id,text\n", {"a.csv": "empty"}, 0),
    "an empty table": ("a.csv", b"", {"a.csv": "no_text_column"}, 0),
    "a Parquet file that is cut": ("a.parquet", parquet(ARTICLE)[:-30], {"a.parquet": "damaged"}, 0),
    "dates that are no dates": (
        "a.csv",
        b"text,published_on\nUn,hier\nDeux,2024-02-30\nTrois,\nQuatre,2024-02-29\n",
        {"a.csv#row1": "invalid_record", "a.csv#row2": "invalid_record"},
        2,
    ),
    "a page whose date is no date": (
        "a.html",
        HTML.replace(f"{ARTICLE.published_on}T00:30:00+02:00".encode(), b"bientot"),
        {"a.html": "invalid_record"},
        0,
    ),
    "a feed whose date is no date": (
        "a.atom",
        atom(ARTICLE).replace(ARTICLE.published_on, "hier").encode(),
        {"a.atom#entry1": "invalid_record"},
        0,
    ),
    "a page with a broken address": ("a.html", HTML.replace(ARTICLE.url.encode(), b"http://[x/"), {}, 1),
    "a page in a broken encoding": ("a.html", HTML.replace("é".encode(), b"\xc3", 1), {"a.html": "bad_encoding"}, 0),
    "a table in a broken encoding": ("a.csv", "text\nété où\n".encode() + b"\xc3\n", {"a.csv": "bad_encoding"}, 0),
    "binary data": ("a.html", bytes(range(256)) * 40, {"a.html": "not_text"}, 0),
    "an empty page": ("a.html", b"  \n", {"a.html": "empty"}, 0),
    "frames": (
        "a.html",
        b"<html><frameset><frame src='/b.html'><frameset><frame src='file:///etc/passwd'></frameset></frameset></html>",
        {"a.html": "empty"},
        0,
    ),
    "nested frames": (
        "a.html",
        b"<html><body>" + b"<iframe srcdoc='<p>Cach&eacute;</p>'>" * 5000 + b"</body></html>",
        {"a.html": "empty"},
        0,
    ),
    "a page of scripts": (
        "a.html",
        b"<html><body><script>var x = 'Un texte';</script><p hidden>Rien</p></body></html>",
        {"a.html": "empty"},
        0,
    ),
    "XML that is no feed": (
        "a.xml",
        b"<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>",
        {"a.xml": "not_a_feed"},
        0,
    ),
    "a feed that is cut": ("a.rss", rss(ARTICLE).encode()[:-60], {"a.rss": "not_well_formed"}, 1),
    "a mail without text": ("a.eml", b"Subject: Rien\nContent-Type: image/png\n\nx", {"a.eml": "empty"}, 0),
    "what is no mail": ("a.eml", b"\x00\x01\x02", {"a.eml": "empty"}, 0),
    "a PDF that is cut": ("a.pdf", pdf(ARTICLE)[:200], {"a.pdf": "damaged"}, 0),
    "a PDF that is none": ("a.pdf", HTML, {"a.pdf": "damaged"}, 0),
    "a document that is none": ("a.docx", zipped({"a.txt": b"x"}), {"a.docx": "damaged"}, 0),
    "a document that is a bomb": ("a.docx", zipped({"word/document.xml": BOMB}), {"a.docx": "too_large"}, 0),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_piece_is_told_and_the_rest_is_read(case, tmp_path):
    name, data, reasons, sound = CASES[case]
    articles, found = read(tmp_path, **{name: data})
    assert found == reasons
    assert len(articles) == sound


def test_one_bomb_in_a_zip_does_not_cost_the_others_theirs(tmp_path):
    packed = zipped({"a.txt": BOMB, "b.html": HTML})
    noise = os.urandom(2 * MIB)  # a larger archive may hold more, but not in one member
    packed = zipped({"a.txt": BOMB, "b.html": HTML, "c.png": noise})
    articles, rejects = read(tmp_path, **{"a.zip": packed})
    assert list(articles) == ["a.zip!b.html"]
    assert rejects == {"a.zip!a.txt": "bomb", "a.zip!c.png": "unknown_format"}


def test_a_bomb_of_archives_in_archives_is_stopped_at_one_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_ALWAYS", MIB)
    inner = zipped({"a.txt": b"0" * (MIB * 3 // 4)})
    packed = zipped({f"{number}.zip": inner for number in range(9)})
    articles, rejects = read(tmp_path, **{"a.zip": packed})
    assert rejects["a.zip"] == "bomb"
    assert len(articles) == 1


def test_the_limits_are_told(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(BOMB))
    with pytest.raises(InputError, match=r"more than 64 MiB.*\(100 times as much\)"):
        load([tmp_path], AT)


def test_links_in_a_zip_are_not_followed(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert read(tmp_path, **{"a.zip": out.getvalue()}) == ({}, {"a.zip!a.txt": "outside"})


def test_nothing_is_written_but_in_a_temporary_folder(tmp_path, monkeypatch):
    spools = tmp_path / "spools"
    spools.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spools))
    folder = tmp_path / "in"
    folder.mkdir()
    packed = zipped({"../../../evil.html": HTML, "a/b.html": HTML, "c.zip": zipped({"../d.html": HTML, "e.html": HTML})})
    read(folder, **{"a.zip": packed})
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "bon.txt", "in", "spools"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("Un secret", encoding="utf-8")
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "sub/b.txt").symlink_to("../../secret.txt")
    (folder / "sub/bon.txt").symlink_to("../bon.txt")
    articles, rejects = read(folder)
    assert articles == {}
    assert rejects == {"a.txt": "outside", "sub/b.txt": "outside"}
    assert load([folder / "a.txt"], AT)[0][0].text == "Un secret"  # named by itself, it is what the user wants


def test_one_id_for_two_texts_is_told_with_both(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "Un"}\n{"id": "x", "text": "Deux"}\n{"id": "x", "text": "Un"}\n', encoding="utf-8"
    )
    articles, [reject] = load([tmp_path], AT)
    assert [article.text for article in articles] == ["Un"]
    assert (reject.source_uri, reject.reason) == (f"{tmp_path}/a.jsonl#L2", "duplicate_id")
    assert reject.detail == f"Its id x is that of {tmp_path}/a.jsonl#L1, whose text is another."


def test_an_empty_folder_and_an_empty_archive_are_told(tmp_path):
    with pytest.raises(InputError, match="nothing to read in this folder"):
        load([tmp_path], AT)
    (tmp_path / "a.zip").write_bytes(zipped({}))
    with pytest.raises(InputError, match="no article could be read"):
        load([tmp_path], AT)


def test_what_lacks_a_package_says_what_to_install(tmp_path, monkeypatch):
    for module in ("docx", "pypdf"):
        monkeypatch.setitem(sys.modules, module, None)
    _, rejects = load(
        [write(tmp_path / "a.docx", word(ARTICLE)), write(tmp_path / "a.pdf", pdf(ARTICLE)), write(tmp_path / "b.txt", b"Un")],
        AT,
    )
    assert {reject.reason for reject in rejects} == {"missing_extra"}
    assert all("install depeche[documents]" in (reject.detail or "") for reject in rejects)


def test_readers_are_quiet_and_ask_nobody(tmp_path, monkeypatch, caplog, capfd):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    linked = page(ARTICLE).replace(
        "<head>", '<head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
    )
    with caplog.at_level(logging.WARNING):
        read(
            tmp_path,
            **{"a.html": linked.encode(), "b.html": b"<p>", "c.pdf": pdf(ARTICLE)[:-30], "d.rss": rss(OTHER).encode()[:-9]},
        )
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


@given(
    chosen=st.sampled_from(sorted(FILES)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), st.binary(max_size=8)), min_size=1, max_size=5),
)
@settings(max_examples=150)
def test_damage_anywhere_costs_no_other_file_its_articles(chosen, cuts):
    data = bytearray(FILES[chosen])
    for place, length, other in cuts:
        at = int(place * len(data))
        data[at : at + length] = other
    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder), **{chosen: bytes(data)})


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
