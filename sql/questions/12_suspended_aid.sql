-- Which aid is suspended, frozen or cancelled?
SELECT coalesce(date_latest, published_on) AS day, donors, recipients, amount, currency, item, evidence
FROM aid_ledger WHERE counted AND status = 'suspended' ORDER BY day DESC NULLS LAST, source_id, char_start;
