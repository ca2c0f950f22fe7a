-- Which countries speak most, and through whom?
SELECT speaker_country, count(*) AS quotations, count(DISTINCT speaker_id) AS speakers, string_agg(DISTINCT speaker, ', ' ORDER BY speaker) AS who
FROM who_said_what GROUP BY speaker_country ORDER BY quotations DESC, speaker_country NULLS LAST;
