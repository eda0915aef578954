-- Written for SQLite and PostgreSQL alike (storage/dialect.ts names the differences): text, bytes, integers and epoch milliseconds,
-- ids made by the application, no sequence, and the site in front of every key, so that a table can be spread over machines.
-- IF NOT EXISTS everywhere: an engine that cannot undo a CREATE goes on where it was interrupted.

-- What many events have in common, so that each need not spell it out.
CREATE TABLE IF NOT EXISTS circumstance (
  site     TEXT NOT NULL,
  -- The first half of a hash of version, path, article, revision, locale and arm: the same in every store and process.
  id       BLOB NOT NULL,
  -- The newest day of an event under these circumstances, in days since 1970-01-01: they are deleted with the last of them.
  day      INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  path     TEXT NOT NULL,
  article  TEXT,
  revision TEXT,
  locale   TEXT NOT NULL,
  arm      TEXT,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

-- Everything readers did or told us, as small as it can be kept; read it as `event`, below. Rows are only ever added.
-- In the order of their ids, which browsers make with the time in front: new rows land on the same few pages.
-- No index by visit: it would be as large as the rows, and what a visit did is in visit_state while the visit can go on.
CREATE TABLE IF NOT EXISTS stored_event (
  -- Order of arrival, made by the process that took it: server time in microseconds, never twice the same in one process.
  -- With the id behind it, it decides everywhere which answer is newest.
  arrival      INTEGER NOT NULL,
  -- Milliseconds from the server's clock to the arrival, when that had to be later, and from the reader's clock to the server's. NULL is 0.
  server_lag   INTEGER,
  client_lag   INTEGER,
  value        INTEGER,
  site         TEXT NOT NULL,
  -- 16 bytes of a UUID.
  id           BLOB NOT NULL,
  circumstance BLOB NOT NULL,
  type         TEXT NOT NULL,
  -- 8 bytes.
  visit        BLOB NOT NULL,
  -- A page view (16 bytes) or the visit (8).
  reader       BLOB NOT NULL,
  answer       BLOB,
  text         TEXT,
  detail       TEXT,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

-- Finds the newest answer of a reader.
CREATE INDEX IF NOT EXISTS stored_event_answers ON stored_event (site, reader, arrival) WHERE type IN ('vote', 'reason', 'ces', 'comment');
-- Newest comments first.
CREATE INDEX IF NOT EXISTS stored_event_comments ON stored_event (site, arrival) WHERE type = 'comment';

-- Events with all their fields as text. Find one by its key (packId in storage/event-rows.ts), because no index knows the texts.
CREATE VIEW IF NOT EXISTS event AS
SELECT stored_event.site,
  lower(substr(hex(stored_event.id), 1, 8) || '-' || substr(hex(stored_event.id), 9, 4) || '-' || substr(hex(stored_event.id), 13, 4) || '-' || substr(hex(stored_event.id), 17, 4) || '-' ||
    substr(hex(stored_event.id), 21, 12)) AS id,
  stored_event.arrival, stored_event.type, circumstance.version,
  stored_event.arrival / 1000 - coalesce(stored_event.server_lag, 0) - coalesce(stored_event.client_lag, 0) AS client_time,
  stored_event.arrival / 1000 - coalesce(stored_event.server_lag, 0) AS server_time,
  lower(hex(stored_event.visit)) AS visit,
  CASE WHEN length(stored_event.reader) = 16 THEN lower(substr(hex(stored_event.reader), 1, 8) || '-' || substr(hex(stored_event.reader), 9, 4) || '-' || substr(hex(stored_event.reader), 13, 4) || '-' || substr(hex(stored_event.reader), 17, 4) || '-' ||
    substr(hex(stored_event.reader), 21, 12))
    ELSE lower(hex(stored_event.reader)) END AS reader,
  CASE WHEN stored_event.answer IS NOT NULL THEN lower(substr(hex(stored_event.answer), 1, 8) || '-' || substr(hex(stored_event.answer), 9, 4) || '-' || substr(hex(stored_event.answer), 13, 4) || '-' || substr(hex(stored_event.answer), 17, 4) || '-' ||
    substr(hex(stored_event.answer), 21, 12)) END AS answer,
  circumstance.path, circumstance.article, circumstance.revision, circumstance.locale, circumstance.arm,
  stored_event.value, stored_event.text, stored_event.detail,
  stored_event.id AS id_key, stored_event.visit AS visit_key, stored_event.reader AS reader_key
FROM stored_event LEFT JOIN circumstance ON circumstance.site = stored_event.site AND circumstance.id = stored_event.circumstance;

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
