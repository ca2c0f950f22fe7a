import json
from datetime import UTC, datetime

import pytest

from etl.quality.rows import ALL_ARTICLES, check_rows
from schemas.tables import Article

AT = datetime(2031, 3, 7, tzinfo=UTC)


@pytest.fixture
def check(rows):
    """Checks the sample rows, after the test has spoilt some of them."""
    articles = [Article.model_validate(row) for row in rows["articles"]]
    built = {name: value for name, value in rows.items() if name not in ("articles", "codes", "rejects")}
    return lambda: check_rows(built, articles, AT)


def told(checked):
    return [(reject.table_name, reject.reason) for reject in checked.rejects]


def test_good_rows_all_go_on_in_their_order(rows, check):
    checked = check()
    assert checked.rejects == []
    assert [row.actor_id for row in checked.rows["actors"]] == [row["actor_id"] for row in rows["actors"]]
    assert all(len(checked.rows[name]) == len(rows[name]) for name in checked.rows)


def test_a_bad_row_becomes_a_reject_that_says_why(rows, check):
    rows["warnings"][0]["kind"] = "gossip"
    checked = check()
    reject = next(reject for reject in checked.rejects if reject.table_name == "warnings")
    assert checked.rows["warnings"] == []
    assert (reject.reason, reject.detail) == ("invalid_value", "kind: not in the code list warning_kind.")
    assert reject.source_uri == "sample.jsonl#1"
    assert json.loads(reject.row)["event_id"] == "war_1"
    assert reject.rejected_at == AT


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"mode": None}, "missing_value"), ({"colour": "red"}, "unknown_column"), ({"char_end": 0}, "invalid_value")],
)
def test_the_reason_is_a_word_to_group_by(rows, check, change, reason):
    rows["meetings"][0] |= change
    assert ("meetings", reason) in told(check())


def test_a_missing_column_is_a_missing_value(rows, check):
    del rows["meetings"][0]["mode"]
    assert ("meetings", "missing_value") in told(check())


def test_rows_that_refer_to_a_rejected_row_go_with_it(rows, check):
    rows["actors"][0]["actor_type"] = "ghost"
    checked = check()
    gone = {name for name, _ in told(checked)}
    assert gone == {"actors", "actor_names", "actor_mentions", "actor_roles", "event_actors", "statements", "evidence"}
    detail = next(reject.detail for reject in checked.rejects if reject.table_name == "statements")
    assert detail == "speaker_id: act_norval was rejected from actors (invalid_value)."
    assert {reject.reason for reject in checked.rejects} == {"invalid_value", "rejected_reference"}
    assert [row.row_id for row in checked.rows["evidence"]] == ["met_1", "aid_1"]


def test_a_reject_of_no_single_article_says_so(rows, check):
    rows["actors"][0]["actor_type"] = "ghost"
    source = {reject.table_name: reject.source_uri for reject in check().rejects}
    assert source["actors"] == ALL_ARTICLES
    assert source["event_actors"] == "sample.jsonl#1"


def test_a_reference_to_what_never_was_is_left_to_the_structural_checks(rows, check):
    rows["event_actors"][0]["actor_id"] = "act_nobody"
    checked = check()
    assert checked.rejects == []
    assert checked.rows["event_actors"][0].actor_id == "act_nobody"


def test_the_same_rows_are_rejected_under_the_same_ids(rows, check):
    rows["warnings"][0]["kind"] = "gossip"
    assert [reject.reject_id for reject in check().rejects] == [reject.reject_id for reject in check().rejects]


def test_a_row_that_no_file_can_hold_is_still_told_of(rows, check):
    rows["warnings"][0]["message"] = "half a \ud83e letter"
    reject = next(reject for reject in check().rejects if reject.table_name == "warnings")
    assert r"\ud83e" in reject.row


def test_an_unknown_table_is_refused(rows):
    with pytest.raises(KeyError, match="gossip"):
        check_rows({"gossip": []}, [], AT)
