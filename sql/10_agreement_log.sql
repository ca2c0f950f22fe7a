-- Who agreed on what, and whether it is signed; the newest first.
CREATE VIEW agreement_log AS
SELECT
    agreements.date,
    agreements.kind,
    label_fr('agreement_kind', agreements.kind) AS kind_fr,
    label_en('agreement_kind', agreements.kind) AS kind_en,
    agreements.status,
    label_fr('agreement_status', agreements.status) AS status_fr,
    label_en('agreement_status', agreements.status) AS status_en,
    party.names AS parties,
    agreements.title AS agreement,
    agreements.quantity,
    agreements.place,
    agreements.place_country,
    agreements.modality,
    label_fr('modality', agreements.modality) AS modality_fr,
    label_en('modality', agreements.modality) AS modality_en,
    agreements.evidence,
    articles.published_on,
    articles.source_id,
    articles.title,
    agreements.date_earliest,
    agreements.date_latest,
    agreements.event_id,
    agreements.occurrence_id,
    agreements.article_id,
    agreements.char_start,
    agreements.char_end
FROM agreements
JOIN current_articles AS articles USING (article_id)
LEFT JOIN event_parts AS party ON party.event_id = agreements.event_id AND party.part = 'party'
ORDER BY coalesce(agreements.date_latest, articles.published_on) DESC NULLS LAST, articles.source_id, agreements.char_start;

COMMENT ON VIEW agreement_log IS 'Agreements with the names of their parties, the newest first, without those of near-copies.';
COMMENT ON COLUMN agreement_log.parties IS 'Names of the parties.';
COMMENT ON COLUMN agreement_log.agreement IS 'What it is called, in the words of the article.';
COMMENT ON COLUMN agreement_log.title IS 'Headline of the article.';
