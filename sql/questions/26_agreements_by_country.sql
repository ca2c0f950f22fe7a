-- How many agreements has each country signed, agreed on, planned or ended?
WITH parties AS (
    SELECT DISTINCT actors.country, agreement_log.status, agreement_log.occurrence_id
    FROM agreement_log JOIN event_actors USING (event_id) JOIN actors USING (actor_id)
    WHERE actors.country IS NOT NULL
)
SELECT country, status, label_en('agreement_status', status) AS status_en, count(*) AS agreements
FROM parties GROUP BY country, status ORDER BY agreements DESC, country, status;
