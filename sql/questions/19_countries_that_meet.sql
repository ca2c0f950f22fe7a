-- Which countries meet each other most?
WITH sides AS (
    SELECT DISTINCT meeting_log.occurrence_id, actors.country
    FROM meeting_log JOIN event_actors USING (event_id) JOIN actors USING (actor_id)
    WHERE meeting_log.status = 'held' AND actors.country IS NOT NULL
)
SELECT one.country, other.country AS other_country, count(*) AS meetings
FROM sides AS one JOIN sides AS other ON one.occurrence_id = other.occurrence_id AND one.country < other.country
GROUP BY one.country, other.country ORDER BY meetings DESC, one.country, other_country;
