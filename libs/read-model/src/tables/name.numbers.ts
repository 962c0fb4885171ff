import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Numbers for names that recur: event types, tags. */
export class NameNumbers {
  private readonly select: StatementSync;
  private readonly insert: StatementSync;

  constructor(db: DatabaseSync, table: 'entry_type' | 'tag') {
    this.select = db.prepare(`SELECT id FROM ${table} WHERE name = ?`);
    this.insert = db.prepare(`INSERT INTO ${table} (name) VALUES (?) ON CONFLICT DO NOTHING`);
  }

  /** The number of a name, which gets one if it has none. Most that are asked for are new: callers hold the others. */
  make(name: string): number {
    const { changes, lastInsertRowid } = this.insert.run(name);
    return Number(Number(changes) === 1 ? lastInsertRowid : this.select.get(name)!['id']);
  }
}
