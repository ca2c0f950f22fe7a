-- Which events are told by several articles?
SELECT min(day) AS day, min(table_name) AS table_name, min(who) AS who, min(to_whom) AS to_whom, count(DISTINCT article_id) AS articles
FROM timeline GROUP BY occurrence_id HAVING count(DISTINCT article_id) > 1 ORDER BY articles DESC, day NULLS LAST, who, occurrence_id;
