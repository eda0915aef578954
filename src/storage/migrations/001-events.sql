-- Everything readers did or told us. Rows are only ever added; figures take the newest row per reader and article.
-- Written for SQLite and PostgreSQL alike (storage/dialect.ts names the differences): text, integers and epoch milliseconds,
-- ids made by the application, no sequence, and the site in front of every key, so that a table can be spread over machines.
-- IF NOT EXISTS everywhere: an engine that cannot undo a CREATE goes on where it was interrupted.
CREATE TABLE IF NOT EXISTS event (
  site        TEXT NOT NULL,
  id          TEXT NOT NULL,
  -- Order of arrival, made by the process that took it: server time in microseconds, never twice the same in one process.
  -- With the id behind it, it decides everywhere which answer is newest.
  arrival     INTEGER NOT NULL,
  type        TEXT NOT NULL,
  version     INTEGER NOT NULL,
  client_time INTEGER NOT NULL,
  server_time INTEGER NOT NULL,
  visit       TEXT NOT NULL,
  reader      TEXT NOT NULL,
  answer      TEXT,
  path        TEXT NOT NULL,
  article     TEXT,
  revision    TEXT,
  locale      TEXT NOT NULL,
  arm         TEXT,
  value       INTEGER,
  text        TEXT,
  detail      TEXT,
  PRIMARY KEY (site, id)
) STRICT;

-- Covers counting views per article and locale.
CREATE INDEX IF NOT EXISTS event_views ON event (site, article, locale, server_time) WHERE type = 'view' AND article IS NOT NULL;
-- Finds the newest answer per reader and article without sorting.
CREATE INDEX IF NOT EXISTS event_answers ON event (site, type, reader, article, arrival, id)
  WHERE type IN ('vote', 'reason', 'ces', 'comment') AND article IS NOT NULL;
-- Newest comments first.
CREATE INDEX IF NOT EXISTS event_comments ON event (site, arrival, id) WHERE type = 'comment' AND article IS NOT NULL;
-- Lets a visit that is under way survive midnight, and finds the path a reader took before a ticket.
CREATE INDEX IF NOT EXISTS event_visit ON event (site, visit, server_time);

-- What was refused or left out, per UTC day: a reason and a number, never a payload.
CREATE TABLE IF NOT EXISTS counter (
  site  TEXT NOT NULL,
  day   TEXT NOT NULL,
  name  TEXT NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (site, day, name)
) STRICT, WITHOUT ROWID;

-- Secrets behind visit ids, one per UTC day; destroyed before they are 48 hours old.
CREATE TABLE IF NOT EXISTS visit_salt (
  site TEXT NOT NULL,
  day  TEXT NOT NULL,
  salt BLOB NOT NULL,
  PRIMARY KEY (site, day)
) STRICT, WITHOUT ROWID;
