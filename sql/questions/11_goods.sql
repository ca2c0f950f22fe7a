-- Which goods are given, how many of them, and by whom?
SELECT min(item) AS goods, donors, recipients, status, sum(quantity)::BIGINT AS pieces, count(*) AS pledges
FROM aid_ledger WHERE counted AND item IS NOT NULL
GROUP BY plain(item), donors, recipients, status ORDER BY goods, donors, recipients, status;
