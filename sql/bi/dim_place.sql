WITH named AS (
    SELECT DISTINCT
        event_places.place_key,
        event_places.place_id,
        coalesce(places.name, event_places.words) AS name,
        coalesce(places.country, event_places.country) AS country,
        places.latitude,
        places.longitude,
        places.feature
    FROM event_places
    LEFT JOIN places USING (place_id)
)

SELECT
    *,
    label_fr('country', country) AS country_fr,
    label_en('country', country) AS country_en
FROM named
UNION ALL BY NAME
SELECT 0 AS place_key, '(inconnu / unknown)' AS name, 'inconnu' AS country_fr, 'unknown' AS country_en
