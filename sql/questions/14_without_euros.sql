-- Which amounts have no value in euros, and why?
SELECT donors, recipients, amount, currency, label_en('fx_missing', fx_missing) AS why, source_id
FROM aid_ledger WHERE amount IS NOT NULL AND amount_eur IS NULL ORDER BY currency, amount DESC, source_id, char_start;
