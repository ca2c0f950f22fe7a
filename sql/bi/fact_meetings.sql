SELECT
    dim_event.event_key,
    dim_article.article_key,
    bi.date_key(coalesce(meetings.date_earliest, meetings.date_latest, dim_article.published_on)) AS date_key,
    dim_article.published_date_key,
    bi.code_key('meeting_kind', meetings.kind) AS kind_key,
    bi.code_key('modality', meetings.modality) AS modality_key,
    -- What was held comes before what was planned, as in pair_matrix.
    (row_number() OVER (
        PARTITION BY meetings.occurrence_id
        ORDER BY
            meetings.status <> 'held',
            meetings.status = 'cancelled',
            meetings.date_latest IS NULL,
            meetings.modality <> 'asserted',
            dim_article.published_on DESC NULLS LAST,
            event_id
    ) = 1)::INTEGER AS event_count,
    bi.code_key('meeting_status', meetings.status) AS status_key,
    bi.code_key('meeting_mode', meetings.mode) AS mode_key,
    bi.date_key(meetings.date_earliest) AS earliest_date_key,
    bi.date_key(meetings.date_latest) AS latest_date_key,
    coalesce(event_places.place_key, 0) AS place_key
FROM meetings
JOIN bi.dim_event USING (event_id)
JOIN bi.dim_article USING (article_id)
LEFT JOIN event_places USING (event_id)
