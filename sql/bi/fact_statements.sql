SELECT
    row_number() OVER (ORDER BY said.statement_id) AS statement_key,
    said.statement_id,
    dim_article.article_key,
    dim_actor.actor_key AS speaker_key,
    dim_article.published_date_key,
    said.quote,
    said.channel,
    said.char_start,
    said.char_end
FROM statements AS said
JOIN bi.dim_article USING (article_id)
JOIN bi.dim_actor ON dim_actor.actor_id = said.speaker_id
