-- Who is quoted most?
SELECT speaker, count(*) AS quotations, any_value(offices ORDER BY source_id) AS office
FROM who_said_what GROUP BY speaker ORDER BY quotations DESC, speaker;
