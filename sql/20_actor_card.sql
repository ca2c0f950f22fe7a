-- All about an actor on one line; an event that several articles report counts once.
CREATE VIEW actor_card AS
WITH deeds AS (
    SELECT
        event_actors.actor_id,
        count(DISTINCT timeline.occurrence_id) FILTER (WHERE timeline.table_name = 'meetings') AS meetings,
        count(DISTINCT timeline.occurrence_id) FILTER (WHERE event_actors.part = 'donor') AS aid_given,
        count(DISTINCT timeline.occurrence_id) FILTER (WHERE event_actors.part = 'recipient') AS aid_received,
        count(DISTINCT timeline.occurrence_id) FILTER (WHERE event_actors.part = 'issuer') AS warnings_issued,
        count(DISTINCT timeline.occurrence_id) FILTER (WHERE event_actors.part = 'target') AS warnings_received,
        count(DISTINCT timeline.occurrence_id) FILTER (WHERE timeline.table_name = 'agreements') AS agreements
    FROM event_actors
    JOIN timeline USING (event_id)
    WHERE event_id NOT IN (SELECT aid_ledger.event_id FROM aid_ledger WHERE aid_ledger.part_of IS NOT NULL)
    GROUP BY ALL
),

quotations AS (
    SELECT speaker_id AS actor_id, count(*) AS quotations FROM who_said_what GROUP BY ALL
),

seen AS (
    SELECT
        actor_mentions.actor_id,
        count(DISTINCT actor_mentions.article_id) AS articles,
        min(articles.published_on) AS first_seen,
        max(articles.published_on) AS last_seen
    FROM actor_mentions
    JOIN current_articles AS articles USING (article_id)
    GROUP BY ALL
),

spellings AS (
    SELECT actor_id, string_agg(name, ', ' ORDER BY mention_count DESC, name) AS names FROM actor_names GROUP BY ALL
),

labelled AS (
    SELECT *, label_fr('role', role) AS role_fr, label_en('role', role) AS role_en FROM actor_roles
),

offices AS (
    SELECT
        actor_id,
        string_agg(DISTINCT role, ', ' ORDER BY role) AS roles,
        string_agg(DISTINCT role_fr, ', ' ORDER BY role_fr) AS roles_fr,
        string_agg(DISTINCT role_en, ', ' ORDER BY role_en) AS roles_en,
        string_agg(DISTINCT role_text, ', ' ORDER BY role_text) AS offices
    FROM labelled
    GROUP BY ALL
)

SELECT
    actors.name,
    actors.actor_type,
    label_fr('actor_type', actors.actor_type) AS actor_type_fr,
    label_en('actor_type', actors.actor_type) AS actor_type_en,
    actors.country,
    offices.roles,
    offices.roles_fr,
    offices.roles_en,
    offices.offices,
    spellings.names,
    coalesce(deeds.meetings, 0) AS meetings,
    coalesce(deeds.aid_given, 0) AS aid_given,
    coalesce(deeds.aid_received, 0) AS aid_received,
    coalesce(deeds.warnings_issued, 0) AS warnings_issued,
    coalesce(deeds.warnings_received, 0) AS warnings_received,
    coalesce(deeds.agreements, 0) AS agreements,
    coalesce(quotations.quotations, 0) AS quotations,
    coalesce(seen.articles, 0) AS articles,
    actors.mention_count,
    seen.first_seen,
    seen.last_seen,
    actors.wikidata_id,
    actors.actor_id
FROM actors
LEFT JOIN deeds USING (actor_id)
LEFT JOIN quotations USING (actor_id)
LEFT JOIN seen USING (actor_id)
LEFT JOIN spellings USING (actor_id)
LEFT JOIN offices USING (actor_id)
ORDER BY actors.mention_count DESC, actors.name, actors.actor_id;

COMMENT ON VIEW actor_card IS 'Actors with their spellings and offices, and how often they do what; events that several articles report count once.';
COMMENT ON COLUMN actor_card.name IS 'Best-known full form of the name.';
COMMENT ON COLUMN actor_card.country IS 'Country that it is or acts for, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN actor_card.mention_count IS 'Mentions of it, near-copies included. Unit: mentions.';
COMMENT ON COLUMN actor_card.actor_id IS 'Id of the actor.';
COMMENT ON COLUMN actor_card.roles IS 'Their functions. Codes: list role.';
COMMENT ON COLUMN actor_card.offices IS 'The words that name their offices.';
COMMENT ON COLUMN actor_card.names IS 'The spellings, the commonest first.';
COMMENT ON COLUMN actor_card.meetings IS 'Meetings they take part in, planned and cancelled ones too.';
COMMENT ON COLUMN actor_card.aid_given IS 'Pledges they make, without parts of larger sums.';
COMMENT ON COLUMN actor_card.aid_received IS 'Pledges made to them, without parts of larger sums.';
COMMENT ON COLUMN actor_card.warnings_issued IS 'Warnings they issue.';
COMMENT ON COLUMN actor_card.warnings_received IS 'Warnings meant for them.';
COMMENT ON COLUMN actor_card.agreements IS 'Agreements they are party to.';
COMMENT ON COLUMN actor_card.quotations IS 'Quotations of them.';
COMMENT ON COLUMN actor_card.articles IS 'Articles that mention them, without near-copies.';
COMMENT ON COLUMN actor_card.first_seen IS 'Day of the first article that mentions them.';
COMMENT ON COLUMN actor_card.last_seen IS 'Day of the last article that mentions them.';
