WITH offices AS (
    SELECT
        actor_roles.actor_id,
        string_agg(DISTINCT codes.label_fr, ', ' ORDER BY codes.label_fr) AS roles_fr,
        string_agg(DISTINCT codes.label_en, ', ' ORDER BY codes.label_en) AS roles_en
    FROM actor_roles
    JOIN codes ON codes.list = 'role' AND codes.code = actor_roles.role
    GROUP BY ALL
)

SELECT
    row_number() OVER (ORDER BY actor_id) AS actor_key,
    actor_id,
    name,
    actor_type,
    label_fr('actor_type', actor_type) AS actor_type_fr,
    label_en('actor_type', actor_type) AS actor_type_en,
    country,
    label_fr('country', country) AS country_fr,
    label_en('country', country) AS country_en,
    roles_fr,
    roles_en,
    wikidata_id
FROM actors
LEFT JOIN offices USING (actor_id)
UNION ALL
SELECT 0, 'unknown', '(inconnu / unknown)', NULL, 'inconnu', 'unknown', NULL, 'inconnu', 'unknown', NULL, NULL, NULL
