-- Which demands were followed by no agreement of the two sides within 30 days?
WITH sides AS (
    SELECT event_id, part, coalesce(country, actor_id) AS side FROM event_actors JOIN actors USING (actor_id)
),
answered AS (
    SELECT demand.event_id
    FROM warning_log AS demand
    JOIN sides AS issuer ON issuer.event_id = demand.event_id AND issuer.part = 'issuer'
    JOIN sides AS target ON target.event_id = demand.event_id AND target.part = 'target'
    JOIN sides AS one ON one.side = issuer.side AND one.part = 'party'
    JOIN sides AS other ON other.side = target.side AND other.part = 'party' AND other.event_id = one.event_id
    JOIN agreement_log AS deal ON deal.event_id = one.event_id AND deal.status IN ('agreed', 'signed')
    WHERE coalesce(deal.date_latest, deal.published_on) BETWEEN demand.published_on AND demand.published_on + INTERVAL 30 DAY
)
SELECT published_on, issuers, targets, message, (SELECT max(published_on) FROM current_articles) - published_on AS days_since
FROM warning_log
WHERE kind = 'demand' AND targets IS NOT NULL AND event_id NOT IN (FROM answered)
ORDER BY published_on NULLS LAST, source_id, char_start;
