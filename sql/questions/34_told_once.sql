-- Which events are told by one article only?
SELECT day, table_name, kind_en, concat_ws(' – ', who, to_whom) AS who, what, source_id
FROM timeline
WINDOW reports AS (PARTITION BY occurrence_id)
QUALIFY min(article_id) OVER reports = max(article_id) OVER reports
ORDER BY day NULLS LAST, source_id, char_start, event_id;
