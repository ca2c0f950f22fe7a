-- What the tables of the star look their keys up with.
CREATE MACRO bi.date_key(day) AS coalesce(strftime(day, '%Y%m%d')::BIGINT, 0);

CREATE MACRO bi.code_key(code_list, wanted) AS coalesce(
    (SELECT dim_code.code_key FROM bi.dim_code WHERE dim_code.list = code_list AND dim_code.code = wanted), 0
);

-- A place that GeoNames knows has one key, whatever the articles call it; another one has a key for its words and country.
CREATE TEMP VIEW event_places AS
WITH told AS (
    SELECT event_id, article_id, place_id, place, place_country FROM meetings
    UNION ALL
    SELECT event_id, article_id, place_id, place, place_country FROM agreements
),

named AS (
    SELECT
        told.event_id,
        told.place_id,
        CASE WHEN told.place_id IS NULL THEN told.place END AS words,
        CASE WHEN told.place_id IS NULL THEN told.place_country END AS country
    FROM told
    JOIN current_articles USING (article_id)
    WHERE coalesce(told.place_id, told.place, told.place_country) IS NOT NULL
)

SELECT
    *,
    dense_rank() OVER (ORDER BY place_id NULLS LAST, words NULLS LAST, country NULLS LAST) AS place_key
FROM named;
