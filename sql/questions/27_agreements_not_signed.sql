-- Which agreements are planned or agreed on, and no report tells that they were signed?
SELECT max(date) AS told_for, arg_min(parties, event_id) AS parties, min(agreement) AS agreement, max(published_on) AS last_report
FROM agreement_log GROUP BY occurrence_id
HAVING bool_and(status IN ('planned', 'agreed')) ORDER BY last_report NULLS LAST, told_for, parties, agreement;
