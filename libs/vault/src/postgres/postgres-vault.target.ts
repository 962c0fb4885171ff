import type { MovedKind, MovedRows, MovedVault, VaultTarget } from '../moving/moved.rows.js';
import type { PurposeKeyRow } from '../store/vault-store.port.js';
import { initialise, masterKeyId } from './key.writes.js';
import { migrate } from './migrate.js';
import { FIND, PUT } from './moved.writes.js';
import { openPgDatabase, type PgDatabaseOptions } from './pg.database.js';
import { unavailable } from './postgres.errors.js';
import { setCheckpoint } from './checkpoint.rows.js';
import type { Sql, SqlDatabase } from './sql.port.js';

const MARK = 'moving';

/** A schema that is, or becomes, a vault. What makes it one, the id of the master key, comes last. */
export class PostgresVaultTarget implements VaultTarget {
  private constructor(private readonly db: SqlDatabase) {}

  /** Makes the tables where there are none. @throws VaultUnavailableError */
  static async open(options: PgDatabaseOptions): Promise<PostgresVaultTarget> {
    return PostgresVaultTarget.on(await openPgDatabase({ ...options, maxConnections: 1 }));
  }

  /** Closes the database where it fails. @throws VaultUnavailableError */
  static async on(db: SqlDatabase): Promise<PostgresVaultTarget> {
    try {
      await migrate(db);
      return new PostgresVaultTarget(db);
    } catch (error) {
      await db.close();
      throw unavailable(db.where, error);
    }
  }

  get where(): string {
    return this.db.where;
  }

  state(): ReturnType<VaultTarget['state']> {
    return this.mapped(async () => {
      const key = await masterKeyId(this.db);
      if (key !== undefined)
        return {
          kind: 'VAULT',
          vault: {
            masterKeyId: key,
            checkpoints: await this.db.query('SELECT name, value FROM checkpoint ORDER BY name'),
            purposes: await this.purposes(),
            counts: await this.counts(),
          },
        };
      const [mark] = await this.db.query<{ value: string }>('SELECT value FROM setting WHERE name = $1', [MARK]);
      return mark ? { kind: 'MOVING', mark: mark.value } : { kind: 'EMPTY' };
    });
  }

  begin(mark: string, purposes: MovedVault['purposes']): Promise<void> {
    return this.mapped(() =>
      this.db.transaction(async (sql) => {
        await sql.query('INSERT INTO setting VALUES ($1, $2) ON CONFLICT DO NOTHING', [MARK, mark]);
        for (const { purpose, id, wrapped } of purposes)
          await sql.query('INSERT INTO purpose_key VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [purpose, id, wrapped]);
      }),
    );
  }

  put<Kind extends MovedKind>(kind: Kind, rows: readonly MovedRows[Kind][]): Promise<number> {
    const write = PUT[kind] as (sql: Sql, rows: readonly MovedRows[Kind][]) => Promise<number>;
    return this.mapped(() => this.db.transaction((sql) => write(sql, rows)));
  }

  find<Kind extends MovedKind>(kind: Kind, like: readonly MovedRows[Kind][]): Promise<readonly MovedRows[Kind][]> {
    const read = FIND[kind] as unknown as (
      sql: Sql,
      like: readonly MovedRows[Kind][],
    ) => Promise<readonly MovedRows[Kind][]>;
    return this.mapped(() => read(this.db, like));
  }

  counts(): Promise<MovedVault['counts']> {
    return this.mapped(async () => {
      const [counts] = await this.db.query<MovedVault['counts']>(
        `SELECT (SELECT count(*) FROM subject_key)::float8 AS subjects, (SELECT count(*) FROM opening)::float8 AS openings,
                (SELECT count(*) FROM erasure)::float8 AS erasures, (SELECT count(*) FROM access_token)::float8 AS tokens`,
      );
      return counts!;
    });
  }

  purposes(): Promise<MovedVault['purposes']> {
    return this.mapped(() =>
      this.db.query<PurposeKeyRow>('SELECT purpose, id, wrapped FROM purpose_key ORDER BY purpose'),
    );
  }

  finish({ masterKeyId: id, checkpoints }: MovedVault): Promise<void> {
    return this.mapped(() =>
      this.db.transaction(async (sql) => {
        for (const { name, value } of checkpoints) await setCheckpoint(sql, name, value);
        await sql.query('DELETE FROM setting WHERE name = $1', [MARK]);
        const stands = await initialise(sql, id);
        if (stands !== id) throw new Error(`meanwhile it has become the vault of another master key (${stands})`);
      }),
    );
  }

  close(): Promise<void> {
    return this.db.close();
  }

  private async mapped<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw unavailable(this.where, error);
    }
  }
}
