-- Direct quotations with their speakers and the offices that the article gives them.
CREATE VIEW who_said_what AS
WITH offices AS (
    SELECT article_id, actor_id, string_agg(DISTINCT role_text, ', ' ORDER BY role_text) AS offices
    FROM actor_roles
    GROUP BY ALL
)

SELECT
    articles.published_on,
    actors.name AS speaker,
    actors.country AS speaker_country,
    offices.offices,
    statements.quote,
    statements.channel,
    articles.source_id,
    articles.title,
    statements.statement_id,
    statements.speaker_id,
    statements.article_id,
    statements.char_start,
    statements.char_end
FROM statements
JOIN current_articles AS articles USING (article_id)
JOIN actors ON actors.actor_id = statements.speaker_id
LEFT JOIN offices ON offices.article_id = statements.article_id AND offices.actor_id = statements.speaker_id
ORDER BY articles.published_on DESC NULLS LAST, articles.source_id, statements.char_start;

COMMENT ON VIEW who_said_what IS 'Quotations with the names and offices of their speakers, in the order of the articles, without those of near-copies.';
COMMENT ON COLUMN who_said_what.speaker IS 'Name of the speaker.';
COMMENT ON COLUMN who_said_what.speaker_country IS 'Country that the speaker is or acts for, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN who_said_what.offices IS 'Offices that the article gives the speaker, in its words.';
