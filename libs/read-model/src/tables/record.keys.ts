import { aggregateOf, type Aggregate, type LogIndex, type StreamName } from '#domain';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BoundedCache } from '../support/bounded.cache.js';
import { kindNumber } from './kinds.js';

/** A record's surrogate, and where its newest rows are. */
export interface RecordKey {
  readonly id: number;
  readonly name: StreamName;
  firstIndex?: LogIndex;
  lastIndex?: LogIndex;
  lastRow?: number;
}

/**
 * Records by name. What changes in one is written once per transaction, at its end: a record that a batch touches ten
 * times costs one update.
 */
export class RecordKeys {
  private readonly cache = new BoundedCache<StreamName, RecordKey>(100_000);
  private readonly touched = new Map<StreamName, RecordKey>();
  private readonly byName: StatementSync;
  private readonly insert: StatementSync;
  private readonly update: StatementSync;

  constructor(db: DatabaseSync) {
    this.byName = db.prepare('SELECT id, first_idx, last_idx, last_row FROM record WHERE name = ?');
    this.insert = db.prepare('INSERT INTO record (name, kind) VALUES (?, ?)');
    this.update = db.prepare('UPDATE record SET first_idx = ?, last_idx = ?, last_row = ? WHERE id = ?');
  }

  find(name: StreamName): RecordKey | undefined {
    const known = this.touched.get(name) ?? this.cache.get(name);
    if (known) return known;
    const row = this.byName.get(name);
    if (!row) return undefined;
    return this.cache.set(name, {
      id: row['id'] as number,
      name,
      firstIndex: (row['first_idx'] ?? undefined) as LogIndex | undefined,
      lastIndex: (row['last_idx'] ?? undefined) as LogIndex | undefined,
      lastRow: (row['last_row'] ?? undefined) as number | undefined,
    });
  }

  /** Makes a key for a record at its first mention, which may be a reference to it. */
  need(name: StreamName): RecordKey {
    const known = this.find(name);
    if (known) return known;
    const { lastInsertRowid } = this.insert.run(name, kindNumber(aggregateOf(name) as Aggregate));
    return this.cache.set(name, { id: Number(lastInsertRowid), name });
  }

  touch(key: RecordKey): void {
    this.touched.set(key.name, key);
  }

  /** Within the transaction, before it commits. */
  flush(): void {
    for (const { id, firstIndex, lastIndex, lastRow } of this.touched.values())
      this.update.run(firstIndex ?? null, lastIndex ?? null, lastRow ?? null, id);
    this.touched.clear();
  }

  reset(): void {
    this.cache.clear();
    this.touched.clear();
  }
}
