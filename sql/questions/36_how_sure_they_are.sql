-- How much is asserted, said by a source or conditional, table by table?
SELECT table_name, modality, label_fr('modality', modality) AS modality_fr, count(*) AS told,
    round(100 * count(*) / sum(count(*)) OVER (PARTITION BY table_name), 1) AS percent
FROM timeline GROUP BY table_name, modality ORDER BY table_name, told DESC, modality;
