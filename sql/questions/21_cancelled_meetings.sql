-- Which meetings were cancelled?
SELECT coalesce(date, published_on::VARCHAR) AS told_for, concat_ws(', ', visitors, hosts, participants) AS who, place, evidence
FROM meeting_log WHERE status = 'cancelled' ORDER BY told_for DESC, source_id, char_start;
