-- A warning has no date of its own: its day is that of publication.
SELECT
    dim_event.event_key,
    dim_article.article_key,
    dim_article.published_date_key AS date_key,
    dim_article.published_date_key,
    bi.code_key('warning_kind', warning_log.kind) AS kind_key,
    bi.code_key('modality', warning_log.modality) AS modality_key,
    (row_number() OVER (
        PARTITION BY warning_log.occurrence_id
        ORDER BY
            warning_log.message IS NULL,
            warning_log.modality <> 'asserted',
            warning_log.published_on DESC NULLS LAST,
            event_id
    ) = 1)::INTEGER AS event_count
FROM warning_log
JOIN bi.dim_event USING (event_id)
JOIN bi.dim_article USING (article_id)
