-- Who warned, threatened, accused or demanded, and whom it was meant for; the newest article first.
CREATE VIEW warning_log AS
SELECT
    articles.published_on,
    warnings.kind,
    label_fr('warning_kind', warnings.kind) AS kind_fr,
    label_en('warning_kind', warnings.kind) AS kind_en,
    issuer.names AS issuers,
    target.names AS targets,
    warnings.message,
    warnings.modality,
    label_fr('modality', warnings.modality) AS modality_fr,
    label_en('modality', warnings.modality) AS modality_en,
    warnings.evidence,
    articles.source_id,
    articles.title,
    warnings.event_id,
    warnings.occurrence_id,
    warnings.article_id,
    warnings.char_start,
    warnings.char_end
FROM warnings
JOIN current_articles AS articles USING (article_id)
LEFT JOIN event_parts AS issuer ON issuer.event_id = warnings.event_id AND issuer.part = 'issuer'
LEFT JOIN event_parts AS target ON target.event_id = warnings.event_id AND target.part = 'target'
ORDER BY articles.published_on DESC NULLS LAST, articles.source_id, warnings.char_start;

COMMENT ON VIEW warning_log IS 'Warnings, threats, demands, accusations, concerns and protests with the names of issuers and targets, without those of near-copies.';
COMMENT ON COLUMN warning_log.issuers IS 'Names of those who warn.';
COMMENT ON COLUMN warning_log.targets IS 'Names of those whom it is meant for.';
