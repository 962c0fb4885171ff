import { OPEN } from '../tables/tables.sql.js';

/** What is valid beyond the index is valid still, as far as the index can tell. */
const until = (column = 'to_idx') => `CASE WHEN ${column} > ?1 THEN ${OPEN} ELSE ${column} END`;
const number = (column: string) => `printf('%020d', ${column})`;

/**
 * The rows of a read model up to an index (?1, inclusive), by table, as `key` and `value`: with names instead of the
 * numbers that stand for them in one file, so that two files can be compared. What a row became after the index is left
 * out of it.
 */
export const NAMED_ROWS: Readonly<Record<string, string>> = {
  entry: `SELECT ${number('e.idx')} AS key,
      json_array(CAST(e.position AS TEXT), hex(e.id), r.name, e.revision, t.name, e.recorded, e.max_recorded) AS value
    FROM entry e JOIN record r ON r.id = e.record JOIN entry_type t ON t.id = e.type WHERE e.idx <= ?1`,
  version: `SELECT ${number('idx')} AS key, coalesce('of ' || base || ': ', '') || doc AS value FROM version WHERE idx <= ?1`,
  record: `SELECT name AS key, json_array(kind, first_idx) AS value FROM record WHERE first_idx <= ?1`,
  link: `SELECT o.name || ' ' || t.name || ' ' || ${number('l.from_idx')} AS key, ${until()} AS value
    FROM link l JOIN record o ON o.id = l.owner JOIN record t ON t.id = l.target WHERE l.from_idx <= ?1`,
  merge: `SELECT d.name || ' ' || c.name || ' ' || ${number('m.from_idx')} AS key, ${until()} AS value
    FROM merge m JOIN record d ON d.id = m.duplicate JOIN record c ON c.id = m.canonical WHERE m.from_idx <= ?1`,
  row: `SELECT r.name || ' ' || ${number('w.from_idx')} AS key,
      json_array(w.kind, ${until('w.to_idx')}, w.earliest, w.latest, w.recorded, w.moved, w.stale_from, w.overdue_from,
        w.known, (SELECT json_group_array(name) FROM
          (SELECT t.name FROM json_each('[' || w.tags || ']') j JOIN tag t ON t.id = j.value ORDER BY t.name))) AS value
    FROM row w JOIN record r ON r.id = w.record WHERE w.from_idx <= ?1`,
  row_tag: `SELECT t.name || ' ' || r.name || ' ' || ${number('w.sort')} || ' ' || ${number('w.from_idx')} AS key,
      ${until('w.to_idx')} AS value
    FROM row_tag w JOIN tag t ON t.id = w.tag JOIN record r ON r.id = w.record WHERE w.from_idx <= ?1`,
  change: `SELECT ${number('c.idx')} || ' ' || c.sub AS key, json_array(r.name, b.from_idx, a.from_idx) AS value
    FROM change c JOIN record r ON r.id = c.record LEFT JOIN row b ON b.id = c.before_row
      LEFT JOIN row a ON a.id = c.after_row WHERE c.idx <= ?1`,
  // A text that was withheld is no word any more, and its row means nothing.
  text: `SELECT r.name || ' ' || hex(x.event) || ' ' || ${number('x.from_idx')} AS key,
      json_array(${until('x.to_idx')}, s.body) AS value
    FROM text x JOIN record r ON r.id = x.record JOIN text_search s ON s.rowid = x.id WHERE x.from_idx <= ?1`,
  withheld: `SELECT hex(entry) || ' ' || path AS key, '' AS value FROM withheld`,
};
