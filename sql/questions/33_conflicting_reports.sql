-- On what do reports of one event disagree?
SELECT table_name, column_name, differing, source_ids FROM conflicts ORDER BY table_name, occurrence_id, column_name;
