-- Who gives what to whom, and how far it has come; the newest first.
-- Amounts are in the currency of the row. Add up amount_eur where `counted`: a pledge that several articles report, or that is
-- a part of another, is then counted once.
CREATE VIEW aid_ledger AS
WITH told AS (
    SELECT
        aid_pledges.*,
        donor.names AS donors,
        donor.countries AS donor_countries,
        recipient.names AS recipients,
        recipient.countries AS recipient_countries,
        articles.published_on,
        articles.source_id,
        articles.title
    FROM aid_pledges
    JOIN current_articles AS articles USING (article_id)
    LEFT JOIN event_parts AS donor ON donor.event_id = aid_pledges.event_id AND donor.part = 'donor'
    LEFT JOIN event_parts AS recipient ON recipient.event_id = aid_pledges.event_id AND recipient.part = 'recipient'
),

-- Smaller beside larger sums of one giver in one sentence: a part where nothing tells them apart, or where the parts add up.
nested AS (
    SELECT
        part.occurrence_id,
        total.occurrence_id AS part_of
    FROM told AS part
    JOIN told AS total
        ON part.article_id = total.article_id
        AND part.currency = total.currency
        AND part.status = total.status
        AND part.amount < total.amount
        AND part.char_start < total.char_end
        AND total.char_start < part.char_end
        AND part.donors IS NOT DISTINCT FROM total.donors
        AND part.occurrence_id <> total.occurrence_id
    QUALIFY
        (
            part.date IS NOT DISTINCT FROM total.date
            AND coalesce(part.recipients = total.recipients, true)
            AND (total.aid_type = 'unspecified' OR total.aid_type = part.aid_type)
            AND coalesce(total.item = part.item, total.item IS NULL)
            AND coalesce(total.instrument = part.instrument, total.instrument IS NULL)
        )
        OR (
            sum(part.amount) OVER (PARTITION BY total.event_id) = total.amount
            AND count(*) OVER (PARTITION BY total.event_id) > 1
        )
),

totals AS (
    SELECT occurrence_id, min(part_of) AS part_of FROM nested GROUP BY ALL
),

-- Of the reports of one pledge the fullest, of equally full ones the newest.
fullest AS (
    SELECT event_id
    FROM told
    QUALIFY row_number() OVER (
        PARTITION BY occurrence_id
        ORDER BY
            amount_eur IS NULL,
            amount IS NULL,
            (donors IS NOT NULL)::INTEGER + (recipients IS NOT NULL)::INTEGER + (date_latest IS NOT NULL)::INTEGER
            + (item IS NOT NULL)::INTEGER + (quantity IS NOT NULL)::INTEGER + (instrument IS NOT NULL)::INTEGER
            + (aid_type <> 'unspecified')::INTEGER DESC,
            modality <> 'asserted',
            published_on DESC NULLS LAST,
            event_id
    ) = 1
)

SELECT
    told.date,
    told.donors,
    told.recipients,
    told.status,
    label_fr('aid_status', told.status) AS status_fr,
    label_en('aid_status', told.status) AS status_en,
    stages.iati,
    stages.kiel,
    told.aid_type,
    label_fr('aid_type', told.aid_type) AS aid_type_fr,
    label_en('aid_type', told.aid_type) AS aid_type_en,
    told.qualifier,
    label_fr('qualifier', told.qualifier) AS qualifier_fr,
    label_en('qualifier', told.qualifier) AS qualifier_en,
    told.amount,
    told.amount_max,
    told.currency,
    told.amount_eur,
    told.fx_rate,
    told.fx_date,
    told.fx_missing,
    told.quantity,
    told.item,
    told.instrument,
    fullest.event_id IS NOT NULL AND totals.part_of IS NULL AS counted,
    totals.part_of,
    told.modality,
    label_fr('modality', told.modality) AS modality_fr,
    label_en('modality', told.modality) AS modality_en,
    told.evidence,
    told.published_on,
    told.source_id,
    told.title,
    told.donor_countries,
    told.recipient_countries,
    told.date_earliest,
    told.date_latest,
    told.event_id,
    told.occurrence_id,
    told.article_id,
    told.char_start,
    told.char_end
FROM told
LEFT JOIN codes AS stages ON stages.list = 'aid_status' AND stages.code = told.status
LEFT JOIN totals USING (occurrence_id)
LEFT JOIN fullest USING (event_id)
ORDER BY coalesce(told.date_latest, told.published_on) DESC NULLS LAST, told.source_id, told.char_start;

COMMENT ON VIEW aid_ledger IS 'Aid with the names of donors and recipients, the newest first, without that of near-copies; add up where counted.';
COMMENT ON COLUMN aid_ledger.donors IS 'Names of those who give.';
COMMENT ON COLUMN aid_ledger.recipients IS 'Names of those who receive.';
COMMENT ON COLUMN aid_ledger.donor_countries IS 'Countries that the donors are or act for, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN aid_ledger.recipient_countries IS 'Countries that the recipients are or act for, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN aid_ledger.counted IS 'True for one row of each pledge, the fullest report of it, unless it is a part of another.';
COMMENT ON COLUMN aid_ledger.part_of IS 'Occurrence of the larger sum that this one is a part of.';

-- The sums of the ledger: one line for each giver, receiver, stage and kind.
CREATE VIEW aid_totals AS
SELECT
    donors,
    recipients,
    status,
    status_fr,
    status_en,
    iati,
    kiel,
    aid_type,
    aid_type_fr,
    aid_type_en,
    count(*) AS pledges,
    sum(amount_eur) AS total_eur,
    count(*) FILTER (WHERE amount IS NOT NULL AND amount_eur IS NULL) AS without_eur,
    count(*) FILTER (WHERE item IS NOT NULL) AS in_kind,
    min(coalesce(date_earliest, published_on)) AS first_day,
    max(coalesce(date_latest, published_on)) AS last_day
FROM aid_ledger
WHERE counted
GROUP BY ALL
ORDER BY total_eur DESC NULLS LAST, pledges DESC, donors, recipients, status, aid_type;

COMMENT ON VIEW aid_totals IS 'Aid in euros by donors, recipients, stage and kind; what is reported again or is a part of another sum is counted once.';
COMMENT ON COLUMN aid_totals.donors IS 'Names of those who give.';
COMMENT ON COLUMN aid_totals.recipients IS 'Names of those who receive.';
COMMENT ON COLUMN aid_totals.pledges IS 'Pledges counted.';
COMMENT ON COLUMN aid_totals.total_eur IS 'Their sum at the rates of their days. Unit: EUR.';
COMMENT ON COLUMN aid_totals.without_eur IS 'Amounts among them that have no value in euros, and are not in the sum.';
COMMENT ON COLUMN aid_totals.in_kind IS 'Pledges among them that name goods.';
COMMENT ON COLUMN aid_totals.first_day IS 'First day told; the day of publication where none is.';
COMMENT ON COLUMN aid_totals.last_day IS 'Last day told; the day of publication where none is.';
