-- Where articles disagree on one event: a line for each occurrence and column, the lists in the same order.
-- A date that says less is no disagreement, only days that cannot be the same are; a town is compared by its name, not its spelling.
CREATE VIEW conflicts AS
WITH meeting_cells AS (
    UNPIVOT (
        SELECT
            meetings.* EXCLUDE (place),
            coalesce(places.name, meetings.place) AS place
        FROM meetings
        LEFT JOIN places USING (place_id)
    ) ON date, place, status INTO NAME column_name VALUE cell
),

aid_cells AS (
    UNPIVOT (
        SELECT
            * EXCLUDE (amount, quantity),
            concat_ws(' ', concat_ws('–', amount, amount_max), currency) AS amount_in_full,
            CASE WHEN amount IS NOT NULL THEN amount_in_full END AS amount,
            quantity::VARCHAR AS quantity
        FROM aid_pledges
    ) ON date, amount, currency, quantity, status INTO NAME column_name VALUE cell
),

agreement_cells AS (
    UNPIVOT (
        SELECT
            agreements.* EXCLUDE (place, quantity),
            coalesce(places.name, agreements.place) AS place,
            agreements.quantity::VARCHAR AS quantity
        FROM agreements
        LEFT JOIN places USING (place_id)
    ) ON date, place, quantity, status INTO NAME column_name VALUE cell
),

cells AS (
    SELECT 'meetings' AS table_name, column_name, cell, occurrence_id, article_id, evidence, date_earliest, date_latest
    FROM meeting_cells
    UNION ALL
    SELECT 'aid_pledges', column_name, cell, occurrence_id, article_id, evidence, date_earliest, date_latest FROM aid_cells
    UNION ALL
    SELECT 'agreements', column_name, cell, occurrence_id, article_id, evidence, date_earliest, date_latest FROM agreement_cells
)

SELECT
    cells.table_name,
    cells.column_name,
    string_agg(DISTINCT cells.cell, ' | ' ORDER BY cells.cell) AS differing,
    list(cells.cell ORDER BY articles.published_on, articles.source_id, cells.evidence) AS told,
    list(articles.source_id ORDER BY articles.published_on, articles.source_id, cells.evidence) AS source_ids,
    list(cells.evidence ORDER BY articles.published_on, articles.source_id, cells.evidence) AS evidence,
    cells.occurrence_id
FROM cells
JOIN current_articles AS articles USING (article_id)
GROUP BY cells.table_name, cells.column_name, cells.occurrence_id
HAVING
    count(DISTINCT cells.cell) > 1
    AND (cells.column_name <> 'date' OR max(cells.date_earliest) > min(cells.date_latest))
ORDER BY cells.table_name, cells.occurrence_id, cells.column_name;

COMMENT ON VIEW conflicts IS 'Columns on which the articles that report one event disagree, with the values, articles and evidence.';
COMMENT ON COLUMN conflicts.table_name IS 'Table of the event.';
COMMENT ON COLUMN conflicts.column_name IS 'Column on which they disagree.';
COMMENT ON COLUMN conflicts.differing IS 'The values, each once.';
COMMENT ON COLUMN conflicts.told IS 'What each report tells.';
COMMENT ON COLUMN conflicts.source_ids IS 'Articles of the reports, in the same order.';
COMMENT ON COLUMN conflicts.evidence IS 'Sentences or clauses of the reports, in the same order.';
COMMENT ON COLUMN conflicts.occurrence_id IS 'The real-world event.';
