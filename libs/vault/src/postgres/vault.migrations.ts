import { BUCKETS, partOf } from './bucket.js';

const BUCKET_NUMBERS = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
const parts = (table: 'wrapped_key' | 'sealed_value') =>
  BUCKET_NUMBERS.map(
    (bucket) => `CREATE TABLE ${partOf(table, bucket)} PARTITION OF ${table} FOR VALUES IN (${bucket});`,
  ).join('\n');

/**
 * Keys and ciphertexts are apart from what says whose they are: only they have to leave the files, and `rewrite` copies
 * what is left of a table to a new file. An erased opening keeps its row in `opening` and has none in `sealed_value`.
 *
 * `written` orders name tokens by the transaction that brought them, see `name.cursor.ts`. `purge_due` names the tables
 * that still hold removed bytes.
 */
const FIRST = `
  CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);
  CREATE TABLE subject_key (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL UNIQUE,
    bucket smallint NOT NULL,
    status text NOT NULL CHECK (status IN ('ACTIVE', 'FENCED', 'DESTROYED')),
    fenced_by text
  );
  CREATE INDEX subject_key_fenced ON subject_key (id) WHERE status = 'FENCED';
  CREATE TABLE wrapped_key (
    subject_id bigint NOT NULL,
    bucket smallint NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (subject_id, bucket)
  ) PARTITION BY LIST (bucket);
  ${parts('wrapped_key')}
  CREATE TABLE opening (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id text NOT NULL,
    path text NOT NULL,
    commitment text NOT NULL,
    subject_id bigint NOT NULL REFERENCES subject_key (id),
    field text NOT NULL,
    stored_at bigint NOT NULL,
    checked boolean NOT NULL DEFAULT false,
    erased boolean NOT NULL DEFAULT false,
    UNIQUE (event_id, path, commitment)
  );
  CREATE INDEX opening_by_subject ON opening (subject_id, field);
  CREATE INDEX opening_unchecked ON opening (stored_at, id) WHERE NOT checked;
  CREATE TABLE sealed_value (
    opening_id bigint NOT NULL,
    bucket smallint NOT NULL,
    data_key bytea NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (opening_id, bucket)
  ) PARTITION BY LIST (bucket);
  ${parts('sealed_value')}
  CREATE TABLE name_token (
    token bytea NOT NULL,
    opening_id bigint NOT NULL REFERENCES opening (id) ON DELETE CASCADE,
    written xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (token, opening_id)
  );
  CREATE INDEX name_token_by_opening ON name_token (opening_id);
  CREATE INDEX name_token_by_transaction ON name_token (written, opening_id);
  CREATE TABLE purpose_key (purpose text PRIMARY KEY, id text NOT NULL, wrapped bytea NOT NULL);
  CREATE TABLE erasure (
    entry text PRIMARY KEY,
    subject text NOT NULL,
    fields text NOT NULL,
    openings bigint NOT NULL,
    at bigint NOT NULL
  );
  CREATE INDEX erasure_by_subject ON erasure (subject);
  CREATE TABLE access_token (
    token_id text PRIMARY KEY,
    actor text NOT NULL,
    secret_hash text NOT NULL,
    label bytea,
    expires_at bigint,
    revoked_at bigint
  );
  CREATE INDEX access_token_by_actor ON access_token (actor);
  CREATE TABLE checkpoint (name text PRIMARY KEY, value text NOT NULL);
  CREATE TABLE purge_due (relation text PRIMARY KEY);

  -- CLUSTER belongs to a table's owner; this lends it to a role that may change rows only, for tables that are due.
  CREATE FUNCTION rewrite(relation_name text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ BEGIN
    IF NOT EXISTS (SELECT FROM purge_due WHERE relation = relation_name) THEN RETURN; END IF;
    EXECUTE format('CLUSTER VERBOSE %I USING %I', relation_name, relation_name || '_pkey');
  END $$;
  REVOKE ALL ON FUNCTION rewrite FROM PUBLIC;
`;

/** The n-th leads from version n to n + 1. A published one is never changed. */
export const MIGRATIONS: readonly string[] = [FIRST];
