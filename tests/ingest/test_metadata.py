"""What is known of an article beside its text, and what tells it; nothing is invented."""

import csv
import json
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.entities.dates import dateline_day
from etl.ingest import frontmatter, markup
from etl.ingest.load import Terms, load
from etl.ingest.markdown import to_text
from etl.ingest.names import day_in, stem
from etl.ingest.pagedate import day_of, published_on
from etl.ingest.pdf import paragraphs
from etl.ingest.records import host
from etl.language.pack import load_pack
from schemas.codes import code_rows
from tests.ingest.corpus import ARTICLES, atom, page, record, rss

AT = datetime(2026, 1, 2, tzinfo=UTC)
ARTICLE = ARTICLES[0]
GOLDEN = Path("tests/golden/ingest")
DATELINE = partial(dateline_day, pack=load_pack("fr"))


def rows(name: str):
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cases(name: str):
    return [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", rows("file_names.csv"), ids=lambda case: case["name"])
def test_the_day_in_a_file_name(case):
    assert day_in(case["name"]) == (case["day"] or None)


@pytest.mark.parametrize("case", rows("hosts.csv"), ids=lambda case: case["url"])
def test_the_host_of_an_address(case):
    assert host(case["url"]) == (case["host"] or None)


@pytest.mark.parametrize("case", cases("markdown.jsonl"), ids=lambda case: case["source"][:30])
def test_markdown(case):
    assert to_text(case["source"]) == case["text"]


@given(st.text(alphabet="ab *_`[]()<>!#-=>\\\n", max_size=200))
def test_markdown_never_fails_and_adds_no_word(source):
    assert set(to_text(source)) <= set(source) | {" ", "\n", "-"}


@pytest.mark.parametrize("case", cases("front_matter.jsonl"), ids=lambda case: case["source"][:30])
def test_front_matter(case):
    assert frontmatter.split(case["source"]) == (case["fields"], case["text"])


@pytest.mark.parametrize("case", cases("page_dates.jsonl"), ids=lambda case: (case["head"] or case["body"])[:40])
def test_the_day_that_a_page_tells(case):
    found = published_on(markup.parse(f"<html><head>{case['head']}</head><body>{case.get('body', '')}<p>x</p></body></html>"))
    assert (found and day_of(found)[: len(case["day"] or "")]) == case["day"]


def test_lines_of_print_become_paragraphs():
    lines = [
        "Un titre",
        "La première ligne remplit toute la largeur de la page et se termine en-",
        "suite dans la suivante, où le porte-parole est nommé avec son porte-",
        "parole.",
        "Un autre paragraphe.",
    ]
    assert paragraphs(lines) == [
        "Un titre",
        "La première ligne remplit toute la largeur de la page et se termine ensuite dans la suivante, "
        "où le porte-parole est nommé avec son porte-parole.",
        "Un autre paragraphe.",
    ]
    assert paragraphs([]) == []


def told_by(folder: Path, name: str, text: str | bytes, **manifest: str):
    """The day of the one article of a file, and what tells it."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    if manifest:
        (folder / "manifest.csv").write_text(f"source_id,{','.join(manifest)}\n{stem(name)},{','.join(manifest.values())}\n")
    [article] = load([folder], AT, Terms(dateline=DATELINE))[0]
    return str(article.published_on), article.published_on_source


SIGNED = "PORT-VÉSAN, 7 mars 2021 (AII) - La ministre a reçu son homologue."
UNSIGNED = "PORT-VÉSAN, 7 mars (AII) - La ministre a reçu son homologue."
HTML = page(ARTICLE)
UNDATED = HTML.replace("datePublished", "x").replace("<p>La ministre", "<p>PORT-VÉSAN, 7 mars 2021 (AII) - La ministre")


@pytest.mark.parametrize(
    ("name", "text", "manifest", "expected"),
    [
        ("2021-03-06.txt", f"---\ndate: 2021-03-05\n---\n{SIGNED}", {"published_on": "2021-03-04"}, ("2021-03-04", "manifest")),
        ("2021-03-06.txt", f"---\ndate: 2021-03-05\n---\n{SIGNED}", {}, ("2021-03-05", "record")),
        ("2021-03-06.txt", SIGNED, {"publisher": "Agence"}, ("2021-03-06", "file_name")),
        ("a.txt", SIGNED, {}, ("2021-03-07", "dateline")),
        ("a.txt", UNSIGNED, {}, ("None", None)),
        ("a.txt", SIGNED.replace("7 mars", "31 avril"), {}, ("None", None)),
        ("a.txt", "Le 7 mars 2021, la ministre a reçu son homologue.", {}, ("None", None)),
        ("2021-03-06.html", HTML, {"published_on": "2021-03-04"}, ("2021-03-04", "manifest")),
        ("2021-03-06.html", HTML, {}, ("2021-03-05", "page")),
        ("2021-03-06.html", UNDATED, {}, ("2021-03-06", "file_name")),
        ("a.html", UNDATED, {}, ("2021-03-07", "dateline")),
        ("2021-03-06.rss", rss(ARTICLE), {}, ("2021-03-05", "feed")),
        ("2021-03-06.atom", atom(ARTICLE).replace("published>", "x>"), {}, ("2024-01-01", "feed")),
        ("2021-03-06.jsonl", json.dumps(record(ARTICLE)), {}, ("2021-03-05", "record")),
        ("2021-03-06.jsonl", json.dumps({"text": "Un", "published_on_source": "manifest"}), {}, ("None", None)),
        ("a.jsonl", json.dumps(record(ARTICLE) | {"published_on_source": "manifest"}), {}, ("2021-03-05", "record")),
    ],
)
def test_what_tells_the_day_by_trust(name, text, manifest, expected, tmp_path):
    assert told_by(tmp_path, name, text, **manifest) == expected


def test_every_source_of_a_day_is_a_code():
    codes = {row["code"] for row in code_rows() if row["list"] == "published_on_source"}
    assert codes == {"manifest", "record", "page", "feed", "file_name", "dateline"}


def test_the_publisher_is_the_host_where_nothing_else_tells(tmp_path):
    lines = [
        {"text": "Un", "url": "https://www.courrier.example/x"},
        {"text": "Deux", "publisher": "Agence", "url": "https://x.example"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert [article.publisher for article in load([tmp_path], AT)[0]] == ["courrier.example", "Agence"]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_columns_of_any_name(suffix, tmp_path, monkeypatch):
    monkeypatch.setenv("DEPECHE_COLUMNS", '{"text": "body", "published_on": "when", "id": "nr"}')
    frame = pl.DataFrame(
        {"nr": [1, 2], "body": ["Un texte", "Deux textes"], "when": ["2024-05-31", None], "text": ["résumé", "x"]}
    )
    path = tmp_path / f"a{suffix}"
    if suffix == ".jsonl":
        frame.write_ndjson(path)
    elif suffix == ".csv":
        frame.write_csv(path, separator="\t")
    else:
        frame.with_columns(pl.col("when").str.to_datetime("%Y-%m-%d")).write_parquet(path)
    first, second = load([path], AT)[0]
    assert (first.source_id, first.text, first.published_on) == ("1", "Un texte", date(2024, 5, 31))
    assert (second.source_id, second.published_on, second.published_on_source) == ("2", None, None)


def test_a_large_table_is_streamed(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.ingest.decoding.IN_MEMORY", 10)
    (tmp_path / "a.csv").write_text('\ufeffid,text\n1,"Été\n\nà Genève"\n2,Deux\n', encoding="utf-8")
    assert [article.text for article in load([tmp_path], AT)[0]] == ["Été\n\nà Genève", "Deux"]
    (tmp_path / "b.csv").write_bytes("id,text\n1,Été\n".encode("cp1252"))
    _, [reject] = load([tmp_path], AT)
    assert (reject.source_uri, reject.reason) == (f"{tmp_path}/b.csv", "bad_encoding")
