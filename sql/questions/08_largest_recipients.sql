-- Who receives most, from how many donors, by how far the aid has come?
SELECT recipients, status, count(DISTINCT donors) AS donor_groups, count(*) AS pledges, sum(amount_eur) AS eur
FROM aid_ledger WHERE counted GROUP BY recipients, status ORDER BY eur DESC NULLS LAST, pledges DESC, recipients, status;
