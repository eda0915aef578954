-- Messages to a person, and what is still to be done with them.
CREATE TABLE IF NOT EXISTS ticket (
  site        TEXT NOT NULL,
  id          TEXT NOT NULL,
  -- The number a reader is told.
  reference   TEXT NOT NULL,
  received    INTEGER NOT NULL,
  visit       TEXT NOT NULL,
  locale      TEXT NOT NULL,
  path        TEXT NOT NULL,
  topic       TEXT,
  subject     TEXT NOT NULL,
  description TEXT NOT NULL,
  -- What the reader did before, and answers of a guide, as JSON.
  detail      TEXT,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS ticket_reference ON ticket (site, reference);
CREATE INDEX IF NOT EXISTS ticket_received ON ticket (site, received);

-- Files sent with a ticket.
CREATE TABLE IF NOT EXISTS attachment (
  site    TEXT NOT NULL,
  ticket  TEXT NOT NULL,
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  type    TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (site, ticket, id)
) STRICT;

-- How to answer a reader. Apart from what they wrote, so that it can be forgotten first; `subject` is the id of a ticket or of a comment.
CREATE TABLE IF NOT EXISTS contact_address (
  site    TEXT NOT NULL,
  subject TEXT NOT NULL,
  address TEXT NOT NULL,
  -- Epoch ms after which it is deleted.
  expires INTEGER NOT NULL,
  PRIMARY KEY (site, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contact_address_expires ON contact_address (site, expires);

-- The outbox: one row for each target that is to be told of a ticket, written in the ticket's own transaction.
CREATE TABLE IF NOT EXISTS delivery (
  site        TEXT NOT NULL,
  id          TEXT NOT NULL,
  ticket      TEXT NOT NULL,
  target      TEXT NOT NULL,
  -- waiting, done or dead.
  state       TEXT NOT NULL,
  attempts    INTEGER NOT NULL,
  created     INTEGER NOT NULL,
  -- Epoch ms of the next attempt.
  next_at     INTEGER NOT NULL,
  -- Who is at it, and until when nobody else may be.
  lease       TEXT,
  lease_until INTEGER NOT NULL,
  last_error  TEXT,
  finished    INTEGER,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (site, target, next_at) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS delivery_dead ON delivery (site, finished) WHERE state = 'dead';
CREATE INDEX IF NOT EXISTS delivery_ticket ON delivery (site, ticket);

-- Form tokens and proofs of work that were used, until they expire by themselves.
CREATE TABLE IF NOT EXISTS spent_token (
  site    TEXT NOT NULL,
  id      TEXT NOT NULL,
  -- Epoch ms.
  expires INTEGER NOT NULL,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS spent_token_expires ON spent_token (site, expires);
