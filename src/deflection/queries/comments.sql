-- (The list of types is what lets SQLite use the index stored_event_answers.)
-- The newest comments, one per reader, article and language, with that reader's newest vote.
SELECT comment.article, comment.locale, comment.server_time AS time, comment.text,
  (
    SELECT vote.value FROM event AS vote
    WHERE vote.site = :site AND vote.type = 'vote' AND vote.type IN ('vote', 'reason', 'ces', 'comment')
      AND vote.reader_key = comment.reader_key AND vote.article = comment.article AND vote.locale = comment.locale
    ORDER BY vote.arrival DESC, vote.id_key DESC LIMIT 1
  ) AS vote
FROM event AS comment
WHERE comment.site = :site AND comment.type = 'comment' AND comment.article IS NOT NULL AND comment.server_time >= :since
  AND (:locale = '' OR comment.locale = :locale)
  AND NOT EXISTS (
    SELECT 1 FROM event AS later
    WHERE later.site = :site AND later.type = 'comment' AND later.type IN ('vote', 'reason', 'ces', 'comment')
      AND later.reader_key = comment.reader_key AND later.article = comment.article AND later.locale = comment.locale AND (later.arrival, later.id_key) > (comment.arrival, comment.id_key)
  )
ORDER BY comment.arrival DESC, comment.id_key DESC
LIMIT 20
