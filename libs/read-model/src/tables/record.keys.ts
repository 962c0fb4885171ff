import { aggregateOf, type Aggregate, type LogIndex, type StreamName } from '#domain';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BoundedCache } from '../support/bounded.cache.js';
import { BulkInsert } from './bulk.insert.js';
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
 * Records by name. What changes in one is written once per batch, at its end: a record that a batch touches ten times
 * costs one update, and one that is new a single insert.
 */
export class RecordKeys {
  private readonly cache = new BoundedCache<StreamName, RecordKey>(100_000);
  private readonly touched = new Map<StreamName, RecordKey>();
  private readonly made = new Map<StreamName, RecordKey>();
  private readonly byName: StatementSync;
  private readonly last: StatementSync;
  private readonly update: StatementSync;
  private readonly bulk: BulkInsert;
  private nextId: number | undefined;

  constructor(db: DatabaseSync) {
    this.byName = db.prepare('SELECT id, first_idx, last_idx, last_row FROM record WHERE name = ?');
    this.last = db.prepare('SELECT max(id) AS id FROM record');
    this.bulk = new BulkInsert(db, 'record', ['id', 'name', 'kind', 'first_idx', 'last_idx', 'last_row']);
    this.update = db.prepare('UPDATE record SET first_idx = ?, last_idx = ?, last_row = ? WHERE id = ?');
  }

  find(name: StreamName): RecordKey | undefined {
    const known = this.cache.get(name) ?? this.made.get(name) ?? this.touched.get(name);
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
    const id = (this.nextId ??= ((this.last.get()!['id'] as number | null) ?? 0) + 1);
    this.nextId += 1;
    const key: RecordKey = { id, name };
    this.made.set(name, key);
    return this.cache.set(name, key);
  }

  touch(key: RecordKey): void {
    this.touched.set(key.name, key);
  }

  /** Within the transaction, before it commits. */
  flush(): void {
    for (const { id, name, firstIndex, lastIndex, lastRow } of this.touched.values())
      if (!this.made.has(name)) this.update.run(firstIndex ?? null, lastIndex ?? null, lastRow ?? null, id);
    this.bulk.insert(
      [...this.made.values()].map(({ id, name, firstIndex, lastIndex, lastRow }) => [
        id,
        name,
        kindNumber(aggregateOf(name) as Aggregate),
        firstIndex ?? null,
        lastIndex ?? null,
        lastRow ?? null,
      ]),
    );
    this.touched.clear();
    this.made.clear();
  }

  reset(): void {
    this.cache.clear();
    this.touched.clear();
    this.made.clear();
    this.nextId = undefined;
  }
}
