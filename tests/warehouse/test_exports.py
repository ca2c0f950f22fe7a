# ruff: noqa: S608 - the paths in these statements are those of the tests
import json
import shutil
import threading
from contextlib import closing

import duckdb
import frictionless
import polars as pl
import pyarrow.parquet
import pytest
from polars.testing import assert_frame_equal

from etl.warehouse.build import build
from etl.warehouse.connection import WarehouseError
from etl.warehouse.exports import export, is_current
from etl.warehouse.folder import ExportError
from schemas.registry import TABLES, columns, summary
from schemas.star import STAR

FILES = ["bi", "datapackage.json", "dictionary.html", *(f"{table.TABLE}.parquet" for table in TABLES)]


@pytest.fixture
def warehouse(tmp_path, sources):
    build(tmp_path / "w.duckdb", sources)
    return tmp_path / "w.duckdb"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_polars_and_duckdb_read_back_what_the_warehouse_holds(tmp_path, warehouse, frames):
    folder = tmp_path / "out"
    assert export(warehouse, folder) == {table.TABLE: frames[table.TABLE].height for table in TABLES}
    assert names(folder) == sorted(FILES)
    assert names(folder / "bi") == sorted(["datapackage.json", *(f"{table.TABLE}.parquet" for table in STAR)])
    for table in TABLES:
        expected = frames[table.TABLE].sort(table.KEY)
        assert_frame_equal(pl.read_parquet(folder / f"{table.TABLE}.parquet", glob=False), expected)
        with closing(duckdb.connect()) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            assert_frame_equal(connection.sql(f"FROM '{folder}/{table.TABLE}.parquet'").pl(), expected)


