-- What each article gave, and what of it was rejected: an article with nothing but zeros deserves a look.
CREATE VIEW coverage AS
SELECT
    articles.source_id,
    articles.published_on,
    articles.title,
    articles.char_count,
    (SELECT count(DISTINCT actor_id) FROM actor_mentions WHERE article_id = articles.article_id) AS actors,
    (SELECT count(*) FROM meetings WHERE article_id = articles.article_id) AS meetings,
    (SELECT count(*) FROM aid_pledges WHERE article_id = articles.article_id) AS aid_pledges,
    (SELECT count(*) FROM warnings WHERE article_id = articles.article_id) AS warnings,
    (SELECT count(*) FROM agreements WHERE article_id = articles.article_id) AS agreements,
    (SELECT count(*) FROM statements WHERE article_id = articles.article_id) AS statements,
    (SELECT count(*) FROM rejects WHERE rejects.source_uri = articles.source_uri) AS rejects,
    articles.duplicate_of,
    articles.article_id
FROM articles
WHERE articles.superseded_by IS NULL
ORDER BY articles.source_id;

COMMENT ON VIEW coverage IS 'Rows that each article gave in its current version, table by table, and how many were rejected.';
COMMENT ON COLUMN coverage.title IS 'Headline of the article.';
COMMENT ON COLUMN coverage.actors IS 'Actors that it mentions.';
COMMENT ON COLUMN coverage.meetings IS 'Rows of meetings.';
COMMENT ON COLUMN coverage.aid_pledges IS 'Rows of aid.';
COMMENT ON COLUMN coverage.warnings IS 'Rows of warnings.';
COMMENT ON COLUMN coverage.agreements IS 'Rows of agreements.';
COMMENT ON COLUMN coverage.statements IS 'Quotations.';
COMMENT ON COLUMN coverage.rejects IS 'Rows and records of its source that were rejected.';
COMMENT ON COLUMN coverage.article_id IS 'Id of the article.';

-- Why rows were rejected; the commonest reason first.
CREATE VIEW rejects_by_reason AS
SELECT reason, table_name, count(*) AS row_count, min(detail) AS an_example, min(rejected_at) AS first_rejected_at
FROM rejects
GROUP BY ALL
ORDER BY row_count DESC, reason, table_name;

COMMENT ON VIEW rejects_by_reason IS 'Rejected rows by reason and table, with an example of each.';
COMMENT ON COLUMN rejects_by_reason.row_count IS 'Rows that were rejected for that reason.';
COMMENT ON COLUMN rejects_by_reason.an_example IS 'Why one of them was rejected, in a sentence.';
COMMENT ON COLUMN rejects_by_reason.first_rejected_at IS 'When the first was rejected, UTC.';

-- What was left empty, and why; the commonest first.
CREATE VIEW left_empty AS
WITH looked_at AS (
    SELECT 'articles' AS table_name, 'published_on' AS column_name, CASE WHEN published_on IS NULL THEN 'no source tells it' END AS why
    FROM current_articles
    UNION ALL
    SELECT 'actors', 'country', CASE WHEN country IS NULL THEN 'not told, and not in the registry' END FROM actors
    UNION ALL
    SELECT 'actors', 'wikidata_id', CASE WHEN wikidata_id IS NULL THEN 'no certain match in the registry' END FROM actors
    UNION ALL
    SELECT table_name, 'who', CASE WHEN who IS NULL AND (table_name <> 'meetings' OR to_whom IS NULL) THEN 'not told' END FROM timeline
    UNION ALL
    SELECT table_name, 'to_whom', CASE WHEN to_whom IS NULL THEN 'not told' END
    FROM timeline
    WHERE table_name IN ('aid_pledges', 'warnings')
    UNION ALL
    SELECT table_name, 'what', CASE WHEN what IS NULL THEN 'not told' END FROM timeline WHERE table_name <> 'meetings'
    UNION ALL
    SELECT
        table_name, 'date',
        CASE
            WHEN date IS NULL THEN 'not told'
            WHEN date_earliest IS NULL AND date_latest IS NULL THEN 'told without a year, of an article without a day'
        END
    FROM timeline
    WHERE table_name <> 'warnings'
    UNION ALL
    SELECT 'meetings', 'place_id', CASE WHEN place IS NULL THEN 'not told' WHEN place_id IS NULL THEN 'not in the gazetteer' END
    FROM meetings
    JOIN current_articles USING (article_id)
    UNION ALL
    SELECT 'agreements', 'place_id', CASE WHEN place IS NULL THEN 'not told' WHEN place_id IS NULL THEN 'not in the gazetteer' END
    FROM agreements
    JOIN current_articles USING (article_id)
    UNION ALL
    SELECT
        'aid_pledges', 'amount_eur',
        CASE
            WHEN amount IS NULL THEN 'in kind'
            WHEN amount_eur IS NULL THEN coalesce(label_en('fx_missing', fx_missing), 'not converted')
        END
    FROM aid_pledges
    JOIN current_articles USING (article_id)
),

counted AS (
    SELECT table_name, column_name, why, count(*) AS row_count, sum(count(*)) OVER (PARTITION BY table_name, column_name) AS of_rows
    FROM looked_at
    GROUP BY table_name, column_name, why
)

SELECT table_name, column_name, why, row_count, of_rows::BIGINT AS of_rows
FROM counted
WHERE why IS NOT NULL
ORDER BY row_count DESC, table_name, column_name, why;

COMMENT ON VIEW left_empty IS 'Columns that were left empty, why, and in how many rows.';
COMMENT ON COLUMN left_empty.table_name IS 'The table.';
COMMENT ON COLUMN left_empty.column_name IS 'The column; who, to_whom and what are those of the timeline.';
COMMENT ON COLUMN left_empty.why IS 'Why it is empty.';
COMMENT ON COLUMN left_empty.row_count IS 'Rows in which it is empty for that reason.';
COMMENT ON COLUMN left_empty.of_rows IS 'Rows there are.';
