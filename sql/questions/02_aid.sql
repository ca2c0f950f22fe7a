-- Who gives what to whom, and how firmly?
SELECT donors, recipients, amount, currency, item, qualifier, status, date
FROM aid_ledger ORDER BY amount DESC NULLS LAST, source_id, char_start;
