import type { PGlite } from '@electric-sql/pglite';
import type { Sql, SqlDatabase, SqlValue, TransactionOptions } from '../sql.port.js';

/**
 * PostgreSQL compiled to WebAssembly, in this process. It has one connection: statements of two transactions never
 * overlap here, so it shows nothing of races.
 */
export class PgliteDatabase implements SqlDatabase {
  readonly where = 'postgres://pglite/test';

  constructor(
    private readonly db: PGlite,
    readonly schema: string,
  ) {}

  static async open(db: PGlite, schema: string): Promise<PgliteDatabase> {
    await db.exec(`SET search_path TO ${schema}`);
    return new PgliteDatabase(db, schema);
  }

  async query<R>(text: string, values: readonly SqlValue[] = []): Promise<R[]> {
    return (await this.db.query<R>(text, [...values])).rows;
  }

  transaction<T>(work: (sql: Sql) => Promise<T>, { onNotice }: TransactionOptions = {}): Promise<T> {
    return this.db.transaction((tx) =>
      work({
        query: async <R>(text: string, values: readonly SqlValue[] = []) =>
          (
            await tx.query<R>(text, [...values], {
              onNotice: ({ detail }) => onNotice?.(detail ?? ''),
            })
          ).rows,
      }),
    );
  }

  /** The database lives as long as the suite. */
  async close(): Promise<void> {}
}
