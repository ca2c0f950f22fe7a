CREATE MACRO label_fr(code_list, wanted) AS (
    SELECT codes.label_fr FROM codes WHERE codes.list = code_list AND codes.code = wanted
);

COMMENT ON MACRO label_fr IS 'French label of a code: label_fr(''aid_status'', status).';

CREATE MACRO label_en(code_list, wanted) AS (
    SELECT codes.label_en FROM codes WHERE codes.list = code_list AND codes.code = wanted
);

COMMENT ON MACRO label_en IS 'English label of a code: label_en(''aid_status'', status).';

-- A space on both sides, so that whole words are found by `contains`.
CREATE MACRO plain(words) AS
' ' || trim(regexp_replace(
    replace(replace(lower(strip_accents(words)), 'œ', 'oe'), 'æ', 'ae'), '[^\p{L}\p{N}]+', ' ', 'g'
)) || ' ';

COMMENT ON MACRO plain IS 'Words without accents, capitals and punctuation, to be compared.';
