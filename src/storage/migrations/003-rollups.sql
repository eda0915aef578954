-- Daily sums of what readers did: what the insights show. Written in the transaction of the events, kept when those are deleted.
-- `day` is the number of days since 1970-01-01, UTC; of a visit, the day on which it began. Every other number is a sum.
CREATE TABLE IF NOT EXISTS site_day (
  site            TEXT NOT NULL,
  day             INTEGER NOT NULL,
  -- Of visits: the language they began in.
  locale          TEXT NOT NULL,
  visits          INTEGER NOT NULL,
  -- Of those: that opened the contact form, and sent a ticket too; that sent a ticket at all, that searched, whose last search was clicked and that sent no ticket.
  opened          INTEGER NOT NULL,
  opened_contacts INTEGER NOT NULL,
  contacts        INTEGER NOT NULL,
  searching       INTEGER NOT NULL,
  successful      INTEGER NOT NULL,
  views           INTEGER NOT NULL,
  tickets         INTEGER NOT NULL,
  -- Searches; each is clicked, refined by a later one of the visit, or abandoned.
  searches        INTEGER NOT NULL,
  zero            INTEGER NOT NULL,
  clicked         INTEGER NOT NULL,
  refined         INTEGER NOT NULL,
  abandoned       INTEGER NOT NULL,
  PRIMARY KEY (site, day, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS article_day (
  site       TEXT NOT NULL,
  day        INTEGER NOT NULL,
  article    TEXT NOT NULL,
  locale     TEXT NOT NULL,
  -- Empty when the browser did not name one.
  revision   TEXT NOT NULL,
  views      INTEGER NOT NULL,
  -- Visits that read it, and those of them that sent a ticket afterwards.
  visits     INTEGER NOT NULL,
  contacts   INTEGER NOT NULL,
  -- The newest answer of each reader.
  yes        INTEGER NOT NULL,
  no         INTEGER NOT NULL,
  unanswered INTEGER NOT NULL,
  unclear    INTEGER NOT NULL,
  broken     INTEGER NOT NULL,
  outdated   INTEGER NOT NULL,
  other      INTEGER NOT NULL,
  effort_1   INTEGER NOT NULL,
  effort_2   INTEGER NOT NULL,
  effort_3   INTEGER NOT NULL,
  effort_4   INTEGER NOT NULL,
  effort_5   INTEGER NOT NULL,
  effort_6   INTEGER NOT NULL,
  effort_7   INTEGER NOT NULL,
  comments   INTEGER NOT NULL,
  PRIMARY KEY (site, day, article, locale, revision)
) STRICT, WITHOUT ROWID;
-- One article over time.
CREATE INDEX IF NOT EXISTS article_day_article ON article_day (site, article, day);

CREATE TABLE IF NOT EXISTS search_day (
  site      TEXT NOT NULL,
  day       INTEGER NOT NULL,
  locale    TEXT NOT NULL,
  query     TEXT NOT NULL,
  visits    INTEGER NOT NULL,
  -- Visits that sent a ticket.
  contacts  INTEGER NOT NULL,
  searches  INTEGER NOT NULL,
  zero      INTEGER NOT NULL,
  clicked   INTEGER NOT NULL,
  refined   INTEGER NOT NULL,
  abandoned INTEGER NOT NULL,
  PRIMARY KEY (site, day, locale, query)
) STRICT, WITHOUT ROWID;

-- The same sums once more for whole spans of 28 days (`span` is their number since 1970-01-01), so that a long period is not added up from
-- each of its days.
CREATE TABLE IF NOT EXISTS article_span (
  site       TEXT NOT NULL,
  span       INTEGER NOT NULL,
  article    TEXT NOT NULL,
  locale     TEXT NOT NULL,
  revision   TEXT NOT NULL,
  views      INTEGER NOT NULL,
  visits     INTEGER NOT NULL,
  contacts   INTEGER NOT NULL,
  yes        INTEGER NOT NULL,
  no         INTEGER NOT NULL,
  unanswered INTEGER NOT NULL,
  unclear    INTEGER NOT NULL,
  broken     INTEGER NOT NULL,
  outdated   INTEGER NOT NULL,
  other      INTEGER NOT NULL,
  effort_1   INTEGER NOT NULL,
  effort_2   INTEGER NOT NULL,
  effort_3   INTEGER NOT NULL,
  effort_4   INTEGER NOT NULL,
  effort_5   INTEGER NOT NULL,
  effort_6   INTEGER NOT NULL,
  effort_7   INTEGER NOT NULL,
  comments   INTEGER NOT NULL,
  PRIMARY KEY (site, span, article, locale, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS search_span (
  site      TEXT NOT NULL,
  span      INTEGER NOT NULL,
  locale    TEXT NOT NULL,
  query     TEXT NOT NULL,
  visits    INTEGER NOT NULL,
  contacts  INTEGER NOT NULL,
  searches  INTEGER NOT NULL,
  zero      INTEGER NOT NULL,
  clicked   INTEGER NOT NULL,
  refined   INTEGER NOT NULL,
  abandoned INTEGER NOT NULL,
  PRIMARY KEY (site, span, locale, query)
) STRICT, WITHOUT ROWID;

-- Visits that opened the contact form, by arm of the experiment.
CREATE TABLE IF NOT EXISTS experiment_day (
  site       TEXT NOT NULL,
  day        INTEGER NOT NULL,
  experiment TEXT NOT NULL,
  arm        TEXT NOT NULL,
  locale     TEXT NOT NULL,
  units      INTEGER NOT NULL,
  -- Of those: that sent a ticket, for which there were suggestions, that saw them, followed one, said that it solved it or that it did not.
  contacts   INTEGER NOT NULL,
  eligible   INTEGER NOT NULL,
  shown      INTEGER NOT NULL,
  clicked    INTEGER NOT NULL,
  solved     INTEGER NOT NULL,
  unsolved   INTEGER NOT NULL,
  PRIMARY KEY (site, day, experiment, arm, locale)
) STRICT, WITHOUT ROWID;

-- How long visits that searched or opened the form took to an answer (answered = 1), or were seen without one (0).
CREATE TABLE IF NOT EXISTS waiting_day (
  site     TEXT NOT NULL,
  day      INTEGER NOT NULL,
  locale   TEXT NOT NULL,
  answered INTEGER NOT NULL,
  seconds  INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  PRIMARY KEY (site, day, locale, answered, seconds)
) STRICT, WITHOUT ROWID;

-- Counts of the rarer events; storage/rollups/count-event.ts says what name and other hold per kind.
CREATE TABLE IF NOT EXISTS tally_day (
  site   TEXT NOT NULL,
  day    INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  locale TEXT NOT NULL,
  name   TEXT NOT NULL,
  other  TEXT NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (site, day, kind, locale, name, other)
) STRICT, WITHOUT ROWID;

-- What is known of a visit while it may go on, so that it is counted once. Gone when the salt of its day is.
-- Rows in the order they came, apart from their index: in one tree of random keys every commit would touch as many pages as visits.
CREATE TABLE IF NOT EXISTS visit_state (
  site  TEXT NOT NULL,
  visit TEXT NOT NULL,
  day   INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (site, visit)
) STRICT;

-- When something happened last: backup, purged (events before this time are deleted), rebuilt. Epoch ms.
CREATE TABLE IF NOT EXISTS milestone (
  site TEXT NOT NULL,
  name TEXT NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (site, name)
) STRICT, WITHOUT ROWID;
