import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { ReadBurst } from './read.burst.js';

type Row = Record<string, unknown>;

/** Prepared statements by their text. Filters make many shapes, so only the newest few hundred are kept. */
export class Statements {
  private readonly prepared = new Map<string, StatementSync>();

  /** @param burst where the connection is for reading only */
  constructor(
    private readonly db: DatabaseSync,
    private readonly burst?: ReadBurst,
  ) {}

  all<R = Row>(sql: string, ...values: SQLInputValue[]): R[] {
    return this.get(sql).all(...values) as R[];
  }

  one<R = Row>(sql: string, ...values: SQLInputValue[]): R | undefined {
    return this.get(sql).get(...values) as R | undefined;
  }

  close(): void {
    this.prepared.clear();
    this.burst?.end();
    if (this.db.isOpen) this.db.close();
  }

  private get(sql: string): StatementSync {
    this.burst?.begin();
    let statement = this.prepared.get(sql);
    if (!statement) {
      if (this.prepared.size >= 300) this.prepared.clear();
      this.prepared.set(sql, (statement = this.db.prepare(sql)));
    }
    return statement;
  }
}
