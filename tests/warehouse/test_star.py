# ruff: noqa: S608 - the names in these statements are those of the schemas
"""The star over the chronicle of invented countries: types, keys, and sums that are those of the views."""

from contextlib import closing

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet
import pytest
from conftest import to_files, to_frames
from warehouse.chronicle import chronicle
from warehouse.reading import arrow_type, pandas_type

from etl.warehouse.build import build
from etl.warehouse.connection import connect
from etl.warehouse.exports import export
from schemas.columns import Table
from schemas.derived.ddl import duckdb_type
from schemas.derived.frames import polars_schema
from schemas.registry import TABLES, columns
from schemas.star import STAR

FILES = [*((table, "") for table in TABLES), *((table, "bi/") for table in STAR)]
KEYS = [(table, column) for table in STAR for column in columns(table) if column.targets]

# What must come to the same, asked of the star and of the views.
SUMS = {
    "euros": (
        "SELECT sum(counted_amount_eur) FROM fact_aid_pledges",
        "SELECT sum(total_eur) FROM aid_totals",
    ),
    "euros by stage": (
        "SELECT code, sum(counted_amount_eur) FROM fact_aid_pledges JOIN dim_code ON status_key = code_key GROUP BY ALL",
        "SELECT status, sum(total_eur) FROM aid_totals GROUP BY ALL",
    ),
    "own currencies": (
        "SELECT currency, sum(counted_amount) FROM fact_aid_pledges GROUP BY ALL",
        "SELECT currency, sum(amount) FROM aid_ledger WHERE counted GROUP BY ALL",
    ),
    "euros by donor": (
        """SELECT name, sum(counted_amount_eur * weight)::DECIMAL(38, 2) FROM fact_aid_pledges
        JOIN bridge_event_actors USING (event_key) JOIN dim_actor USING (actor_key) WHERE part = 'donor' GROUP BY ALL""",
        "SELECT coalesce(donors, '(inconnu / unknown)'), sum(total_eur) FROM aid_totals GROUP BY ALL",
    ),
    "as reported": (
        "SELECT count(*), sum(reported_amount_eur), sum(reported_quantity) FROM fact_aid_pledges",
        "SELECT count(*), sum(amount_eur), sum(quantity) FROM aid_ledger",
    ),
    "pledges": (
        "SELECT sum(event_count) FROM fact_aid_pledges",
        "SELECT sum(pledges) FROM aid_totals",
    ),
    "meetings held": (
        "SELECT sum(event_count) FROM fact_meetings JOIN dim_code ON status_key = code_key WHERE code = 'held'",
        "SELECT count(DISTINCT occurrence_id) FROM meeting_log WHERE status = 'held'",
    ),
    "meetings": (
        "SELECT sum(event_count), count(*) FROM fact_meetings",
        "SELECT count(DISTINCT occurrence_id), count(*) FROM meeting_log",
    ),
    "meetings of each": (
        """SELECT name, count(DISTINCT occurrence_id) FROM fact_meetings JOIN dim_event USING (event_key)
        JOIN bridge_event_actors USING (event_key) JOIN dim_actor USING (actor_key) GROUP BY ALL""",
        "SELECT name, meetings FROM actor_card WHERE meetings > 0",
    ),
    "places": (
        "SELECT name, country, count(*) FROM fact_meetings JOIN dim_place USING (place_key) WHERE place_key > 0 GROUP BY ALL",
        "SELECT place, place_country, count(*) FROM meeting_log WHERE place IS NOT NULL GROUP BY ALL",
    ),
    "warnings by kind": (
        "SELECT code, sum(event_count) FROM fact_warnings JOIN dim_code ON kind_key = code_key GROUP BY ALL",
        "SELECT kind, count(DISTINCT occurrence_id) FROM warning_log GROUP BY ALL",
    ),
    "agreements by day": (
        "SELECT date, sum(event_count) FROM fact_agreements JOIN dim_date USING (date_key) GROUP BY ALL",
        """SELECT coalesce(date_earliest, date_latest, published_on), count(DISTINCT occurrence_id)
        FROM agreement_log GROUP BY ALL""",
    ),
    "all events by day": (
        """SELECT date, count(*) FROM (
            SELECT date_key FROM fact_meetings UNION ALL SELECT date_key FROM fact_aid_pledges
            UNION ALL SELECT date_key FROM fact_warnings UNION ALL SELECT date_key FROM fact_agreements
        ) JOIN dim_date USING (date_key) GROUP BY ALL""",
        "SELECT day, count(*) FROM timeline GROUP BY ALL",
    ),
    "quotations": (
        "SELECT name, count(*) FROM fact_statements JOIN dim_actor ON actor_key = speaker_key GROUP BY ALL",
        "SELECT speaker, count(*) FROM who_said_what GROUP BY ALL",
    ),
    "articles": (
        "SELECT count(*), sum(char_count) FROM dim_article",
        "SELECT count(*), sum(char_count) FROM current_articles",
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("star")
    rows = chronicle()
    rows["event_actors"] = [row for row in rows["event_actors"] if (row["event_id"], row["part"]) != ("aid_9", "donor")]
    build(folder / "w.duckdb", to_files(to_frames(rows), folder / "sources"))
    export(folder / "w.duckdb", folder / "out")
    return folder


@pytest.fixture(scope="module")
def ask(place):
    """Answers of the Parquet files of the star, read by a DuckDB that knows nothing of the warehouse."""
    with closing(duckdb.connect()) as connection:
        for table in STAR:
            connection.execute(f"CREATE VIEW {table.TABLE} AS FROM '{place}/out/bi/{table.TABLE}.parquet'")
        yield lambda sql: sorted(connection.execute(sql).fetchall(), key=repr)


@pytest.mark.parametrize(("table", "folder"), FILES, ids=lambda value: value.TABLE if isinstance(value, type) else value)
def test_all_readers_see_the_same_types(place, table: type[Table], folder):
    file = place / "out" / f"{folder}{table.TABLE}.parquet"
    assert pl.read_parquet_schema(file) == polars_schema(table)
    frame = pl.read_parquet(file)
    schema = pyarrow.parquet.read_schema(file)
    plain, arrow = pd.read_parquet(file), pd.read_parquet(file, dtype_backend="pyarrow")
    with closing(duckdb.connect()) as connection:
        described = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE FROM '{file}'").fetchall()}
    for column in columns(table):
        assert schema.field(column.name).type == arrow_type(column)
        assert arrow[column.name].dtype == pd.ArrowDtype(arrow_type(column))
        assert str(plain[column.name].dtype) == pandas_type(column, filled=frame[column.name].null_count() == 0)
        assert described[column.name] == duckdb_type(column)


def test_every_key_leads_somewhere_and_none_is_empty(ask):
    assert len(KEYS) > 30
    for table, column in KEYS:
        ((target, key),) = column.targets
        assert not column.nullable
        lost = f"SELECT count(*) FROM {table.TABLE} ANTI JOIN {target} ON {table.TABLE}.{column.name} = {target}.{key}"
        assert ask(lost) == [(0,)], (table.TABLE, column.name)


def test_a_dimension_has_its_unknown_member_once(ask):
    for name in ("actor", "code", "date", "place"):
        assert ask(
            f"SELECT count(*) FILTER ({name}_key = 0), count(*) = max(rank) FROM "
            f"(SELECT {name}_key, dense_rank() OVER (ORDER BY {name}_key) AS rank FROM dim_{name})"
        ) == [(1, True)]


@pytest.mark.parametrize("name", SUMS)
def test_sums_over_the_star_are_those_of_the_views(place, ask, name):
    of_star, of_views = SUMS[name]
    with closing(connect(place / "w.duckdb", read_only=True)) as connection:
        expected = sorted(connection.execute(of_views).fetchall(), key=repr)
    assert ask(of_star) == expected
    assert expected


def test_money_told_again_or_as_a_part_is_not_counted(ask):
    told = """SELECT event_id, event_count, counted_amount_eur, reported_amount_eur
        FROM fact_aid_pledges JOIN dim_event USING (event_key) WHERE event_id IN ('aid_1', 'aid_1b', 'aid_2')"""
    assert [(name, count, counted is None, int(reported)) for name, count, counted, reported in ask(told)] == [
        ("aid_1", 1, False, 500),
        ("aid_1b", 0, True, 500),
        ("aid_2", 0, True, 200),
    ]


def test_near_copies_and_older_versions_are_left_out(ask):
    assert ask("SELECT article_id FROM dim_article") == [("art_1",), ("art_2",), ("art_5",), ("art_6",)]
    assert ask("SELECT event_id FROM dim_event WHERE event_id IN ('met_1', 'met_1b', 'met_1c')") == [("met_1",), ("met_1b",)]


def test_what_has_no_donor_has_the_unknown_one(ask):
    given = "SELECT name, weight FROM bridge_event_actors JOIN dim_event USING (event_key) JOIN dim_actor USING (actor_key)"
    assert ask(f"{given} WHERE event_id = 'aid_9' AND part = 'donor'") == [("(inconnu / unknown)", 1.0)]
    assert ask(f"{given} WHERE event_id = 'war_3' AND part = 'target'") == [("(inconnu / unknown)", 1.0)]
    assert ask("SELECT DISTINCT round(sum(weight), 9) FROM bridge_event_actors GROUP BY event_key, part") == [(1.0,)]


def test_the_calendar_has_whole_years_without_gaps(ask):
    assert ask("SELECT min(date)::VARCHAR, max(date)::VARCHAR, count(date) FROM dim_date") == [
        ("2031-01-01", "2031-12-31", 365)
    ]
    day = "SELECT date::VARCHAR, quarter, month_fr, month_en, iso_week, weekday_fr, weekday_en, is_weekend FROM dim_date"
    assert ask(f"{day} WHERE date_key = 20310302") == [("2031-03-02", 1, "mars", "March", 9, "dimanche", "Sunday", True)]
    assert ask("SELECT date_key FROM dim_date WHERE date IS NULL") == [(0,)]


def test_labels_are_in_both_languages(ask):
    labels = "SELECT event_table_fr, event_table_en, kind_fr, kind_en, status_fr, status_en FROM dim_event"
    assert ask(f"{labels} WHERE event_id = 'met_4'") == [
        ("rencontre", "meeting", "entretien", "talks", "annulée", "cancelled"),
    ]
    missing = "SELECT count(*) FROM dim_event WHERE kind_fr IS NULL OR kind_en IS NULL OR modality_fr IS NULL"
    assert ask(missing) == [(0,)]


def test_keys_are_the_same_whatever_the_order_of_the_rows(place, tmp_path):
    frames = {name: frame.reverse() for name, frame in to_frames(chronicle()).items()}
    build(tmp_path / "one.duckdb", to_files(frames, tmp_path / "one"))
    build(tmp_path / "other.duckdb", to_files(to_frames(chronicle()), tmp_path / "other"))
    for name in ("one", "other"):
        export(tmp_path / f"{name}.duckdb", tmp_path / f"out_{name}")
    for table in STAR:
        one, other = (tmp_path / f"out_{name}" / "bi" / f"{table.TABLE}.parquet" for name in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()


def test_of_nothing_the_star_has_unknown_members_alone(tmp_path):
    build(tmp_path / "w.duckdb", to_files(to_frames({"codes": chronicle()["codes"]}), tmp_path / "sources"))
    export(tmp_path / "w.duckdb", tmp_path / "out")
    rows = {table.TABLE: pl.read_parquet(tmp_path / "out" / "bi" / f"{table.TABLE}.parquet").height for table in STAR}
    assert rows.pop("dim_code") > 1
    assert {name: count for name, count in rows.items() if count} == {"dim_date": 1, "dim_actor": 1, "dim_place": 1}
