-- Which report of a pledge is counted, and which sum is a part of another, is for aid_ledger to say.
SELECT
    dim_event.event_key,
    dim_article.article_key,
    bi.date_key(coalesce(ledger.date_earliest, ledger.date_latest, ledger.published_on)) AS date_key,
    dim_article.published_date_key,
    bi.code_key('aid_type', ledger.aid_type) AS kind_key,
    bi.code_key('modality', ledger.modality) AS modality_key,
    ledger.counted::INTEGER AS event_count,
    bi.code_key('aid_status', ledger.status) AS status_key,
    bi.code_key('qualifier', ledger.qualifier) AS qualifier_key,
    bi.code_key('fx_missing', ledger.fx_missing) AS fx_missing_key,
    bi.date_key(ledger.date_earliest) AS earliest_date_key,
    bi.date_key(ledger.date_latest) AS latest_date_key,
    ledger.currency,
    CASE WHEN ledger.counted THEN ledger.amount END AS counted_amount,
    CASE WHEN ledger.counted THEN ledger.amount_eur END AS counted_amount_eur,
    ledger.amount AS reported_amount,
    ledger.amount_max AS reported_amount_max,
    ledger.amount_eur AS reported_amount_eur,
    ledger.fx_rate,
    ledger.fx_date,
    CASE WHEN ledger.counted THEN ledger.quantity END AS counted_quantity,
    ledger.quantity AS reported_quantity,
    ledger.item,
    ledger.instrument,
    ledger.part_of
FROM aid_ledger AS ledger
JOIN bi.dim_event USING (event_id)
JOIN bi.dim_article USING (article_id)
