-- Which aid is promised or committed, and no report tells that it was delivered?
SELECT coalesce(date_latest, published_on) AS day, donors, recipients, status, amount_eur, amount, currency, quantity, item
FROM aid_ledger AS pledge
WHERE counted AND status IN ('pledged', 'committed') AND NOT EXISTS (
    SELECT 1 FROM aid_ledger AS given
    WHERE given.status = 'delivered'
        AND given.donors = pledge.donors AND given.recipients = pledge.recipients
        AND (given.occurrence_id = pledge.occurrence_id OR given.amount_eur >= pledge.amount_eur OR plain(given.item) = plain(pledge.item))
        AND coalesce(coalesce(given.date_latest, given.published_on) >= coalesce(pledge.date_earliest, pledge.published_on), true)
)
ORDER BY day NULLS LAST, amount_eur DESC NULLS LAST, source_id, char_start;
