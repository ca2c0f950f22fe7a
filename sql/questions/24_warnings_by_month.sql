-- Is the tone rising: how many warnings of each kind, month by month?
SELECT date_trunc('month', published_on)::DATE AS month, kind, count(DISTINCT occurrence_id) AS warnings
FROM warning_log GROUP BY month, kind ORDER BY month NULLS LAST, kind;
