-- Everything readers did or told us. Rows are only ever added; figures take the newest row per reader and article.
-- Portable on purpose: text, integer and epoch milliseconds only, ids made by the application.
CREATE TABLE event (
  -- Order of arrival; decides which answer is newest.
  arrival     INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
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
  detail      TEXT
) STRICT;

-- Covers counting views per article and locale.
CREATE INDEX event_views ON event (article, locale, server_time) WHERE type = 'view' AND article IS NOT NULL;
-- Finds the newest answer per reader and article without sorting.
CREATE INDEX event_answers ON event (type, reader, article, arrival)
  WHERE type IN ('vote', 'reason', 'ces', 'comment') AND article IS NOT NULL;
-- Newest comments first.
CREATE INDEX event_comments ON event (arrival) WHERE type = 'comment' AND article IS NOT NULL;
-- Lets a visit that is under way survive midnight.
CREATE INDEX event_visit ON event (visit, server_time);

-- What was refused or left out, per UTC day: a reason and a number, never a payload.
CREATE TABLE counter (
  day   TEXT NOT NULL,
  name  TEXT NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (day, name)
) STRICT, WITHOUT ROWID;

-- Secrets behind visit ids, one per UTC day; destroyed before they are 48 hours old.
CREATE TABLE visit_salt (
  day  TEXT NOT NULL PRIMARY KEY,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;
