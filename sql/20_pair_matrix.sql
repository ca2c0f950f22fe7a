-- Who meets whom, and how often; those who come together, or receive together, do not meet each other.
CREATE VIEW pair_matrix AS
WITH pairs AS (
    SELECT
        one.actor_id AS actor_id,
        other.actor_id AS other_id,
        meetings.occurrence_id,
        max(meetings.status = 'held') AS held,
        bool_and(meetings.status = 'cancelled') AS cancelled,
        coalesce(min(coalesce(meetings.date_earliest, meetings.date_latest)), min(articles.published_on)) AS day
    FROM meetings
    JOIN current_articles AS articles USING (article_id)
    JOIN event_actors AS one ON one.event_id = meetings.event_id
    JOIN event_actors AS other ON other.event_id = meetings.event_id AND one.actor_id < other.actor_id
    WHERE one.part = 'participant' OR one.part <> other.part
    GROUP BY ALL
)

SELECT
    least(one.name, other.name) AS name,
    greatest(one.name, other.name) AS other_name,
    count(*) FILTER (WHERE pairs.held) AS held,
    count(*) FILTER (WHERE NOT pairs.held AND NOT pairs.cancelled) AS planned,
    count(*) FILTER (WHERE pairs.cancelled) AS cancelled,
    min(pairs.day) FILTER (WHERE pairs.held) AS first_day,
    max(pairs.day) FILTER (WHERE pairs.held) AS last_day,
    pairs.actor_id,
    pairs.other_id
FROM pairs
JOIN actors AS one ON one.actor_id = pairs.actor_id
JOIN actors AS other ON other.actor_id = pairs.other_id
GROUP BY ALL
ORDER BY held DESC, planned DESC, name, other_name, pairs.actor_id, pairs.other_id;

COMMENT ON VIEW pair_matrix IS 'Pairs of actors that meet, each once, with how many meetings were held, are planned or were cancelled, and the first and last day.';
COMMENT ON COLUMN pair_matrix.name IS 'Name of one of the two, the first in the alphabet.';
COMMENT ON COLUMN pair_matrix.other_name IS 'Name of the other.';
COMMENT ON COLUMN pair_matrix.held IS 'Meetings that an article tells as held.';
COMMENT ON COLUMN pair_matrix.planned IS 'Meetings told as planned only.';
COMMENT ON COLUMN pair_matrix.cancelled IS 'Meetings told as cancelled only.';
COMMENT ON COLUMN pair_matrix.first_day IS 'Day of the first meeting held; the day of publication where no date is told.';
COMMENT ON COLUMN pair_matrix.last_day IS 'Day of the last meeting held, likewise.';
COMMENT ON COLUMN pair_matrix.actor_id IS 'One of the two, the first by id.';
COMMENT ON COLUMN pair_matrix.other_id IS 'The other.';
