-- Daily sums of what became of messages and of what readers say of the help they got, so that figures stay when messages are deleted.
-- `day` is the number of days since 1970-01-01, UTC. storage/rollups/count-ticket.ts says what each message adds.
-- Every step can be taken again: what is filled in below is made of rows that are there, under the same keys.

-- How long messages of a day took to a person's answer (answered = 1), or were open until they were closed or deleted without one (0).
-- Messages that still wait are in none: how long is known only when somebody asks.
CREATE TABLE IF NOT EXISTS reply_day (
  site     TEXT NOT NULL,
  day      INTEGER NOT NULL,
  locale   TEXT NOT NULL,
  -- Empty where the form asks for none.
  topic    TEXT NOT NULL,
  answered INTEGER NOT NULL,
  seconds  INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  PRIMARY KEY (site, day, locale, topic, answered, seconds)
) STRICT, WITHOUT ROWID;

-- Messages of a day by the day on which they were solved first, and whether with one answer at most and never opened again (once = 1).
CREATE TABLE IF NOT EXISTS solved_day (
  site   TEXT NOT NULL,
  day    INTEGER NOT NULL,
  locale TEXT NOT NULL,
  topic  TEXT NOT NULL,
  solved INTEGER NOT NULL,
  once   INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (site, day, locale, topic, solved, once)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS survey_day (
  site     TEXT NOT NULL,
  day      INTEGER NOT NULL,
  locale   TEXT NOT NULL,
  moment   TEXT NOT NULL,
  question TEXT NOT NULL,
  wording  INTEGER NOT NULL,
  score    INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  PRIMARY KEY (site, day, locale, moment, question, wording, score)
) STRICT, WITHOUT ROWID;

-- What was told before there were sums.
INSERT INTO reply_day (site, day, locale, topic, answered, seconds, n)
SELECT site, day, locale, topic, answered, seconds, count(*)
FROM (
  SELECT site, received / 86400000 AS day, locale, topic, answered,
    CASE WHEN seconds < 60 THEN seconds WHEN seconds < 600 THEN seconds / 5 * 5 ELSE seconds / 60 * 60 END AS seconds
  FROM (
    SELECT site, received, locale, topic, CASE WHEN replied IS NULL THEN 0 ELSE 1 END AS answered, (coalesce(replied, solved) - received) / 1000 AS seconds
    FROM (
      SELECT ticket.site AS site, ticket.id AS id, ticket.received AS received, ticket.locale AS locale, coalesce(ticket.topic, '') AS topic,
        min(CASE WHEN ticket_progress.type = 'replied' THEN ticket_progress.time END) AS replied,
        min(CASE WHEN ticket_progress.type = 'solved' THEN ticket_progress.time END) AS solved
      FROM ticket JOIN ticket_progress ON ticket_progress.site = ticket.site AND ticket_progress.ticket = ticket.id
      GROUP BY ticket.site, ticket.id, ticket.received, ticket.locale, ticket.topic
    ) AS story
    WHERE replied IS NOT NULL OR solved IS NOT NULL
  ) AS wait
) AS outcome
WHERE true
GROUP BY site, day, locale, topic, answered, seconds
ON CONFLICT (site, day, locale, topic, answered, seconds) DO NOTHING;

INSERT INTO solved_day (site, day, locale, topic, solved, once, n)
SELECT site, day, locale, topic, solved, once, count(*)
FROM (
  SELECT site, day, locale, topic, solved / 86400000 AS solved,
    CASE WHEN reopened = 0 AND (
      SELECT count(*) FROM ticket_progress
      WHERE ticket_progress.site = story.site AND ticket_progress.ticket = story.id AND ticket_progress.type = 'replied' AND ticket_progress.time <= story.solved
    ) <= 1 THEN 1 ELSE 0 END AS once
  FROM (
    SELECT ticket.site AS site, ticket.id AS id, ticket.received / 86400000 AS day, ticket.locale AS locale, coalesce(ticket.topic, '') AS topic,
      min(CASE WHEN ticket_progress.type = 'solved' THEN ticket_progress.time END) AS solved,
      max(CASE WHEN ticket_progress.type = 'reopened' THEN 1 ELSE 0 END) AS reopened
    FROM ticket JOIN ticket_progress ON ticket_progress.site = ticket.site AND ticket_progress.ticket = ticket.id
    GROUP BY ticket.site, ticket.id, ticket.received, ticket.locale, ticket.topic
  ) AS story
  WHERE solved IS NOT NULL
) AS outcome
WHERE true
GROUP BY site, day, locale, topic, solved, once
ON CONFLICT (site, day, locale, topic, solved, once) DO NOTHING;

INSERT INTO survey_day (site, day, locale, moment, question, wording, score, n)
SELECT site, day, locale, moment, question, wording, score, count(*) FROM survey_answer
WHERE true GROUP BY site, day, locale, moment, question, wording, score
ON CONFLICT (site, day, locale, moment, question, wording, score) DO NOTHING;
