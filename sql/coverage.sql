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

-- Why rows were rejected; the commonest reason first.
CREATE VIEW rejects_by_reason AS
SELECT reason, table_name, count(*) AS row_count, min(detail) AS an_example, min(rejected_at) AS first_rejected_at
FROM rejects
GROUP BY ALL
ORDER BY row_count DESC, reason, table_name;

COMMENT ON VIEW rejects_by_reason IS 'Rejected rows by reason and table, with an example of each.';
