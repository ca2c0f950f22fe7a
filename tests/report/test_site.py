"""The whole site of the small warehouse; how it behaves in a browser is tested in integration/."""

from contextlib import closing

import duckdb
import pytest
from links import dead_links, outside_links, read_site

from etl.report.site import ReportError, write_site
from etl.warehouse.build import build
from etl.warehouse.connection import WarehouseError
from schemas.registry import TABLES

EVIL = '"><script src="https://evil.example/x.js"></script>\''


def quiet(done, total):
    """Nobody looks."""


@pytest.fixture
def warehouse(tmp_path, sources):
    build(tmp_path / "w.duckdb", sources)
    return tmp_path / "w.duckdb"


def change(warehouse, *statements):
    with closing(duckdb.connect(str(warehouse))) as connection:
        for statement in statements:
            connection.execute(statement)


def contents(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def only(site, pattern):
    [found] = [page for file, page in site.items() if file.match(pattern)]
    return found


def test_the_site_is_sound_and_the_same_each_time(warehouse, tmp_path):
    told = []
    written = write_site(warehouse, tmp_path / "one", lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told)
    site = read_site(tmp_path / "one")
    assert len(site) == written
    assert dead_links(site) == []
    assert outside_links(site) == []
    write_site(warehouse, tmp_path / "two", quiet)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_an_earlier_site_is_replaced_and_nothing_else(warehouse, tmp_path):
    write_site(warehouse, tmp_path / "site", quiet)
    (tmp_path / "site/fr/articles/old.html").touch()
    write_site(warehouse, tmp_path / "site", quiet)
    assert not (tmp_path / "site/fr/articles/old.html").exists()
    (tmp_path / "site/mine.txt").touch()
    before = contents(tmp_path / "site")
    with pytest.raises(ReportError, match=r"mine\.txt"):
        write_site(warehouse, tmp_path / "site", quiet)
    assert contents(tmp_path / "site") == before
    with pytest.raises(ReportError, match="Give another folder"):
        write_site(warehouse, tmp_path / "site/mine.txt", quiet)
    assert {path.name for path in tmp_path.iterdir()} == {"site", "sources", "w.duckdb"}


def test_what_is_no_warehouse_gives_no_site(tmp_path):
    (tmp_path / "text").write_text("no warehouse")
    for name in ("absent", "text"):
        with pytest.raises(WarehouseError):
            write_site(tmp_path / name, tmp_path / "site", quiet)
    assert not (tmp_path / "site").exists()


def test_an_empty_warehouse_has_pages_too(warehouse, tmp_path):
    change(warehouse, *(f"DELETE FROM {table.TABLE}" for table in TABLES if table.TABLE != "codes"))  # noqa: S608
    write_site(warehouse, tmp_path / "site", quiet)
    assert dead_links(read_site(tmp_path / "site")) == []


def test_what_articles_say_never_becomes_part_of_a_page(warehouse, tmp_path):
    evil = EVIL.replace("'", "''")
    change(
        warehouse,
        f"UPDATE articles SET title = '{evil}', publisher = '{evil}', source_id = '{evil}', url = 'javascript:alert(1)'",  # noqa: S608
        f"UPDATE actors SET name = name || '{evil}'",  # noqa: S608
        f"UPDATE meetings SET place = '{evil}', rule = '{evil}'",  # noqa: S608
        f"UPDATE rejects SET reason = '{evil}'",  # noqa: S608
    )
    write_site(warehouse, tmp_path / "site", quiet)
    site = read_site(tmp_path / "site")
    assert dead_links(site) == []
    assert outside_links(site) == []
    assert EVIL in only(site, "en/lists/actors-1.html").text


def test_the_address_of_an_article_is_the_only_way_out(warehouse, tmp_path):
    address = "https://news.example/a?b=1&c=2"
    change(warehouse, f"UPDATE articles SET url = '{address}'")  # noqa: S608
    write_site(warehouse, tmp_path / "site", quiet)
    assert outside_links(read_site(tmp_path / "site")) == [("a", {"href": address, "rel": "noopener noreferrer"})] * 2


def test_reports_of_one_event_stand_side_by_side_and_say_where_they_differ(warehouse, tmp_path):
    change(
        warehouse,
        "INSERT INTO meetings SELECT * REPLACE ('met_2' AS event_id, 'planned' AS status, NULL AS place) FROM meetings",
        "INSERT INTO event_actors SELECT * REPLACE ('met_2' AS event_id) FROM event_actors WHERE event_id = 'met_1'",
    )
    write_site(warehouse, tmp_path / "site", quiet)
    site = read_site(tmp_path / "site")
    assert dead_links(site) == []
    page = only(site, "en/events/occ-met-1-*.html")
    assert "Report 2" in page.text
    assert page.text.count("The reports differ") == 1
    assert "The reports differ" not in only(site, "en/events/occ-agr-1-*.html").text


def test_articles_that_repeat_others_say_so(warehouse, tmp_path):
    change(
        warehouse,
        "INSERT INTO articles SELECT * REPLACE ('art_2' AS article_id, 'art_1' AS duplicate_of) FROM articles",
        "INSERT INTO articles SELECT * REPLACE ('art_3' AS article_id, 'art_1' AS superseded_by) FROM articles LIMIT 1",
        "UPDATE articles SET duplicate_of = NULL WHERE article_id = 'art_3'",
    )
    write_site(warehouse, tmp_path / "site", quiet)
    site = read_site(tmp_path / "site")
    assert dead_links(site) == []
    assert "Nearly repeats another article" in only(site, "en/articles/art-2-*.html").text
    assert "Répète à peu près" in only(site, "fr/articles/art-2-*.html").text
    assert "A newer version" in only(site, "en/articles/art-3-*.html").text
    assert "Articles that gave no row: 0." in only(site, "en/index.html").text
    assert "Nearly repeats another article" not in only(site, "en/articles/art-1-*.html").text


def test_what_people_corrected_is_told_beside_the_text(warehouse, tmp_path):
    values = "'cor_1' AS correction_id, 'c.csv:2' AS line, 'set' AS action, 'meetings' AS table_name, 'sample_1' AS source_id"
    more = "'reçu' AS text, 'status' AS column_name, 'planned' AS old_value, 'held' AS new_value, 'applied' AS status"
    change(warehouse, "DELETE FROM corrections", f"INSERT INTO corrections BY NAME SELECT {values}, {more}")
    write_site(warehouse, tmp_path / "site", quiet)
    site = read_site(tmp_path / "site")
    assert "RencontresÉtatplannedheldappliquée" in only(site, "fr/articles/art-1-*.html").text
    assert "Corrections" in only(site, "en/index.html").text


def test_long_lists_go_on_over_pages(warehouse, tmp_path):
    names = "'x' || i AS actor_id, 'Nom ' || i AS name, 'person' AS actor_type, 1 AS article_count, 1 AS mention_count"
    change(warehouse, f"INSERT INTO actors BY NAME SELECT {names} FROM range(450) AS more(i)")  # noqa: S608
    write_site(warehouse, tmp_path / "site", quiet)
    site = read_site(tmp_path / "site")
    assert dead_links(site) == []
    assert "Page 2 of 3" in only(site, "en/lists/actors-2.html").text
    assert not [file for file in site if file.match("lists/actors-4.html")]
