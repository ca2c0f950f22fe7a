-- Which events are told by one article only?
SELECT min(day) AS day, min(table_name) AS table_name, min(kind_en) AS kind, min(who) AS who, min(to_whom) AS to_whom, min(source_id) AS source_id
FROM timeline GROUP BY occurrence_id HAVING count(DISTINCT article_id) = 1 ORDER BY day NULLS LAST, source_id, min(char_start), occurrence_id;
