-- The filled cells of events and statements as text, a line for each: what the evidence is held beside.
-- Without its order, DuckDB before 1.5 would give the rows of the first two tables only.
CREATE VIEW cells AS
UNPIVOT (SELECT event_id AS row_id, columns(* EXCLUDE (event_id))::VARCHAR FROM meetings)
ON columns(* EXCLUDE (row_id)) INTO NAME field VALUE cell
UNION ALL
UNPIVOT (SELECT event_id AS row_id, columns(* EXCLUDE (event_id))::VARCHAR FROM aid_pledges)
ON columns(* EXCLUDE (row_id)) INTO NAME field VALUE cell
UNION ALL
UNPIVOT (SELECT event_id AS row_id, columns(* EXCLUDE (event_id))::VARCHAR FROM warnings)
ON columns(* EXCLUDE (row_id)) INTO NAME field VALUE cell
UNION ALL
UNPIVOT (SELECT event_id AS row_id, columns(* EXCLUDE (event_id))::VARCHAR FROM agreements)
ON columns(* EXCLUDE (row_id)) INTO NAME field VALUE cell
UNION ALL
UNPIVOT (SELECT statement_id AS row_id, columns(* EXCLUDE (statement_id))::VARCHAR FROM statements)
ON columns(* EXCLUDE (row_id)) INTO NAME field VALUE cell
ORDER BY row_id, field;

COMMENT ON VIEW cells IS 'Filled cells of events and statements as text, a row for each.';
COMMENT ON COLUMN cells.row_id IS 'Event or statement that the cell belongs to.';
COMMENT ON COLUMN cells.field IS 'Column of that row.';
COMMENT ON COLUMN cells.cell IS 'What stands there.';
