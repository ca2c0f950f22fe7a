-- How do they meet, in person, by phone or by video, month by month?
SELECT
    date_trunc('month', coalesce(date_earliest, published_on))::DATE AS month,
    mode, mode_en, count(DISTINCT occurrence_id) AS meetings
FROM meeting_log WHERE status = 'held' GROUP BY month, mode, mode_en ORDER BY month NULLS LAST, meetings DESC, mode;
