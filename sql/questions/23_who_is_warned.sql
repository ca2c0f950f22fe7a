-- Who is warned, by whom, and how?
SELECT targets, issuers, kind, kind_en, count(DISTINCT occurrence_id) AS warnings, max(published_on) AS last_day
FROM warning_log WHERE targets IS NOT NULL GROUP BY targets, issuers, kind, kind_en ORDER BY warnings DESC, targets, issuers, kind;
