CREATE MACRO actor(sought) AS TABLE
SELECT actor_card.*
FROM actor_card
WHERE actor_id IN (SELECT actor_names.actor_id FROM actor_names WHERE contains(plain(actor_names.name), plain(sought)))
    OR contains(plain(actor_card.name), plain(sought))
ORDER BY mention_count DESC, name, actor_id;

COMMENT ON MACRO TABLE actor IS 'Cards of the actors under whose names the words are, whatever the accents and capitals: FROM actor(''Lavrov'').';

-- A country stands for all who act for it; a name for those who bear it.
CREATE MACRO acting_for(sought) AS TABLE
WITH lands AS (
    SELECT actors.country
    FROM actors
    JOIN actor_names USING (actor_id)
    WHERE actors.actor_type = 'country' AND (plain(actor_names.name) = plain(sought) OR plain(actors.name) = plain(sought))
)

SELECT actors.actor_id
FROM actors
WHERE actors.country = upper(sought)
    OR actors.country IN (SELECT lands.country FROM lands)
    OR (
        NOT EXISTS (FROM lands)
        AND actors.actor_id IN (
            SELECT actor_names.actor_id FROM actor_names WHERE contains(plain(actor_names.name), plain(sought))
        )
    );

COMMENT ON MACRO TABLE acting_for IS 'Ids of the actors that a name, a country or an ISO code stands for.';

CREATE MACRO events_between(one, other) AS TABLE
SELECT timeline.*
FROM timeline
WHERE event_id IN (
    SELECT left_side.event_id
    FROM event_actors AS left_side
    JOIN event_actors AS right_side USING (event_id)
    WHERE left_side.actor_id <> right_side.actor_id
        AND left_side.actor_id IN (FROM acting_for(one))
        AND right_side.actor_id IN (FROM acting_for(other))
)
ORDER BY day NULLS LAST, source_id, char_start, event_id;

COMMENT ON MACRO TABLE events_between IS 'Events that both take part in, by name, country or ISO code: FROM events_between(''France'', ''UKR'').';

-- The name is a word of SQL, and must be quoted where it is used.
CREATE MACRO "between"(one, other) AS TABLE
FROM events_between(one, other);

COMMENT ON MACRO TABLE "between" IS 'The same as events_between.';

CREATE MACRO evidence_of(id) AS TABLE
WITH wanted AS (
    SELECT timeline.event_id AS row_id FROM timeline WHERE timeline.occurrence_id = id
    UNION
    SELECT id
),

words AS (
    SELECT evidence.row_id, evidence.field, cells.cell, evidence.surface, evidence.article_id, evidence.char_start, evidence.char_end
    FROM evidence
    LEFT JOIN cells USING (row_id, field)
    UNION ALL
    SELECT
        event_actors.event_id, event_actors.part, actors.name, mentions.surface, mentions.article_id, mentions.char_start,
        mentions.char_end
    FROM event_actors
    JOIN actors USING (actor_id)
    JOIN actor_mentions AS mentions USING (mention_id)
)

SELECT words.field, words.cell, words.surface, articles.source_id, articles.title, words.char_start, words.char_end, words.row_id
FROM words
JOIN wanted USING (row_id)
JOIN articles USING (article_id)
ORDER BY words.row_id, words.char_start, words.field, words.char_end;

COMMENT ON MACRO TABLE evidence_of IS 'The words behind the cells and the actors of an event or a statement, or of all reports of an occurrence: FROM evidence_of(id).';
