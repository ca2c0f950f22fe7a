-- Which planned meetings should be over by the day of the newest article, though no report tells that they were held?
SELECT max(date_latest) AS due, arg_max(concat_ws(', ', visitors, hosts, participants), event_id) AS who, arg_max(place, event_id) AS place, occurrence_id
FROM meeting_log
GROUP BY occurrence_id
HAVING bool_and(status = 'planned') AND max(date_latest) < (SELECT max(published_on) FROM current_articles)
ORDER BY due, who;
