-- (The list of types is what lets SQLite use the index event_answers.)
-- The newest effort score of each reader per article.
SELECT article, locale, value AS score, count(*) AS n
FROM (
  SELECT article, locale, value, row_number() OVER (PARTITION BY reader, article ORDER BY arrival DESC, id DESC) AS age
  FROM event
  WHERE site = :site AND type = 'ces' AND type IN ('vote', 'reason', 'ces', 'comment') AND article IS NOT NULL AND server_time >= :since
) AS answer
WHERE age = 1
GROUP BY article, locale, value
