-- What the views count: a near-copy or an older version would tell the same events again.
CREATE VIEW current_articles AS
SELECT * FROM articles WHERE duplicate_of IS NULL AND superseded_by IS NULL;

COMMENT ON VIEW current_articles IS 'Articles in their current version, without near-copies.';
