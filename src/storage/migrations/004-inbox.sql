-- What became of each comment that somebody looked after. A comment without a row is new.
CREATE TABLE IF NOT EXISTS comment_state (
  site     TEXT NOT NULL,
  -- Id of the event, 16 bytes.
  comment  BLOB NOT NULL,
  -- That of the event, so that lists of one state are in its order without reading the events.
  arrival  INTEGER NOT NULL,
  state    TEXT NOT NULL,
  assignee TEXT,
  -- Of the text that has the fix, when the state is fixed.
  revision TEXT,
  -- How often it was changed; a change names the number it saw.
  version  INTEGER NOT NULL,
  -- Epoch ms.
  changed  INTEGER NOT NULL,
  PRIMARY KEY (site, comment)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS comment_state_state ON comment_state (site, state, arrival);
CREATE INDEX IF NOT EXISTS comment_state_assignee ON comment_state (site, assignee, arrival) WHERE assignee IS NOT NULL;

-- Who changed or opened a comment, when, and what it was before. Only ever added to.
CREATE TABLE IF NOT EXISTS comment_change (
  site     TEXT NOT NULL,
  comment  BLOB NOT NULL,
  -- UUIDv7.
  id       TEXT NOT NULL,
  -- Epoch ms.
  time     INTEGER NOT NULL,
  -- The role of the sign-in, such as editor.
  role     TEXT NOT NULL,
  -- changed, or opened: somebody read what is masked.
  action   TEXT NOT NULL,
  state    TEXT NOT NULL,
  assignee TEXT,
  revision TEXT,
  PRIMARY KEY (site, comment, id)
) STRICT, WITHOUT ROWID;

-- What writers are asked to do, and what has to be true before it counts as done.
CREATE TABLE IF NOT EXISTS work_item (
  site      TEXT NOT NULL,
  -- UUID that follows from kind, locale, subject and how many of them were closed before: pressed twice, it is one.
  id        TEXT NOT NULL,
  -- query, comment or article.
  kind      TEXT NOT NULL,
  locale    TEXT NOT NULL,
  -- The words of the search, the id of the comment, or category/slug.
  subject   TEXT NOT NULL,
  -- The article that should answer; nobody may know it yet.
  article   TEXT,
  -- found or improved, see deflection/items/contract.ts.
  condition TEXT NOT NULL,
  -- open or closed.
  state     TEXT NOT NULL,
  version   INTEGER NOT NULL,
  -- Epoch ms, and the role that did it.
  created    INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  closed     INTEGER,
  closed_by  TEXT,
  -- What showed that the condition holds, as JSON.
  evidence   TEXT,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS work_item_subject ON work_item (site, kind, locale, subject);
CREATE INDEX IF NOT EXISTS work_item_state ON work_item (site, state, created);

-- What customers are told about an item, in each language.
CREATE TABLE IF NOT EXISTS work_item_text (
  site     TEXT NOT NULL,
  item     TEXT NOT NULL,
  locale   TEXT NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (site, item, locale)
) STRICT, WITHOUT ROWID;
