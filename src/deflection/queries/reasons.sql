-- Reasons of readers whose newest vote is a no. Only the newest answer that voted or gave reasons counts, so that
-- a later answer without reasons takes the earlier ones back.
WITH said AS (
  SELECT type, reader, article, locale, value, text,
    coalesce(answer, id) AS answer,
    first_value(coalesce(answer, id)) OVER (PARTITION BY reader, article ORDER BY arrival DESC) AS newest
  FROM event
  WHERE type IN ('vote', 'reason') AND article IS NOT NULL AND server_time >= :since
),
newest_vote AS (
  SELECT reader, article, value
  FROM (
    SELECT reader, article, value, row_number() OVER (PARTITION BY reader, article ORDER BY arrival DESC) AS age
    FROM event
    WHERE type = 'vote' AND article IS NOT NULL AND server_time >= :since
  )
  WHERE age = 1
)
SELECT said.article, said.locale, said.text AS reason, count(DISTINCT said.reader) AS n
FROM said LEFT JOIN newest_vote USING (reader, article)
WHERE said.type = 'reason' AND said.answer = said.newest AND coalesce(newest_vote.value, 0) = 0
GROUP BY said.article, said.locale, said.text
ORDER BY n DESC, reason
