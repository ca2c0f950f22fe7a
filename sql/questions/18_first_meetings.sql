-- When did the two of each pair first meet, and when last?
SELECT first_day, last_day, name, other_name, held FROM pair_matrix WHERE held > 0 ORDER BY first_day NULLS LAST, name, other_name;
