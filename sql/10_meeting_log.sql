-- Who met whom, when, where and how; the newest first.
CREATE VIEW meeting_log AS
SELECT
    meetings.date,
    meetings.kind,
    label_fr('meeting_kind', meetings.kind) AS kind_fr,
    label_en('meeting_kind', meetings.kind) AS kind_en,
    meetings.mode,
    label_fr('meeting_mode', meetings.mode) AS mode_fr,
    label_en('meeting_mode', meetings.mode) AS mode_en,
    meetings.status,
    label_fr('meeting_status', meetings.status) AS status_fr,
    label_en('meeting_status', meetings.status) AS status_en,
    visitor.names AS visitors,
    host.names AS hosts,
    participant.names AS participants,
    meetings.place,
    meetings.place_country,
    meetings.modality,
    label_fr('modality', meetings.modality) AS modality_fr,
    label_en('modality', meetings.modality) AS modality_en,
    meetings.evidence,
    articles.published_on,
    articles.source_id,
    articles.title,
    meetings.date_earliest,
    meetings.date_latest,
    meetings.event_id,
    meetings.occurrence_id,
    meetings.article_id,
    meetings.char_start,
    meetings.char_end
FROM meetings
JOIN current_articles AS articles USING (article_id)
LEFT JOIN event_parts AS visitor ON visitor.event_id = meetings.event_id AND visitor.part = 'visitor'
LEFT JOIN event_parts AS host ON host.event_id = meetings.event_id AND host.part = 'host'
LEFT JOIN event_parts AS participant ON participant.event_id = meetings.event_id AND participant.part = 'participant'
ORDER BY coalesce(meetings.date_latest, articles.published_on) DESC NULLS LAST, articles.source_id, meetings.char_start;

COMMENT ON VIEW meeting_log IS 'Meetings with the names of those who met, the newest first, without those of near-copies.';
COMMENT ON COLUMN meeting_log.visitors IS 'Names of those who come.';
COMMENT ON COLUMN meeting_log.hosts IS 'Names of those who receive.';
COMMENT ON COLUMN meeting_log.participants IS 'Names of those who meet, where the article tells no guest from a host.';
