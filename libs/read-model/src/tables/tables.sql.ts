/** `to_idx` of what is valid still. */
export const OPEN = Number.MAX_SAFE_INTEGER;
/** `sort` of what has no date: before every date there is. */
export const UNDATED = Number.MIN_SAFE_INTEGER;

/**
 * Integer surrogates throughout: with UUID keys a prototype ran at a tenth of the speed. Rows are never changed but for
 * `to_idx`, so a reader that fixed its index needs no transaction: whatever is written meanwhile begins after it.
 */
export const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Moved by compare-and-swap within the transaction of the rows that it vouches for.
CREATE TABLE checkpoint (
  one INTEGER PRIMARY KEY CHECK (one = 1), idx INTEGER NOT NULL, position INTEGER, event BLOB, max_recorded INTEGER
);
INSERT INTO checkpoint (one, idx) VALUES (1, -1);

CREATE TABLE record (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
  first_idx INTEGER, last_idx INTEGER, last_row INTEGER
);

CREATE TABLE entry_type (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

-- The index table: index, position, event id, record, revision, recordedAt (milliseconds) and its running maximum.
CREATE TABLE entry (
  idx INTEGER PRIMARY KEY, position INTEGER NOT NULL, id BLOB NOT NULL, record INTEGER NOT NULL,
  revision INTEGER NOT NULL, type INTEGER NOT NULL, recorded INTEGER NOT NULL, max_recorded INTEGER NOT NULL
);

-- What the entry at idx made of its record, valid until the record's next entry: whole, or told by the whole one at base.
CREATE TABLE version (idx INTEGER PRIMARY KEY, base INTEGER, doc TEXT NOT NULL);

CREATE TABLE link (
  owner INTEGER NOT NULL, target INTEGER NOT NULL, from_idx INTEGER NOT NULL, to_idx INTEGER NOT NULL,
  PRIMARY KEY (owner, target, from_idx)
) WITHOUT ROWID;
CREATE INDEX link_target ON link (target, owner, from_idx);

-- Incidents that count as duplicates of others, be it by way of yet others.
CREATE TABLE merge (
  duplicate INTEGER NOT NULL, canonical INTEGER NOT NULL, from_idx INTEGER NOT NULL, to_idx INTEGER NOT NULL,
  PRIMARY KEY (duplicate, canonical, from_idx)
) WITHOUT ROWID;
CREATE INDEX merge_canonical ON merge (canonical, duplicate, from_idx);

CREATE TABLE row (
  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record INTEGER NOT NULL, from_idx INTEGER NOT NULL,
  to_idx INTEGER NOT NULL, earliest INTEGER, latest INTEGER, recorded INTEGER NOT NULL, moved INTEGER NOT NULL,
  stale_from INTEGER, overdue_from INTEGER, known INTEGER NOT NULL, tags TEXT NOT NULL
);

CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE row_tag (
  tag INTEGER NOT NULL, sort INTEGER NOT NULL, record INTEGER NOT NULL, from_idx INTEGER NOT NULL,
  to_idx INTEGER NOT NULL, PRIMARY KEY (tag, sort, record, from_idx)
) WITHOUT ROWID;

-- The change feed; before_row and after_row are what a filter is judged by.
CREATE TABLE change (
  idx INTEGER NOT NULL, sub INTEGER NOT NULL, record INTEGER NOT NULL, before_row INTEGER, after_row INTEGER NOT NULL,
  PRIMARY KEY (idx, sub)
) WITHOUT ROWID;

CREATE TABLE text (
  id INTEGER PRIMARY KEY, record INTEGER NOT NULL, event BLOB NOT NULL, from_idx INTEGER NOT NULL,
  to_idx INTEGER NOT NULL
);
-- Of the indexes the one that filling the tables needs: a correction looks for the texts that stood before it.
CREATE INDEX text_record ON text (record);
CREATE VIRTUAL TABLE text_search USING fts5(body, detail = none, tokenize = 'unicode61 remove_diacritics 2');
-- A deleted text leaves no trace in the search index: it was withheld for a reason.
INSERT INTO text_search (text_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE withheld (entry BLOB NOT NULL, path TEXT NOT NULL, PRIMARY KEY (entry, path)) WITHOUT ROWID;
`;

/** Not needed to fill the tables; built at once at the end, which is many times faster than row by row. */
export const INDEXES = `
CREATE INDEX record_begun ON record (kind, first_idx);
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_record ON entry (record, idx);
CREATE INDEX entry_type_idx ON entry (type, idx);
CREATE INDEX row_record ON row (record, from_idx);
CREATE INDEX row_moved ON row (kind, moved, record);
CREATE INDEX row_stale ON row (kind, stale_from, record) WHERE stale_from IS NOT NULL;
CREATE INDEX row_overdue ON row (kind, overdue_from, record) WHERE overdue_from IS NOT NULL;
`;
