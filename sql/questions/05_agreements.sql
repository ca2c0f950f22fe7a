-- Which agreements are signed or coming, and between whom?
SELECT date, kind, status, parties, agreement
FROM agreement_log ORDER BY date, source_id, char_start;
