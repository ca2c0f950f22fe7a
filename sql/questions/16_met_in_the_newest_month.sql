-- Who met whom in the newest month with a meeting?
WITH held AS (
    SELECT *, date_trunc('month', day)::DATE AS month FROM timeline WHERE table_name = 'meetings' AND status = 'held'
)
SELECT min(day) AS day, arg_min(concat_ws(', ', who, to_whom), event_id) AS who, min(place) AS place, count(*) AS reports
FROM held WHERE month = (SELECT max(month) FROM held) GROUP BY occurrence_id ORDER BY day, who;
