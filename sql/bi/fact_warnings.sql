-- A warning has no date of its own: its day is that of publication.
SELECT
    dim_event.event_key,
    dim_article.article_key,
    dim_article.published_date_key AS date_key,
    dim_article.published_date_key,
    bi.code_key('warning_kind', warnings.kind) AS kind_key,
    bi.code_key('modality', warnings.modality) AS modality_key,
    (row_number() OVER (
        PARTITION BY warnings.occurrence_id
        ORDER BY
            warnings.message IS NULL,
            warnings.modality <> 'asserted',
            dim_article.published_on DESC NULLS LAST,
            event_id
    ) = 1)::INTEGER AS event_count
FROM warnings
JOIN bi.dim_event USING (event_id)
JOIN bi.dim_article USING (article_id)
