SELECT
    row_number() OVER (ORDER BY article_id) AS article_key,
    article_id,
    source_id,
    title,
    published_on,
    bi.date_key(published_on) AS published_date_key,
    publisher,
    author,
    url,
    language,
    char_count
FROM current_articles
