-- Who gives what to whom, and how far it has come; the newest first.
-- Amounts are in the currency of the row: add up amount_eur, or one currency at a time.
CREATE VIEW aid_ledger AS
SELECT
    aid_pledges.date,
    donor.names AS donors,
    recipient.names AS recipients,
    aid_pledges.status,
    aid_pledges.aid_type,
    aid_pledges.qualifier,
    aid_pledges.amount,
    aid_pledges.amount_max,
    aid_pledges.currency,
    aid_pledges.amount_eur,
    aid_pledges.quantity,
    aid_pledges.item,
    aid_pledges.instrument,
    aid_pledges.modality,
    aid_pledges.evidence,
    articles.published_on,
    articles.source_id,
    articles.title,
    aid_pledges.date_earliest,
    aid_pledges.date_latest,
    aid_pledges.event_id,
    aid_pledges.occurrence_id,
    aid_pledges.article_id,
    aid_pledges.char_start,
    aid_pledges.char_end
FROM aid_pledges
JOIN articles USING (article_id)
LEFT JOIN event_parts AS donor ON donor.event_id = aid_pledges.event_id AND donor.part = 'donor'
LEFT JOIN event_parts AS recipient ON recipient.event_id = aid_pledges.event_id AND recipient.part = 'recipient'
WHERE articles.duplicate_of IS NULL
ORDER BY coalesce(aid_pledges.date_latest, articles.published_on) DESC NULLS LAST, articles.source_id, aid_pledges.char_start;

COMMENT ON VIEW aid_ledger IS 'Aid with the names of donors and recipients, the newest first, without those of near-copies.';
