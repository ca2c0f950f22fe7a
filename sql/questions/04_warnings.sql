-- Who warns, accuses or calls on whom?
SELECT kind, issuers, targets, message
FROM warning_log ORDER BY kind, source_id, char_start;
