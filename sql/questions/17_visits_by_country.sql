-- Which countries are visited most, and by whom?
WITH visits AS (
    SELECT coalesce(place_country, host.countries[1]) AS visited, visitors, meeting_log.occurrence_id
    FROM meeting_log
    LEFT JOIN event_parts AS host ON host.event_id = meeting_log.event_id AND host.part = 'host'
    WHERE kind = 'visit' AND meeting_log.status = 'held'
)
SELECT visited, count(DISTINCT occurrence_id) AS visits, string_agg(DISTINCT visitors, '; ' ORDER BY visitors) AS visited_by
FROM visits GROUP BY visited ORDER BY visits DESC, visited;
