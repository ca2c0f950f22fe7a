-- How much aid of each type is told, month by month?
SELECT
    date_trunc('month', coalesce(date_earliest, published_on))::DATE AS month,
    aid_type, count(*) AS pledges, sum(amount_eur) AS eur
FROM aid_ledger WHERE counted AND status <> 'suspended' GROUP BY month, aid_type ORDER BY month NULLS LAST, aid_type;
