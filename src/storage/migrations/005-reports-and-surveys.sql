-- What is sent to the team by itself, what readers say of the help they got, and what became of their messages.

-- The weekly digest and alerts. One row for each occasion: whichever process writes it first sends it.
CREATE TABLE IF NOT EXISTS report (
  site    TEXT NOT NULL,
  -- The occasion, such as digest:2026-W47 or alert:contacts:2026-11-20; deliveries name it as their ticket.
  id      TEXT NOT NULL,
  -- Epoch ms.
  created INTEGER NOT NULL,
  -- Who gets which delivery, and in which language, as JSON.
  letters TEXT NOT NULL,
  -- What is told, as JSON, where it cannot be computed again.
  detail  TEXT,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

-- What the team's tool told of a message: replied, solved or reopened.
CREATE TABLE IF NOT EXISTS ticket_progress (
  site     TEXT NOT NULL,
  ticket   TEXT NOT NULL,
  -- The id of the tool's message; the same is stored once.
  id       TEXT NOT NULL,
  type     TEXT NOT NULL,
  -- When it happened and when we heard of it, epoch ms.
  time     INTEGER NOT NULL,
  received INTEGER NOT NULL,
  PRIMARY KEY (site, ticket, id)
) STRICT, WITHOUT ROWID;

-- One answer for each message and moment (sent or solved): the newest.
CREATE TABLE IF NOT EXISTS survey_answer (
  site     TEXT NOT NULL,
  ticket   TEXT NOT NULL,
  moment   TEXT NOT NULL,
  -- csat (1 to 5) or nps (0 to 10), and the version of its wording.
  question TEXT NOT NULL,
  wording  INTEGER NOT NULL,
  score    INTEGER NOT NULL,
  locale   TEXT NOT NULL,
  -- Days since 1970-01-01, UTC.
  day      INTEGER NOT NULL,
  PRIMARY KEY (site, ticket, moment)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS survey_answer_day ON survey_answer (site, day);
