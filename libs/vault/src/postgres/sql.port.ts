export type SqlValue = string | number | boolean | Uint8Array | null | readonly (string | Uint8Array | null)[];

export interface Sql {
  /** One statement with `$1`… for its values; values are never written into its text. */
  query<R>(text: string, values?: readonly SqlValue[]): Promise<R[]>;
}

export interface TransactionOptions {
  /** Milliseconds that one statement may take; by default what the connection was opened with. */
  readonly patience?: number;
  /** Called with the detail of each notice that the server sends meanwhile. */
  readonly onNotice?: (detail: string) => void;
}

/** What the store needs of PostgreSQL. Several connections, so that statements outside of a transaction may overlap. */
export interface SqlDatabase extends Sql {
  /** Address without credentials. */
  readonly where: string;
  /** The schema that unqualified names mean. */
  readonly schema: string;
  /** READ COMMITTED: each statement sees what was committed before it began. Rolled back where `work` rejects. */
  transaction<T>(work: (sql: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}
