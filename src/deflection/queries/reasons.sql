-- (The list of all four types is what lets SQLite use the index event_answers.)
-- Reasons of readers whose newest vote is a no. Only the newest answer that voted or gave reasons counts, so that
-- a later answer without reasons takes the earlier ones back.
SELECT said.article, said.locale, said.text AS reason, count(DISTINCT said.reader) AS n
FROM event AS said
WHERE said.site = :site AND said.type = 'reason' AND said.type IN ('vote', 'reason', 'ces', 'comment') AND said.article IS NOT NULL
  AND said.server_time >= :since
  AND NOT EXISTS (
    SELECT 1 FROM event AS later
    WHERE later.site = :site AND later.type IN ('vote', 'reason') AND later.type IN ('vote', 'reason', 'ces', 'comment')
      AND later.reader = said.reader AND later.article = said.article AND (later.arrival, later.id) > (said.arrival, said.id)
      AND coalesce(later.answer, later.id) <> coalesce(said.answer, said.id)
  )
  AND coalesce((
    SELECT vote.value FROM event AS vote
    WHERE vote.site = :site AND vote.type = 'vote' AND vote.type IN ('vote', 'reason', 'ces', 'comment')
      AND vote.reader = said.reader AND vote.article = said.article
    ORDER BY vote.arrival DESC, vote.id DESC LIMIT 1
  ), 0) = 0
GROUP BY said.article, said.locale, said.text
ORDER BY n DESC, reason
