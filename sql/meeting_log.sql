-- Who met whom, when, where and how; the newest first.
CREATE VIEW meeting_log AS
SELECT
    meetings.date,
    meetings.kind,
    meetings.mode,
    meetings.status,
    visitor.names AS visitors,
    host.names AS hosts,
    participant.names AS participants,
    meetings.place,
    meetings.place_country,
    meetings.modality,
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
JOIN articles USING (article_id)
LEFT JOIN event_parts AS visitor ON visitor.event_id = meetings.event_id AND visitor.part = 'visitor'
LEFT JOIN event_parts AS host ON host.event_id = meetings.event_id AND host.part = 'host'
LEFT JOIN event_parts AS participant ON participant.event_id = meetings.event_id AND participant.part = 'participant'
WHERE articles.duplicate_of IS NULL
ORDER BY coalesce(meetings.date_latest, articles.published_on) DESC NULLS LAST, articles.source_id, meetings.char_start;

COMMENT ON VIEW meeting_log IS 'Meetings with the names of those who met, the newest first, without those of near-copies.';
