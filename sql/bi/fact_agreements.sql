SELECT
    dim_event.event_key,
    dim_article.article_key,
    bi.date_key(coalesce(agreements.date_earliest, agreements.date_latest, dim_article.published_on)) AS date_key,
    dim_article.published_date_key,
    bi.code_key('agreement_kind', agreements.kind) AS kind_key,
    bi.code_key('modality', agreements.modality) AS modality_key,
    (row_number() OVER (
        PARTITION BY agreements.occurrence_id
        ORDER BY
            agreements.date_latest IS NULL,
            agreements.modality <> 'asserted',
            dim_article.published_on DESC NULLS LAST,
            event_id
    ) = 1)::INTEGER AS event_count,
    bi.code_key('agreement_status', agreements.status) AS status_key,
    bi.date_key(agreements.date_earliest) AS earliest_date_key,
    bi.date_key(agreements.date_latest) AS latest_date_key,
    coalesce(event_places.place_key, 0) AS place_key,
    agreements.quantity AS reported_quantity
FROM agreements
JOIN bi.dim_event USING (event_id)
JOIN bi.dim_article USING (article_id)
LEFT JOIN event_places USING (event_id)
