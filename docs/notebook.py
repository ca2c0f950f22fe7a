"""A tour of the warehouse as a marimo notebook: `marimo edit docs/notebook.py` after `depeche run`."""

import marimo

__generated_with = "0.25.0"
app = marimo.App(app_title="Dépêche")


@app.cell
def _():
    import marimo as mo

    from etl.settings import Settings
    from etl.warehouse.connection import connect

    # DEPECHE_WAREHOUSE names another file.
    warehouse = connect(Settings().warehouse, read_only=True)
    return mo, warehouse


@app.cell
def _(mo):
    mo.md("""
    # What the articles tell

    Every table below is one question to the warehouse, which is opened read-only. Change the SQL, and what depends on
    it is asked anew.
    """)
    return


@app.cell
def _(mo, warehouse):
    donors = warehouse.sql(
        """
        SELECT donors, sum(pledges)::BIGINT AS pledges, sum(total_eur) AS eur, sum(without_eur)::BIGINT AS without_eur
        FROM aid_totals GROUP BY donors ORDER BY eur DESC NULLS LAST, pledges DESC, donors
        """
    ).pl()
    mo.vstack([mo.md("## Who gives most?\n\nIn euros at the rate of the day; a pledge counts once."), donors])
    return (donors,)


@app.cell
def _(mo, warehouse):
    meetings = warehouse.sql(
        "SELECT date, kind_en, status_en, concat_ws(', ', visitors, hosts, participants) AS who, place FROM meeting_log"
    ).pl()
    mo.vstack([mo.md("## Who meets whom?"), meetings])
    return (meetings,)


@app.cell
def _(mo, warehouse):
    warnings = warehouse.sql("SELECT kind_en, issuers, targets, message, modality_en FROM warning_log").pl()
    mo.vstack([mo.md("## Who warns whom, and of what?"), warnings])
    return (warnings,)


@app.cell
def _(mo, warehouse):
    largest = warehouse.sql(
        """
        SELECT event_id, donors, amount_eur, evidence
        FROM aid_ledger WHERE counted ORDER BY amount_eur DESC NULLS LAST, event_id LIMIT 1
        """
    ).pl()
    mo.vstack([mo.md("## The largest pledge, and the sentence that tells it"), largest])
    return (largest,)


@app.cell
def _(largest, mo, warehouse):
    # The article's own words: text[char_start:char_end] is the surface, in code points from 0.
    words = warehouse.sql(
        "SELECT field, cell, surface, source_id, char_start, char_end, row_id FROM evidence_of($event)",
        params={"event": largest["event_id"].first()},
    ).pl()
    mo.vstack([mo.md("Which words gave which cell:"), words])
    return (words,)


@app.cell
def _(mo, warehouse):
    gaps = warehouse.sql("SELECT table_name, column_name, why, row_count, of_rows FROM left_empty").pl()
    mo.vstack([mo.md("## How complete is it?\n\nWhat was left empty, and why."), gaps])
    return (gaps,)


if __name__ == "__main__":
    app.run()
