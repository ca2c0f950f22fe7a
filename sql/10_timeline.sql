-- Every event of every kind in the order of time; who does it to whom, in one cell.
-- `day` places it: the first day that its date can mean, else the day of publication.
CREATE VIEW timeline AS
WITH events AS (
    SELECT
        'meetings' AS table_name, 'meeting_kind' AS kind_list, kind, 'meeting_status' AS status_list, status,
        NULL AS what, place, place_country, date, date_earliest, date_latest,
        modality, evidence, event_id, occurrence_id, article_id, char_start, char_end
    FROM meetings
    UNION ALL
    SELECT
        'aid_pledges', 'aid_type', aid_type, 'aid_status', status,
        nullif(concat_ws(' ', amount_text, quantity, item), ''), NULL, NULL, date, date_earliest, date_latest,
        modality, evidence, event_id, occurrence_id, article_id, char_start, char_end
    FROM aid_pledges
    UNION ALL
    SELECT
        'warnings', 'warning_kind', kind, NULL, NULL,
        message, NULL, NULL, NULL, NULL, NULL,
        modality, evidence, event_id, occurrence_id, article_id, char_start, char_end
    FROM warnings
    UNION ALL
    SELECT
        'agreements', 'agreement_kind', kind, 'agreement_status', status,
        title, place, place_country, date, date_earliest, date_latest,
        modality, evidence, event_id, occurrence_id, article_id, char_start, char_end
    FROM agreements
),

-- Those who give, warn or come before those who receive, are warned or host.
sides AS (
    SELECT
        event_id,
        string_agg(names, ', ' ORDER BY part DESC) FILTER (WHERE part IN ('donor', 'issuer', 'visitor', 'participant', 'party')) AS who,
        string_agg(names, ', ' ORDER BY part) FILTER (WHERE part IN ('recipient', 'target', 'host')) AS to_whom
    FROM event_parts
    GROUP BY ALL
)

SELECT
    coalesce(events.date_earliest, events.date_latest, articles.published_on) AS day,
    events.date,
    events.table_name,
    events.kind,
    label_fr(events.kind_list, events.kind) AS kind_fr,
    label_en(events.kind_list, events.kind) AS kind_en,
    events.status,
    label_fr(events.status_list, events.status) AS status_fr,
    label_en(events.status_list, events.status) AS status_en,
    sides.who,
    sides.to_whom,
    events.what,
    events.place,
    events.place_country,
    events.modality,
    events.evidence,
    articles.published_on,
    articles.source_id,
    articles.title,
    events.date_earliest,
    events.date_latest,
    events.event_id,
    events.occurrence_id,
    events.article_id,
    events.char_start,
    events.char_end
FROM events
JOIN current_articles AS articles USING (article_id)
LEFT JOIN sides USING (event_id)
ORDER BY day NULLS LAST, articles.source_id, events.char_start, events.event_id;

COMMENT ON VIEW timeline IS 'Meetings, aid, warnings and agreements in the order of time, without those of near-copies.';
COMMENT ON COLUMN timeline.day IS 'First day that the date can mean; the day of publication where no date is told.';
COMMENT ON COLUMN timeline.table_name IS 'Table of the event.';
COMMENT ON COLUMN timeline.kind IS 'Kind of meeting, warning or agreement; what the aid is for.';
COMMENT ON COLUMN timeline.status IS 'How far it has come; empty for warnings.';
COMMENT ON COLUMN timeline.who IS 'Names of participants, visitors, donors, issuers or parties.';
COMMENT ON COLUMN timeline.to_whom IS 'Names of hosts, recipients or targets.';
COMMENT ON COLUMN timeline.what IS 'Sum and goods, message or title, in the words of the article.';
