SELECT
    row_number() OVER (ORDER BY list, code) AS code_key,
    list,
    code,
    label_fr,
    label_en,
    plover,
    iati,
    kiel
FROM codes
UNION ALL
SELECT 0, 'unknown', 'unknown', 'inconnu ou sans objet', 'unknown or not applicable', NULL, NULL, NULL
