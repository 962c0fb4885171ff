import type { Sql, SqlDatabase, SqlValue, TransactionOptions } from '../sql.port.js';

/** Rolls transactions back at their end, as PostgreSQL does with the victim of a deadlock. */
export class WriteTwice implements SqlDatabase {
  /** How many of the next transactions end so. */
  collisions = 0;
  constructor(private readonly db: SqlDatabase) {}

  get where(): string {
    return this.db.where;
  }

  get schema(): string {
    return this.db.schema;
  }

  query<R>(text: string, values?: readonly SqlValue[]): Promise<R[]> {
    return this.db.query(text, values);
  }

  transaction<T>(work: (sql: Sql) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.db.transaction(async (sql) => {
      const result = await work(sql);
      if (this.collisions === 0) return result;
      this.collisions--;
      throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    }, options);
  }

  close(): Promise<void> {
    return this.db.close();
  }
}
