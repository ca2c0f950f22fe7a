-- Who gives most, in euros, by how far the aid has come?
SELECT donors, status, kiel, sum(pledges)::BIGINT AS pledges, sum(total_eur) AS eur, sum(without_eur)::BIGINT AS without_eur
FROM aid_totals GROUP BY donors, status, kiel ORDER BY eur DESC NULLS LAST, pledges DESC, donors, status;
