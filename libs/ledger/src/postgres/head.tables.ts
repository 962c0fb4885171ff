import type { PgQueries } from './pg-head.store.js';

/** The name is ours or was checked: an identifier cannot be a parameter. */
export const isPlainSchema = (schema: string): boolean => /^[a-z_][a-z0-9_]{0,62}$/.test(schema);

/** One statement, and so one transaction: nodes that start at once wait for the first of them. */
const tables = (schema: string): string => `
  DO $prepare$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('on-record/ledger/${schema}', 0));
    IF to_regnamespace('${schema}') IS NULL THEN
      CREATE SCHEMA ${schema};
    END IF;
    CREATE TABLE IF NOT EXISTS ${schema}.checkpoint (
      size bigint PRIMARY KEY CHECK (size > previous),
      previous bigint NOT NULL UNIQUE,
      root bytea NOT NULL CHECK (length(root) = 32),
      note text NOT NULL
    );
    CREATE TABLE IF NOT EXISTS ${schema}.signing_key (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      vkey text NOT NULL UNIQUE,
      first_size bigint NOT NULL,
      last_size bigint NOT NULL
    );
    CREATE TABLE IF NOT EXISTS ${schema}.lease (
      one smallint PRIMARY KEY CHECK (one = 1),
      node text NOT NULL,
      until timestamptz NOT NULL
    );
    CREATE OR REPLACE FUNCTION ${schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
      BEGIN
        RAISE EXCEPTION 'a signed checkpoint is never altered or removed';
      END
    $refuse$;
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'checkpoint_stays' AND tgrelid = '${schema}.checkpoint'::regclass) THEN
      CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE ON ${schema}.checkpoint
        FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse_change();
    END IF;
  END
  $prepare$`;

/** Makes the tables where there are none. A role that may not can start on a database that has them. */
export async function prepareHead(pg: PgQueries, schema: string): Promise<void> {
  if (!isPlainSchema(schema)) throw new Error(`"${schema}" is no plain name for a schema`);
  const { rows } = await pg.query(`SELECT to_regclass('${schema}.lease') IS NOT NULL AS there`);
  if ((rows[0] as { there: boolean }).there) return;
  await pg.query(tables(schema));
}

/**
 * Makes the tables as the role that will own them, and lets another use them: it reads, adds checkpoints, and notes which
 * key signed and who seals; it alters and removes no checkpoint. Repeatable.
 */
export async function prepareHeadFor(pg: PgQueries, schema: string, role: string | undefined): Promise<void> {
  await prepareHead(pg, schema);
  if (role === undefined) return;
  if (!isPlainSchema(role)) throw new Error(`"${role}" is no plain name for a role`);
  await pg.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  await pg.query(`GRANT SELECT, INSERT ON ${schema}.checkpoint, ${schema}.signing_key TO ${role}`);
  await pg.query(`GRANT UPDATE ON ${schema}.signing_key TO ${role}`);
  await pg.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.lease TO ${role}`);
}
