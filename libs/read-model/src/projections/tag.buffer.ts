import type { LogIndex } from '#domain';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BulkInsert } from '../tables/bulk.insert.js';
import { OPEN } from '../tables/tables.sql.js';

type TagRow = [tag: number, sort: number, record: number, from: number, to: number];

/**
 * What a batch does to the inverted index, written at its end in the order of its key: neighbours then share a page
 * that is looked for once. In a large index nearly every write would otherwise be a page of its own.
 */
export class TagBuffer {
  private readonly insert: BulkInsert;
  private readonly close: StatementSync;
  private added: TagRow[] = [];
  private closed: TagRow[] = [];
  /** Those of `added` that are valid still. */
  private readonly open = new Map<number, TagRow>();

  constructor(db: DatabaseSync) {
    this.insert = new BulkInsert(db, 'row_tag', ['tag', 'sort', 'record', 'from_idx', 'to_idx']);
    this.close = db.prepare(
      `UPDATE row_tag SET to_idx = ? WHERE tag = ? AND sort = ? AND record = ? AND to_idx = ${OPEN}`,
    );
  }

  add(tag: number, sort: number, record: number, from: LogIndex): void {
    const row: TagRow = [tag, sort, record, from, OPEN];
    this.added.push(row);
    this.open.set(keyOf(tag, record), row);
  }

  end(tag: number, sort: number, record: number, to: LogIndex): void {
    const key = keyOf(tag, record);
    const row = this.open.get(key);
    if (row) {
      row[4] = to;
      this.open.delete(key);
    } else this.closed.push([tag, sort, record, 0, to]);
  }

  /** What ends must be written before what begins: both may be of one key. */
  flush(): void {
    for (const [tag, sort, record, , to] of this.closed.sort(byKey)) this.close.run(to, tag, sort, record);
    this.insert.insert(this.added.sort(byKey));
    this.reset();
  }

  reset(): void {
    this.added = [];
    this.closed = [];
    this.open.clear();
  }
}

/** Tags and records are far fewer than 2^26 each. */
const keyOf = (tag: number, record: number): number => tag * 0x4000000 + record;

const byKey = (a: TagRow, b: TagRow): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
