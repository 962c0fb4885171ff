import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BoundedCache } from '../support/bounded.cache.js';

/** Numbers for names that recur: event types, tags. */
export class NameNumbers {
  private readonly cache: BoundedCache<string, number>;
  private readonly names: BoundedCache<number, string>;
  private readonly select: StatementSync;
  private readonly selectName: StatementSync;
  private readonly insert: StatementSync;

  constructor(db: DatabaseSync, table: 'entry_type' | 'tag', limit: number) {
    this.cache = new BoundedCache(limit);
    this.names = new BoundedCache(limit);
    this.selectName = db.prepare(`SELECT name FROM ${table} WHERE id = ?`);
    this.select = db.prepare(`SELECT id FROM ${table} WHERE name = ?`);
    this.insert = db.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  }

  need(name: string): number {
    const known = this.cache.get(name);
    if (known !== undefined) return known;
    const found = this.select.get(name)?.['id'] as number | undefined;
    return this.cache.set(name, found ?? Number(this.insert.run(name).lastInsertRowid));
  }

  /** The name that a number stands for. */
  name(id: number): string {
    return this.names.get(id) ?? this.names.set(id, this.selectName.get(id)!['name'] as string);
  }

  reset(): void {
    this.names.clear();
    this.cache.clear();
  }
}
