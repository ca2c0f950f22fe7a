-- How much aid of each type is told, month by month, by how far it has come?
SELECT
    date_trunc('month', coalesce(date_earliest, published_on))::DATE AS month,
    aid_type, status, count(*) AS pledges, sum(amount_eur) AS eur
FROM aid_ledger WHERE counted GROUP BY month, aid_type, status ORDER BY month NULLS LAST, aid_type, status;
