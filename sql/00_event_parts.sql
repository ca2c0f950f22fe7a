-- The actors of an event by what they do in it, names in one cell: what the logs below join with.
CREATE VIEW event_parts AS
SELECT
    event_actors.event_id,
    event_actors.part,
    string_agg(DISTINCT actors.name, ', ' ORDER BY actors.name) AS names,
    list(DISTINCT actors.country ORDER BY actors.country) FILTER (WHERE actors.country IS NOT NULL) AS countries
FROM event_actors
JOIN actors USING (actor_id)
GROUP BY ALL;

COMMENT ON VIEW event_parts IS 'Names and countries of the actors of each event, a row for each part they take in it.';
COMMENT ON COLUMN event_parts.names IS 'Names of the actors.';
COMMENT ON COLUMN event_parts.countries IS 'Countries that they are or act for, ISO 3166-1 alpha-3.';
