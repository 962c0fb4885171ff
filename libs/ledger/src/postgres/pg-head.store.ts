import { HeadUnavailableError } from '../head/head.error.js';
import { requireGrowth, type HeadStore, type SealedHead, type SigningKey } from '../head/head.port.js';
import { prepareHead } from './head.tables.js';

/** What is needed of PostgreSQL: a pool, or a connection. */
export interface PgQueries {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: unknown[] }>;
  close(): Promise<void>;
}

interface Row {
  /** bigint comes as text. */
  readonly size: string | number;
  readonly root: Uint8Array;
  readonly note: string;
}

const toHead = ({ size, root, note }: Row): SealedHead => ({
  size: Number(size),
  root: Buffer.from(root),
  checkpoint: note,
});

/**
 * Head and checkpoints that several nodes share. A move is one statement: the sizes form a chain, in which each size has
 * one successor (`UNIQUE (previous)`), so of two that start from one size the second finds its place taken.
 */
export class PgHeadStore implements HeadStore {
  private constructor(
    private readonly pg: PgQueries,
    readonly where: string,
    private readonly schema: string,
  ) {}

  /** @throws HeadUnavailableError where the tables are not there and may not be made */
  static async open(pg: PgQueries, where: string, schema: string): Promise<PgHeadStore> {
    const store = new PgHeadStore(pg, where, schema);
    await store.try(() => prepareHead(pg, schema));
    return store;
  }

  async current(): Promise<SealedHead | undefined> {
    return (await this.heads('ORDER BY size DESC LIMIT 1'))[0];
  }

  async advance(from: number, to: SealedHead, vkeys: readonly string[]): Promise<boolean> {
    requireGrowth(from, to);
    const rows = await this.rows(
      `WITH moved AS (
         INSERT INTO ${this.schema}.checkpoint (size, previous, root, note)
         SELECT $2::bigint, $1::bigint, $3::bytea, $4::text
         WHERE (SELECT coalesce(max(size), 0) FROM ${this.schema}.checkpoint) = $1::bigint
         ON CONFLICT DO NOTHING
         RETURNING size
       ), signed AS (
         INSERT INTO ${this.schema}.signing_key (vkey, first_size, last_size)
         SELECT vkey, size, size FROM moved, unnest($5::text[]) WITH ORDINALITY AS given (vkey, n) ORDER BY n
         ON CONFLICT (vkey) DO UPDATE SET last_size = excluded.last_size
       )
       SELECT size FROM moved`,
      [from, to.size, to.root, to.checkpoint, [...vkeys]],
    );
    return rows.length === 1;
  }

  async lease(node: string, milliseconds: number): Promise<string> {
    for (;;) {
      const [taken] = await this.rows(
        `INSERT INTO ${this.schema}.lease AS held (one, node, until)
         VALUES (1, $1, clock_timestamp() + $2 * interval '1 millisecond')
         ON CONFLICT (one) DO UPDATE SET node = excluded.node, until = excluded.until
         WHERE held.node = excluded.node OR held.until <= clock_timestamp()
         RETURNING node`,
        [node, Math.trunc(milliseconds)],
      );
      // Between two statements it may have run out: then it is there to be taken.
      const holder = taken ? node : await this.sealer();
      if (holder !== undefined) return holder;
    }
  }

  async release(node: string): Promise<void> {
    await this.rows(`DELETE FROM ${this.schema}.lease WHERE node = $1`, [node]);
  }

  async sealer(): Promise<string | undefined> {
    const rows = await this.rows(`SELECT node FROM ${this.schema}.lease WHERE until > clock_timestamp()`);
    return (rows as { node: string }[])[0]?.node;
  }

  async at(size: number): Promise<SealedHead | undefined> {
    return (await this.heads('WHERE size = $1', [size]))[0];
  }

  list({ after, limit }: { readonly after: number; readonly limit: number }): Promise<readonly SealedHead[]> {
    return this.heads('WHERE size > $1 ORDER BY size LIMIT $2', [after, limit]);
  }

  async keys(): Promise<readonly SigningKey[]> {
    const select = `SELECT vkey, first_size, last_size FROM ${this.schema}.signing_key ORDER BY first_size, id`;
    const rows = (await this.rows(select)) as { vkey: string; first_size: string; last_size: string }[];
    return rows.map((row) => ({
      vkey: row.vkey,
      firstSize: Number(row.first_size),
      lastSize: Number(row.last_size),
    }));
  }

  close(): Promise<void> {
    return this.pg.close();
  }

  private async heads(rest: string, values: unknown[] = []): Promise<SealedHead[]> {
    const rows = await this.rows(`SELECT size, root, note FROM ${this.schema}.checkpoint ${rest}`, values);
    return (rows as Row[]).map(toHead);
  }

  private async rows(text: string, values: unknown[] = []): Promise<unknown[]> {
    return this.try(async () => (await this.pg.query(text, values)).rows);
  }

  private async try<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new HeadUnavailableError(this.where, (error as Error).message, { cause: error });
    }
  }
}
