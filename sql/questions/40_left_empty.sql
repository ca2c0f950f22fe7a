-- What was left empty, and why?
SELECT table_name, column_name, why, row_count, of_rows FROM left_empty;
