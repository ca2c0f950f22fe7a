-- Which planned meetings are over by the day of the newest article, though no report tells that they were held?
SELECT max(date_latest) AS due, arg_min(concat_ws(', ', visitors, hosts, participants), event_id) AS who, min(place) AS place
FROM meeting_log
GROUP BY occurrence_id
HAVING bool_and(status = 'planned') AND max(date_latest) < (SELECT max(published_on) FROM current_articles)
ORDER BY due, who;
