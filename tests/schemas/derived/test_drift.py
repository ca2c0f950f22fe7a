"""The models, the DDL, the frames, the suites and the data package tell one story; what differs is printed."""

import re

import duckdb
import pytest

from schemas.codes import code_list
from schemas.derived import datapackage, ddl, frames
from schemas.derived.expectations import expectations, flag_names
from schemas.registry import TABLES, columns, summary


@pytest.fixture(scope="module")
def database():
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for table in TABLES:
        connection.execute(ddl.create_table(table))
        for comment in ddl.comments(table):
            connection.execute(comment)
    return connection


def model_facts(table):
    """Column, whether it may be null, its codes, pattern, minimum and bound, as the model declares them."""
    return {
        column.name: {
            "null": column.nullable,
            "codes": set(code_list(column.about.codes)) if column.about.codes else None,
            "pattern": column.about.pattern,
            "minimum": column.about.minimum,
            "bound": column.about.bound,
        }
        for column in columns(table)
    }


def duckdb_facts(database, table):
    name = table.TABLE
    rows = database.execute(
        "SELECT column_name, is_nullable FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [name]
    ).fetchall()
    found = {column: {"null": null, "codes": None, "pattern": None, "minimum": None, "bound": None} for column, null in rows}
    checks = database.execute(
        "SELECT constraint_text FROM duckdb_constraints() WHERE table_name = ? AND constraint_type = 'CHECK'", [name]
    ).fetchall()
    for (text,) in checks:
        column, fact, value = parsed(text)
        found[column][fact] = value
    return found


def parsed(check):
    """Column, kind and value of a CHECK, as DuckDB writes it back."""
    text = check.removeprefix("CHECK(").removesuffix(")")
    if match := re.fullmatch(r"\(\"?(\w+)\"? IN \((.*)\)\)", text):
        return match[1], "codes", set(re.findall(r"'([^']*)'", match[2]))
    if match := re.fullmatch(r"regexp_full_match\(\"?(\w+)\"?, '(.*)'\)", text):
        return match[1], "pattern", match[2]
    if match := re.fullmatch(r"\(\"?(\w+)\"? >= (\d+)\)", text):
        return match[1], "minimum", int(match[2])
    match = re.fullmatch(r"\(\"?(\w+)\"? (>=?) \"?(\w+)\"?\)", text)
    assert match, check
    return match[1], "bound", (match[2], match[3])


def suite_facts(table):
    found = {
        column.name: {"null": True, "codes": None, "pattern": None, "minimum": None, "bound": None} for column in columns(table)
    }
    for each in expectations(table):
        arguments = each.arguments
        facts = found.get(arguments.get("column", arguments.get("column_A")))
        if facts is None:
            continue
        if each.kind.endswith("not_be_null"):
            facts["null"] = False
        elif each.kind.endswith("in_set"):
            facts["codes"] = set(arguments["value_set"])
        elif each.kind.endswith("match_regex"):
            facts["pattern"] = arguments["regex"].removeprefix(r"\A(?:").removesuffix(r")\Z")
        elif "between" in each.kind:
            facts["minimum"] = arguments["min_value"]
        elif "greater" in each.kind:
            facts["bound"] = (">=" if arguments["or_equal"] else ">", arguments["column_B"])
    return found


def package_facts(table):
    found = {}
    for field in datapackage.schema(table)["fields"]:
        rules = field.get("constraints", {})
        found[field["name"]] = {
            "null": not rules.get("required", False),
            "codes": set(rules["enum"]) if "enum" in rules else None,
            "pattern": rules.get("pattern"),
            "minimum": rules.get("minimum"),
        }
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_the_ddl_says_what_the_model_says(database, table):
    assert duckdb_facts(database, table) == model_facts(table)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_the_suite_says_what_the_model_says(table):
    assert suite_facts(table) == model_facts(table)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_the_package_says_what_the_model_says(table):
    told = {
        name: {fact: value for fact, value in facts.items() if fact != "bound"} for name, facts in model_facts(table).items()
    }
    assert package_facts(table) == told


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_keys_are_the_same_everywhere(database, table):
    ((key,),) = database.execute(
        "SELECT constraint_column_names FROM duckdb_constraints() WHERE table_name = ? AND constraint_type = 'PRIMARY KEY'",
        [table.TABLE],
    ).fetchall()
    unique = next(each for each in expectations(table) if each.kind.endswith("unique")).arguments
    assert tuple(key) == table.KEY
    assert tuple(unique.get("column_list", [unique.get("column")])) == table.KEY
    assert tuple(datapackage.schema(table)["primaryKey"]) == table.KEY


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_references_are_the_same_everywhere(table):
    declared = {column.name: set(column.targets) for column in columns(table) if column.targets}
    schema = datapackage.schema(table)
    told = {
        key["fields"][0]: {(key["reference"]["resource"], key["reference"]["fields"][0])}
        for key in schema.get("foreignKeys", [])
    }
    told |= {
        field["name"]: {tuple(target.split(".")) for target in field["references"]}
        for field in schema["fields"]
        if "references" in field
    }
    expected = {each.arguments["column"] for each in expectations(table) if each.arguments.get("value_set") == [True]}
    assert told == declared
    assert expected == set(flag_names(table))
    assert len(expected) == len(declared) + (table.PIECE is not None)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_polars_and_duckdb_agree_on_types(database, table):
    empty = frames.to_frame(table, [])
    database.register("empty", empty)
    name = ddl.identifier(table.TABLE)
    database.execute(f"INSERT INTO {name} BY NAME FROM empty")
    assert database.sql(f"FROM {name}").pl().schema == empty.schema


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.TABLE)
def test_the_dictionary_is_in_the_comments(database, table):
    ((told,),) = database.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table.TABLE]).fetchall()
    comments = database.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [table.TABLE]
    ).fetchall()
    assert told == summary(table)
    assert dict(comments) == {column.name: column.sentence for column in columns(table)}
