-- Which words, and where in the article, gave the cells of the aid table?
SELECT ledger.source_id, evidence.field, evidence.surface, evidence.char_start, evidence.char_end
FROM evidence JOIN aid_ledger AS ledger ON ledger.event_id = evidence.row_id
ORDER BY ledger.source_id, evidence.char_start, evidence.field;
