-- Who receives most, and from how many donors?
SELECT recipients, count(DISTINCT donors) AS donor_groups, count(*) AS pledges, sum(amount_eur) AS eur
FROM aid_ledger WHERE counted AND status <> 'suspended' GROUP BY recipients ORDER BY eur DESC NULLS LAST, pledges DESC, recipients;
