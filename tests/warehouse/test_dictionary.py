"""The data dictionary, as a page and in docs/, and what a client of DuckDB is told of the same."""

from contextlib import closing

import pytest
from conftest import to_files, to_frames
from links import dead_links, outside_links, read_site
from warehouse.chronicle import chronicle

from etl.warehouse.build import build
from etl.warehouse.connection import connect
from etl.warehouse.dictionary import page
from schemas.codes import code_rows
from schemas.derived.dictionary import code_lists, star_entries, table_entries
from schemas.registry import TABLES, columns
from schemas.star import STAR
from tools.dictionary import DICTIONARY, render
from tools.open_warehouse import listing


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dictionary")
    (folder / "dictionary.html").write_text(page(), encoding="utf-8")
    return read_site(folder)


def test_docs_hold_the_dictionary_as_it_is():
    assert DICTIONARY.read_text(encoding="utf-8") == render(), "make readme"


def test_it_tells_every_table_column_and_code():
    entries = table_entries() + star_entries()
    assert [(entry.name, [column.name for column in entry.columns]) for entry in entries] == [
        (table.TABLE, [column.name for column in columns(table)]) for table in (*TABLES, *STAR)
    ]
    assert all(column.about.endswith((".", ".)")) for entry in entries for column in entry.columns)
    told = [row for found in code_lists() for row in found.rows]
    assert told == list(code_rows())
    assert [found.name for found in code_lists() if not found.used_by] == []


def test_the_page_needs_nothing_beside_it(site):
    assert dead_links(site) == []
    assert outside_links(site) == []
    (found,) = site.values()
    for table in (*TABLES, *STAR):
        assert table.TABLE in found.ids
        assert all(column.name in found.text for column in columns(table))
    for row in code_rows():
        assert row["label_fr"] in found.text
    assert "<script" not in page()


def test_the_listing_tells_all_objects_with_their_comments(tmp_path):
    build(tmp_path / "w.duckdb", to_files(to_frames(chronicle()), tmp_path / "sources"))
    with closing(connect(tmp_path / "w.duckdb", read_only=True)) as connection:
        lines = list(listing(connection))
        views = [name for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
    for name in [*(table.TABLE for table in TABLES), *views]:
        assert [line for line in lines if line.startswith((f"table main.{name}: ", f"view main.{name}: "))] != []
    assert [line for line in lines if line.startswith(("table", "view", "macro")) and ": None" in line] == []
    assert "macro label_fr: French label of a code: label_fr('aid_status', status)." in lines
