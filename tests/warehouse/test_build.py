# ruff: noqa: S608 - the paths in these statements are those of the tests
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import polars as pl
import pytest
from conftest import to_frames
from polars.testing import assert_frame_equal

from etl.warehouse import build as building
from etl.warehouse.build import build
from etl.warehouse.connection import WarehouseError, connect
from schemas.registry import TABLES

LOGS = {
    "meetings": "meeting_log",
    "aid_pledges": "aid_ledger",
    "warnings": "warning_log",
    "agreements": "agreement_log",
    "statements": "who_said_what",
}


@pytest.fixture
def warehouse(tmp_path):
    return tmp_path / "data" / "w.duckdb"


@contextmanager
def held_open(path, *, read_only):
    """Another process with the file open."""
    program = (
        f"import duckdb, sys; c = duckdb.connect({str(path)!r}, read_only={read_only}); print('open', flush=True); "
        "sys.stdin.readline(); print(c.execute('SELECT count(*) FROM actors').fetchone()[0])"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def answer(path, sql):
    with closing(connect(path, read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def test_the_warehouse_holds_what_it_was_given(warehouse, sources, frames):
    rows = build(warehouse, sources)
    assert rows == {table.TABLE: frames[table.TABLE].height for table in TABLES}
    with closing(connect(warehouse, read_only=True)) as connection:
        for table in TABLES:
            loaded = connection.sql(f'FROM "{table.TABLE}"').pl()
            assert_frame_equal(loaded, frames[table.TABLE].sort(table.KEY))
    assert names(warehouse.parent) == ["w.duckdb"]


def test_views_have_answers(warehouse, sources):
    build(warehouse, sources)
    assert answer(warehouse, "SELECT hosts, visitors, place FROM meeting_log") == [("Aïda Norval", "Élie Tamsin", "Port-Vésan")]
    assert answer(warehouse, "SELECT donors, recipients, amount FROM aid_ledger") == [("la Vésanie", "la Linde", 12_000_000)]
    assert answer(warehouse, "SELECT targets, kind FROM warning_log") == [("Conseil des Îles", "warning")]
    assert answer(warehouse, "SELECT parties, agreement FROM agreement_log") == [("la Vésanie", "l’accord de pêche")]
    assert answer(warehouse, "SELECT speaker, offices FROM who_said_what") == [("Aïda Norval", "ministre vésane")]
    assert answer(warehouse, "SELECT meetings, statements, rejects FROM coverage") == [(1, 1, 0)]
    assert answer(warehouse, "SELECT reason, row_count FROM rejects_by_reason") == [("empty", 1)]


def test_what_articles_disagree_on_is_shown_and_what_one_leaves_open_is_not(warehouse, rows, save):
    again = {"article_id": "art_2", "source_id": "sample_2", "published_on": date(2031, 3, 7), "source_uri": "sample.jsonl#2"}
    rows["articles"].append(rows["articles"][0] | again)
    for name in ("meetings", "aid_pledges"):
        (row,) = rows[name]
        other = {"article_id": "art_2", "event_id": row["event_id"] + "_2", "occurrence_id": row["occurrence_id"]}
        rows[name].append(row | other)
    whole_month = {
        "date": "2031-03",
        "date_earliest": date(2031, 3, 1),
        "date_latest": date(2031, 3, 31),
        "place": "capitale vésane",
    }
    rows["meetings"][1] |= whole_month
    rows["aid_pledges"][1] |= {"amount": Decimal(14_000_000), "amount_max": Decimal(15_000_000), "quantity": 2}
    build(warehouse, save(to_frames(rows)))
    columns = "table_name, column_name, differing, source_ids, occurrence_id"
    assert answer(warehouse, f"SELECT {columns} FROM conflicts") == [
        ("aid_pledges", "amount", "12000000.00 EUR | 14000000.00–15000000.00 EUR", ["sample_1", "sample_2"], "occ_aid_1")
    ]
    day = date(2031, 3, 6)
    rows["meetings"][1] |= {"date": "2031-03-06", "date_earliest": day, "date_latest": day, "status": "planned"}
    build(warehouse, save(to_frames(rows)))
    found = answer(warehouse, "SELECT column_name, told, evidence FROM conflicts WHERE table_name = 'meetings'")
    assert [(name, told) for name, told, _ in found] == [
        ("date", ["2031-03-05", "2031-03-06"]),
        ("status", ["held", "planned"]),
    ]
    assert found[0][2] == [rows["meetings"][0]["evidence"]] * 2


def test_a_view_shows_each_row_of_its_table_once(warehouse, frames, save):
    double = frames["event_actors"].filter(pl.col("part") == "host").with_columns(pl.lit("act_xva").alias("actor_id"))
    frames["event_actors"] = pl.concat([frames["event_actors"], double])
    build(warehouse, save(frames))
    assert answer(warehouse, "SELECT hosts FROM meeting_log") == [("Aïda Norval, la Vésanie",)]


def test_what_a_near_copy_tells_is_in_the_tables_and_in_no_log(warehouse, frames, save):
    original = frames["articles"].with_columns(article_id=pl.lit("art_0"))
    frames["articles"] = pl.concat([original, frames["articles"].with_columns(duplicate_of=pl.lit("art_0"))])
    build(warehouse, save(frames))
    for table, log in LOGS.items():
        assert answer(warehouse, f"SELECT count(*) FROM {table}") == [(1,)]
        assert answer(warehouse, f"SELECT count(*) FROM {log}") == [(0,)]
    told = answer(warehouse, "SELECT article_id, meetings, duplicate_of FROM coverage ORDER BY article_id")
    assert told == [("art_0", 0, None), ("art_1", 1, "art_0")]


def test_the_older_clients_can_open_it(warehouse, sources):
    build(warehouse, sources)
    tags = answer(warehouse, "SELECT tags FROM duckdb_databases() WHERE database_name = current_database()")
    assert tags[0][0]["storage_version"].startswith("v1.0.0")


def test_a_second_build_changes_nothing_and_keeps_the_first_times(warehouse, frames, save):
    build(warehouse, save(frames))
    later = timedelta(days=3)
    frames["articles"] = frames["articles"].with_columns(pl.col("ingested_at") + later)
    second = frames["rejects"].with_columns(pl.lit("rej_2").alias("reject_id"))
    frames["rejects"] = pl.concat([frames["rejects"], second]).with_columns(pl.col("rejected_at") + later)
    before = answer(warehouse, "SELECT ingested_at, rejected_at FROM articles, rejects")
    build(warehouse, save(frames))
    assert answer(warehouse, "SELECT ingested_at, rejected_at FROM articles, rejects WHERE reject_id = 'rej_1'") == before
    (new,) = answer(warehouse, "SELECT rejected_at FROM rejects WHERE reject_id = 'rej_2'")
    assert new[0] == before[0][1] + later


def test_times_are_kept_from_a_warehouse_that_lacks_a_table(warehouse, sources):
    build(warehouse, sources)
    with closing(duckdb.connect(str(warehouse))) as connection:
        connection.execute("DROP VIEW coverage; DROP VIEW rejects_by_reason; DROP TABLE rejects")
    assert build(warehouse, sources)["rejects"] == 1


def test_data_that_break_a_constraint_leave_the_old_warehouse(warehouse, frames, save):
    build(warehouse, save(frames))
    before = warehouse.read_bytes()
    frames["actors"] = pl.concat([frames["actors"], frames["actors"].head(1)])
    with pytest.raises(WarehouseError, match="act_norval"):
        build(warehouse, save(frames))
    assert warehouse.read_bytes() == before
    assert names(warehouse.parent) == ["w.duckdb"]


@pytest.mark.parametrize("name", ["previous.duckdb", "main.duckdb", "depeche", "build_info.duckdb", "l'été [1].v2.duckdb"])
def test_any_name_of_a_file_will_do(tmp_path, sources, name):
    for _ in range(2):
        build(tmp_path / name, sources)
    assert answer(tmp_path / name, "SELECT count(*) FROM meeting_log") == [(1,)]


def test_a_link_is_followed(tmp_path, sources):
    (tmp_path / "real").mkdir()
    link = tmp_path / "w.duckdb"
    link.symlink_to(tmp_path / "real" / "w.duckdb")
    build(link, sources)
    assert link.is_symlink()
    assert answer(tmp_path / "real" / "w.duckdb", "SELECT count(*) FROM articles") == [(1,)]


def test_a_reader_goes_on_undisturbed(warehouse, frames, save):
    build(warehouse, save(frames))
    with held_open(warehouse, read_only=True) as reader:
        for name in ("actors", "actor_names", "actor_mentions"):
            frames[name] = frames[name].clear()
        build(warehouse, save(frames))
        told, _ = reader.communicate("go on\n", timeout=20)
    assert told == "5\n"
    assert answer(warehouse, "SELECT count(*) FROM actors") == [(0,)]


def test_a_writer_is_told_in_a_sentence_and_keeps_its_file(warehouse, sources):
    build(warehouse, sources)
    before = warehouse.read_bytes()
    with held_open(warehouse, read_only=False) as writer:
        with pytest.raises(WarehouseError) as told:
            build(warehouse, sources)
        assert f"PID {writer.pid}" in str(told.value)
    assert str(told.value).startswith(f"{warehouse} is held open for writing by another process")
    assert "\n" not in str(told.value)
    assert warehouse.read_bytes() == before
    assert names(warehouse.parent) == ["w.duckdb"]


def test_the_log_of_a_process_that_died_does_not_reach_the_new_file(warehouse, sources):
    build(warehouse, sources)
    program = (
        f"import duckdb, os; c = duckdb.connect({str(warehouse)!r}); c.execute('SET checkpoint_threshold = \\'1GB\\''); "
        "c.execute('DELETE FROM rejects'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program], check=False, timeout=20)
    assert warehouse.with_name("w.duckdb.wal").exists()
    build(warehouse, sources)
    assert names(warehouse.parent) == ["w.duckdb"]
    assert answer(warehouse, "SELECT count(*) FROM rejects") == [(1,)]


@pytest.mark.parametrize("made", ["TABLE notes (a INT)", "VIEW mine AS SELECT 1", "MACRO twice(x) AS x * 2"])
def test_what_somebody_else_made_in_the_file_is_never_lost(warehouse, sources, made):
    build(warehouse, sources)
    with closing(duckdb.connect(str(warehouse))) as connection:
        connection.execute(f"CREATE {made}")
    before = warehouse.read_bytes()
    with pytest.raises(WarehouseError, match="it would be lost"):
        build(warehouse, sources)
    assert warehouse.read_bytes() == before


def test_a_file_that_is_no_database_is_never_lost(tmp_path, sources):
    letter = tmp_path / "letter.txt"
    letter.write_text("dear reader")
    with pytest.raises(WarehouseError, match=r"letter\.txt is there but is no DuckDB file"):
        build(letter, sources)
    assert letter.read_text() == "dear reader"


@pytest.mark.parametrize("path", ["file/w.duckdb", "folder"])
def test_a_path_that_cannot_be_written_is_told_in_a_sentence(tmp_path, sources, path):
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(WarehouseError) as told:
        build(tmp_path / path, sources)
    assert str(tmp_path / path) in str(told.value)
    assert "--warehouse" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_build_that_is_interrupted_leaves_the_old_warehouse_and_no_litter(warehouse, sources, monkeypatch):
    build(warehouse, sources)
    before = warehouse.read_bytes()

    def interrupted(connection, builder):
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "_record", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(warehouse, sources)
    assert warehouse.read_bytes() == before
    assert names(warehouse.parent) == ["w.duckdb"]


def test_nothing_is_looked_for_on_the_network(warehouse, sources):
    build(warehouse, sources)
    settings = "SELECT value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', 'autoload_known_extensions')"
    assert answer(warehouse, settings) == [("false",), ("false",)]
