-- Which words are behind the largest pledge?
SELECT field, cell, surface, source_id, char_start, char_end, row_id
FROM evidence_of((SELECT event_id FROM aid_ledger WHERE counted ORDER BY amount_eur DESC NULLS LAST, event_id LIMIT 1));
