-- Which articles gave no event?
SELECT source_id, published_on, title, char_count, actors, statements
FROM coverage WHERE duplicate_of IS NULL AND meetings + aid_pledges + warnings + agreements = 0 ORDER BY source_id;
