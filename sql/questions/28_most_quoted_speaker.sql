-- What does the speaker say who is quoted most?
SELECT published_on, speaker, quote, channel, source_id
FROM who_said_what
WHERE speaker_id = (SELECT speaker_id FROM who_said_what GROUP BY speaker_id ORDER BY count(*) DESC, speaker_id LIMIT 1)
ORDER BY published_on NULLS LAST, source_id, char_start;
