import polars as pl
import pytest

from etl.quality import suites
from etl.quality.suites import SuiteError, run_suite, run_suites
from schemas.registry import BY_NAME, TABLES


def wrong(frames, name):
    """What the suite of a table finds: expectation, column and number of rows."""
    return [(failure.kind, failure.subject, failure.rows) for failure in run_suite(BY_NAME[name], frames).failures]


def set_first(frame, column, value):
    first = pl.int_range(pl.len()) == 0
    return frame.with_columns(pl.when(first).then(pl.lit(value, frame.schema[column])).otherwise(column).alias(column))


def test_the_sample_passes_every_suite(sources):
    results = run_suites(list(BY_NAME), sources)
    assert [(result.table, result.failures) for result in results] == [(name, ()) for name in BY_NAME]
    assert all(result.expected for result in results)


def test_empty_tables_pass_every_suite(frames):
    empty = {name: frame.clear() for name, frame in frames.items()}
    assert all(run_suite(table, empty).passed for table in TABLES)


SPOILT = [
    ("meetings", "mode", "telepathy", "expect_column_values_to_be_in_set", "mode"),
    ("meetings", "mode", None, "expect_column_values_to_not_be_null", "mode"),
    ("meetings", "date", "March", "expect_column_values_to_match_regex", "date"),
    ("meetings", "date", "2031-03-05\n", "expect_column_values_to_match_regex", "date"),
    ("meetings", "char_start", -1, "expect_column_values_to_be_between", "char_start"),
    ("meetings", "char_end", 20, "expect_column_pair_values_a_to_be_greater_than_b", "char_end, char_start"),
    ("meetings", "char_end", 40, "expect_column_values_to_be_in_set", "evidence is at its offsets"),
    ("meetings", "evidence", "something else", "expect_column_values_to_be_in_set", "evidence is at its offsets"),
    ("meetings", "article_id", "art_2", "expect_column_values_to_be_in_set", "article_id is in articles.article_id"),
    ("event_actors", "actor_id", "act_9", "expect_column_values_to_be_in_set", "actor_id is in actors.actor_id"),
    ("actor_mentions", "surface", "Aida Norval", "expect_column_values_to_be_in_set", "surface is at its offsets"),
    ("statements", "char_start", 250, "expect_column_values_to_be_in_set", "quote is at its offsets"),
]


@pytest.mark.parametrize(("table", "column", "value", "kind", "subject"), SPOILT)
def test_a_fault_is_found(frames, table, column, value, kind, subject):
    frames[table] = set_first(frames[table], column, value)
    assert (kind, subject, 1) in wrong(frames, table)


def test_an_empty_reference_is_no_fault(frames):
    frames["meetings"] = set_first(frames["meetings"], "place_id", None)
    assert wrong(frames, "meetings") == []


def test_a_reference_may_lead_into_one_of_several_tables(frames):
    frames["warnings"] = frames["warnings"].clear()
    subject = "event_id is in meetings.event_id|aid_pledges.event_id|warnings.event_id|agreements.event_id"
    assert wrong(frames, "event_actors") == [("expect_column_values_to_be_in_set", subject, 1)]


@pytest.mark.parametrize(
    ("table", "kind"),
    [("actors", "expect_column_values_to_be_unique"), ("actor_names", "expect_compound_columns_to_be_unique")],
)
def test_a_key_that_comes_twice_is_found(frames, table, kind):
    frames[table] = pl.concat([frames[table], frames[table].head(1)])
    assert [(found, rows) for found, _, rows in wrong(frames, table)] == [(kind, 2)]


def test_an_article_that_comes_twice_does_not_double_the_rows_that_refer_to_it(frames):
    frames["articles"] = pl.concat([frames["articles"], frames["articles"]])
    result = run_suite(BY_NAME["statements"], frames)
    assert (result.rows, result.failures) == (1, ())


def test_a_column_of_another_type_is_found(frames):
    frames["actors"] = frames["actors"].with_columns(pl.col("mention_count").cast(pl.Int32))
    assert wrong(frames, "actors") == [("expect_declared_types", "mention_count", 0)]


def test_a_missing_column_is_found(frames):
    frames["actors"] = frames["actors"].drop("wikidata_id")
    assert wrong(frames, "actors") == [("expect_declared_types", "wikidata_id", 0)]


def test_failing_rows_are_shown_with_their_keys(frames):
    frames["actors"] = frames["actors"].with_columns(pl.lit("ghost").alias("actor_type"))
    (failure,) = run_suite(BY_NAME["actors"], frames).failures
    assert failure.rows == 5
    assert failure.sample[0] == {"actor_id": "act_norval", "actor_type": "ghost"}


def test_a_suite_that_breaks_is_no_failed_check(frames, monkeypatch):
    broken = suites.Expectation("expect_column_values_to_be_between", {"column": "no such column", "min_value": 0})
    monkeypatch.setattr(suites, "expectations", lambda table: (broken,))
    with pytest.raises(SuiteError, match="no such column"):
        run_suite(BY_NAME["actors"], frames)
