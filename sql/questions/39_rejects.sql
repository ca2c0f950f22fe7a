-- What was rejected, and why?
SELECT reason, table_name, row_count, an_example FROM rejects_by_reason;
