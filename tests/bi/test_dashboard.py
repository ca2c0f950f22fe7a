"""The dashboard of the recipes over the exports, run as Streamlit would run it."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from etl.warehouse.query import query

DASHBOARD = Path(__file__).parents[2] / "docs" / "recipes" / "dashboard.py"
COUNTS = """SELECT
    (SELECT count(*) FROM current_articles) AS "Articles",
    (SELECT count(DISTINCT occurrence_id) FROM meeting_log) AS "Meetings",
    (SELECT sum(pledges) FROM aid_totals) AS "Pledges",
    (SELECT count(DISTINCT occurrence_id) FROM warning_log) AS "Warnings",
    (SELECT count(DISTINCT occurrence_id) FROM agreement_log) AS "Agreements"
"""
FIGURES = [
    "SELECT donors, status_en, total_eur::DOUBLE / 1e6 FROM aid_totals WHERE total_eur IS NOT NULL ORDER BY 3 DESC",
    "SELECT name || ' – ' || other_name, held FROM pair_matrix WHERE held > 0",
    """SELECT strftime(published_on, '%Y-%m'), kind_en, count(DISTINCT occurrence_id)::DOUBLE
    FROM warning_log GROUP BY ALL ORDER BY 1, 2""",
]


@pytest.fixture
def show(monkeypatch):
    """The dashboard over the exports of a folder, without exceptions."""

    def show(home):
        monkeypatch.setenv("DEPECHE_EXPORTS", str(home / "data" / "exports"))
        app = AppTest.from_file(DASHBOARD, default_timeout=60).run()
        assert not app.exception
        return app

    return show


def figures(chart) -> pd.DataFrame:
    """What a chart draws."""
    return pa.ipc.open_stream(chart.proto.datasets[0].data.data).read_pandas()


def test_the_charts_draw_what_the_views_say(show, home):
    app = show(home)
    warehouse = home / "data" / "depeche.duckdb"
    names, rows = query(warehouse, COUNTS)
    assert [(metric.label, metric.value) for metric in app.metric] == list(zip(names, map(str, rows[0]), strict=True))
    drawn = [list(figures(chart).itertuples(index=False, name=None)) for chart in app.get("vega_lite_chart")]
    assert drawn == [query(warehouse, sql)[1] for sql in FIGURES]
    assert all(drawn)


def test_a_chosen_row_is_shown_with_its_words_marked(show, sample_home):
    app = show(sample_home)
    shown = app.get("html")[0].proto.body
    assert "Port &amp; &lt;b&gt;Phare&lt;/b&gt;" in shown
    assert "La Vésanie a promis au moins <mark>12\xa0millions</mark> d’euros à la Linde<" in shown
    assert app.dataframe[0].value["words"].to_list() == ["12\xa0millions"]
    app.segmented_control[0].set_value("meetings").run()
    assert len(app.selectbox[0].options) == 1
    assert "le 5 mars 2031</mark>, son homologue lindois" in app.get("html")[0].proto.body
    assert not app.exception


def test_where_there_are_no_exports_the_dashboard_says_so(show, tmp_path):
    assert "make them with `depeche run`" in show(tmp_path).error[0].value
