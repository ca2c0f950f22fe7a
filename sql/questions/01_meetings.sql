-- Who meets whom, when and how?
SELECT date, kind, mode, status, concat_ws(', ', visitors, hosts, participants) AS who
FROM meeting_log ORDER BY date, source_id, char_start;
