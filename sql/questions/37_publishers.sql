-- Which publishers tell how much?
SELECT
    coalesce(publisher, '(unknown)') AS publisher, count(DISTINCT current_articles.article_id) AS articles, count(event_id) AS events,
    min(current_articles.published_on) AS first_day, max(current_articles.published_on) AS last_day
FROM current_articles LEFT JOIN timeline USING (article_id) GROUP BY ALL ORDER BY events DESC, articles DESC, publisher;
