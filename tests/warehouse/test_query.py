import pytest
from conftest import sample_rows, to_files, to_frames

from etl.warehouse.build import build
from etl.warehouse.connection import WarehouseError
from etl.warehouse.query import QueryError, query


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("query")
    build(folder / "w.duckdb", to_files(to_frames(sample_rows()), folder / "sources"))
    return folder / "w.duckdb"


def test_the_answer_has_names_and_rows(warehouse):
    columns, rows = query(warehouse, "SELECT name, actor_type FROM actors WHERE country = 'XLI' ORDER BY name")
    assert columns == ["name", "actor_type"]
    assert rows == [("la Linde", "country"), ("Élie Tamsin", "person")]


def test_of_several_statements_the_last_answers(warehouse):
    assert query(warehouse, "SELECT 1; SELECT 2 AS two;") == (["two"], [(2,)])


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("FROM meeting", 'Table with name meeting does not exist! Did you mean "meetings"?'),
        ("SELECT a FROM meetings", '"a"'),
        ("DROP TABLE meetings", "read-only"),
        ("UPDATE meetings SET place = 'x'", "read-only"),
        ("COPY meetings TO '/tmp/never.csv'", "disabled by configuration"),
        ("ATTACH '/tmp/never.duckdb'", "disabled by configuration"),
        ("FROM read_csv('/etc/hosts')", "disabled by configuration"),
        ("INSTALL fts", "disabled by configuration"),
        ("SET enable_external_access = true", "Cannot enable external access"),
        ("", "no statement"),
        ("  -- only a comment", "no statement"),
    ],
)
def test_wrong_or_writing_sql_is_told_in_one_line(warehouse, sql, told):
    with pytest.raises(QueryError) as wrong:
        query(warehouse, sql)
    assert told in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_missing_warehouse_says_how_to_make_one(tmp_path):
    with pytest.raises(WarehouseError, match="make one with `depeche run`"):
        query(tmp_path / "absent.duckdb", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_warehouse_is_told(tmp_path):
    path = tmp_path / "notes.duckdb"
    path.write_text("no database")
    with pytest.raises(WarehouseError, match=r"notes\.duckdb is there but is no DuckDB file"):
        query(path, "SELECT 1")
