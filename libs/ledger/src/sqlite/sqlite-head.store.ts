import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DatabaseFileError, openDatabase, transaction } from '#sqlite';
import { HeadUnavailableError } from '../head/head.error.js';
import { requireGrowth, type HeadStore, type SealedHead, type SigningKey } from '../head/head.port.js';
import { hasLease, migrate } from './head.schema.js';

export interface SqliteHeadOptions {
  readonly file: string;
  /** Default false. The file must exist. */
  readonly readOnly?: boolean;
}

/** Milliseconds since the Unix epoch: of SQLite, so that all processes on the file have one clock. */
const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

interface Row {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

const toHead = (row: unknown): SealedHead | undefined => {
  if (!row) return undefined;
  const { size, root, note } = row as Row;
  return { size, root: Buffer.from(root), checkpoint: note };
};

/** Head and checkpoints in one SQLite file. A move waits for the disk (`synchronous = FULL`), on the calling thread. */
export class SqliteHeadStore implements HeadStore {
  private readonly statements = new Map<string, StatementSync>();

  private constructor(
    readonly where: string,
    private readonly db: DatabaseSync,
  ) {}

  /** @throws HeadUnavailableError where the file cannot be used */
  static async open({ file, readOnly = false }: SqliteHeadOptions): Promise<SqliteHeadStore> {
    let db: DatabaseSync | undefined;
    try {
      db = openDatabase(file, { readOnly, cacheKib: 1_024 });
      migrate(db, readOnly);
      return new SqliteHeadStore(file, db);
    } catch (error) {
      db?.close();
      throw unavailable(file, error);
    }
  }

  async current(): Promise<SealedHead | undefined> {
    return this.try(() => toHead(this.newest()));
  }

  async advance(from: number, to: SealedHead, vkeys: readonly string[]): Promise<boolean> {
    requireGrowth(from, to);
    return this.try(() =>
      transaction(this.db, () => {
        if ((this.newest()?.size ?? 0) !== from) return false;
        this.sql('INSERT INTO checkpoint (size, root, note) VALUES (?, ?, ?)').run(to.size, to.root, to.checkpoint);
        const signed = this.sql(`
          INSERT INTO signing_key (vkey, first_size, last_size) VALUES (?, ?, ?)
          ON CONFLICT (vkey) DO UPDATE SET last_size = excluded.last_size`);
        for (const vkey of vkeys) signed.run(vkey, to.size, to.size);
        return true;
      }),
    );
  }

  async lease(node: string, milliseconds: number): Promise<string> {
    return this.try(() =>
      transaction(this.db, () => {
        this.sql(
          `
          INSERT INTO lease (one, node, until) VALUES (1, ?, ${NOW} + ?)
          ON CONFLICT (one) DO UPDATE SET node = excluded.node, until = excluded.until
          WHERE node = excluded.node OR until <= ${NOW}`,
        ).run(node, Math.trunc(milliseconds));
        return String(this.sql('SELECT node FROM lease').get()?.['node']);
      }),
    );
  }

  async release(node: string): Promise<void> {
    this.try(() => this.sql('DELETE FROM lease WHERE node = ?').run(node));
  }

  async sealer(): Promise<string | undefined> {
    return this.try(() => {
      // A file that an older version wrote, opened for reading only.
      if (!hasLease(this.db)) return undefined;
      return this.sql(`SELECT node FROM lease WHERE until > ${NOW}`).get()?.['node'] as string | undefined;
    });
  }

  async at(size: number): Promise<SealedHead | undefined> {
    return this.try(() => toHead(this.sql('SELECT size, root, note FROM checkpoint WHERE size = ?').get(size)));
  }

  async list({ after, limit }: { readonly after: number; readonly limit: number }): Promise<readonly SealedHead[]> {
    const select = 'SELECT size, root, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ?';
    return this.try(() =>
      this.sql(select)
        .all(after, limit)
        .map((row) => toHead(row)!),
    );
  }

  async keys(): Promise<readonly SigningKey[]> {
    const select =
      'SELECT vkey, first_size AS firstSize, last_size AS lastSize FROM signing_key ORDER BY first_size, id';
    return this.try(() =>
      this.sql(select)
        .all()
        .map((row) => ({ ...row }) as unknown as SigningKey),
    );
  }

  async close(): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }

  private newest(): Row | undefined {
    const select = 'SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1';
    return this.sql(select).get() as unknown as Row | undefined;
  }

  private sql(text: string): StatementSync {
    const statement = this.statements.get(text) ?? this.db.prepare(text);
    this.statements.set(text, statement);
    return statement;
  }

  private try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw unavailable(this.where, error);
    }
  }
}

const unavailable = (file: string, cause: unknown): HeadUnavailableError =>
  new HeadUnavailableError(file, DatabaseFileError.from(file, cause).why, { cause });
