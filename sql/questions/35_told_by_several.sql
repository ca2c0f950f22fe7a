-- Which events are told by several articles?
SELECT
    min(day) AS day, min(table_name) AS table_name, arg_min(concat_ws(' – ', who, to_whom), event_id) AS who,
    count(DISTINCT article_id) AS articles
FROM timeline GROUP BY occurrence_id HAVING count(DISTINCT article_id) > 1
ORDER BY articles DESC, day NULLS LAST, who, occurrence_id;
