SELECT
    row_number() OVER (ORDER BY actor_id) AS actor_key,
    actor_id,
    name,
    actor_type,
    actor_type_fr,
    actor_type_en,
    country,
    label_fr('country', country) AS country_fr,
    label_en('country', country) AS country_en,
    roles_fr,
    roles_en,
    wikidata_id,
    articles
FROM actor_card
UNION ALL
SELECT 0, 'unknown', '(inconnu / unknown)', NULL, 'inconnu', 'unknown', NULL, 'inconnu', 'unknown', NULL, NULL, NULL, 0
