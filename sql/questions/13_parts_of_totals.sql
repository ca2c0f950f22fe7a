-- Which sums are parts of larger ones, and so not counted?
SELECT part.donors, part.recipients, part.amount, part.currency, total.amount AS total_amount, part.evidence
FROM aid_ledger AS part
JOIN aid_ledger AS total ON total.occurrence_id = part.part_of AND total.article_id = part.article_id
ORDER BY part.source_id, part.char_start, part.amount;