def test_the_files_are_compressed_and_described(tmp_path, warehouse, frames):
    export(warehouse, tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    for entry in package["resources"]:
        file = tmp_path / "out" / entry["path"]
        with closing(duckdb.connect()) as connection:
            codecs = connection.execute(f"SELECT DISTINCT compression FROM parquet_metadata('{file}')").fetchall()
        assert codecs == [("ZSTD",)]
        assert (entry["rows"], entry["bytes"]) == (frames[entry["name"]].height, file.stat().st_size)
    assert [entry["name"] for entry in package["resources"]] == [table.TABLE for table in TABLES]
    written = contents(tmp_path / "out")
    assert package["files"] == {name: len(written[name]) for name in sorted(written) if name != "datapackage.json"}


def test_every_file_carries_its_comments(tmp_path, warehouse):
    export(warehouse, tmp_path / "out")
    for table, folder in [*((table, "") for table in TABLES), *((table, "bi/") for table in STAR)]:
        told = pyarrow.parquet.read_schema(tmp_path / "out" / f"{folder}{table.TABLE}.parquet").metadata
        assert told[b"comment"].decode() == summary(table)
        assert json.loads(told[b"columns"]) == {column.name: column.sentence for column in columns(table)}


def test_exports_are_current_until_the_rows_or_a_file_change(tmp_path, warehouse, sources):
    folder = tmp_path / "out"
    assert not is_current(warehouse, folder)
    export(warehouse, folder)
    assert is_current(warehouse, folder)
    (folder / "bi" / "dim_actor.parquet").unlink()
    assert not is_current(warehouse, folder)
    export(warehouse, folder)
    build(warehouse, sources, builder="another program")
    assert not is_current(warehouse, folder)


@pytest.mark.parametrize("place", ["out", "out/bi"])
def test_frictionless_finds_the_packages_valid_and_the_rows_true_to_them(tmp_path, warehouse, place):
    export(warehouse, tmp_path / "out")
    descriptor = json.loads((tmp_path / place / "datapackage.json").read_text(encoding="utf-8"))
    assert list(frictionless.Package.metadata_validate(descriptor)) == []
    report = validated(descriptor, tmp_path / place)
    assert report.valid, report.flatten(["title", "fieldName", "note"])


def test_frictionless_would_notice(tmp_path, frames, save):
    frames["actors"] = frames["actors"].with_columns(pl.lit("XVA").alias("country"))
    build(tmp_path / "w.duckdb", save(frames))
    export(tmp_path / "w.duckdb", tmp_path / "out")
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    actors = next(entry for entry in descriptor["resources"] if entry["name"] == "actors")
    country = next(field for field in actors["schema"]["fields"] if field["name"] == "country")
    country["constraints"]["enum"] = ["XLI"]
    assert not validated(descriptor, tmp_path / "out").valid


def validated(descriptor, folder):
    """The report on the package with the rows in it: frictionless reads Parquet by a package that is not at hand."""
    resources = []
    for entry in descriptor["resources"]:
        frame = pl.read_parquet(folder / entry["path"], glob=False)
        rows = [frame.columns, *map(list, frame.iter_rows())]
        resources.append({"name": entry["name"], "data": rows, "schema": entry["schema"]})
    package = frictionless.Package.from_descriptor({"name": descriptor["name"], "resources": resources})
    return package.validate()


def test_the_same_rows_make_the_same_files(tmp_path, warehouse, sources):
    export(warehouse, tmp_path / "out")
    before = contents(tmp_path / "out")
    build(warehouse, sources)
    export(warehouse, tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert names(tmp_path) == ["out", "sources", "w.duckdb"]


def test_a_reader_finds_a_whole_file_at_every_moment(tmp_path, warehouse):
    folder = tmp_path / "out"
    export(warehouse, folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    whole = {file: file.read_bytes() for file in files}
    flaws, looks, done = [], 0, threading.Event()

    def look():
        nonlocal looks
        while not done.is_set():
            looks += 1
            flaws.extend(file for file in files if not file.exists() or file.read_bytes() != whole[file])

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(5):
        export(warehouse, folder)
    done.set()
    reader.join()
    assert looks > 1
    assert flaws == []


@pytest.mark.parametrize("name", ["thesis.docx", "actors.csv", "bi/dashboard.pbix"])
def test_a_folder_with_other_files_is_never_replaced(tmp_path, warehouse, name):
    folder = tmp_path / "out"
    export(warehouse, folder)
    (folder / name).write_text("mine")
    with pytest.raises(ExportError, match=f"holds files that no export wrote \\({name}\\)"):
        export(warehouse, folder)
    assert (folder / name).read_text() == "mine"


def test_a_folder_of_the_first_version_is_replaced(tmp_path, warehouse):
    folder = tmp_path / "out"
    export(warehouse, folder)
    shutil.rmtree(folder / "bi")
    (folder / "dictionary.html").unlink()
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    del descriptor["files"], descriptor["builder"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert not is_current(warehouse, folder)
    export(warehouse, folder)
    assert names(folder) == sorted(FILES)


@pytest.mark.parametrize("descriptor", [None, "no JSON", "[]", '{"name": "other", "resources": [{"path": "data.csv"}]}'])
def test_a_folder_that_no_export_made_is_never_replaced(tmp_path, warehouse, descriptor):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "data.csv").write_text("a,b")
    if descriptor is not None:
        (folder / "datapackage.json").write_text(descriptor)
    before = contents(folder)
    with pytest.raises(ExportError, match="they would be lost"):
        export(warehouse, folder)
    assert contents(folder) == before


def test_an_empty_folder_is_filled(tmp_path, warehouse):
    (tmp_path / "out").mkdir()
    export(warehouse, tmp_path / "out")
    assert names(tmp_path / "out") == sorted(FILES)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path, warehouse):
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(ExportError, match=r"cannot be written: Not a directory\. Give another folder with --exports\."):
            export(warehouse, folder)


def test_an_export_without_a_warehouse_leaves_the_old_one(tmp_path, warehouse):
    export(warehouse, tmp_path / "out")
    before = contents(tmp_path / "out")
    with pytest.raises(WarehouseError, match=r"There is no warehouse at .*absent\.duckdb"):
        export(tmp_path / "absent.duckdb", tmp_path / "out")
    assert contents(tmp_path / "out") == before
