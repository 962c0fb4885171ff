import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { headContract, headOf } from '#ledger/contract';
import { PgHeadStore, openPgHead } from '#ledger/postgres';

const newSchema = () => `ledger_test_${randomBytes(6).toString('hex')}`;

/** The PGlite that the run has; one session, so races are for the suite on a server. */
const url = process.env['PGLITE_URL'] ?? process.env['DATABASE_URL'] ?? '';
const pool = new pg.Pool({ connectionString: url, max: 1 });
afterAll(() => pool.end());
const queries = {
  query: (text: string, values?: unknown[]) => pool.query(text, values),
  close: async () => {},
};

headContract('PGlite', async () => {
  const schema = newSchema();
  return { open: () => PgHeadStore.open(queries, 'pglite', schema), close: async () => {} };
});

describe('the head in PostgreSQL', () => {
  it('lets no one alter or remove a checkpoint, not even with SQL', async () => {
    const schema = newSchema();
    const head = await PgHeadStore.open(queries, 'pglite', schema);
    await head.advance(0, headOf(5), ['a']);
    for (const sql of [`UPDATE ${schema}.checkpoint SET note = 'x'`, `DELETE FROM ${schema}.checkpoint`])
      await expect(queries.query(sql)).rejects.toThrow('a signed checkpoint is never altered or removed');
    await expect(head.current()).resolves.toEqual(headOf(5));
  });

  it('says where it is, without the password, when it is away', async () => {
    const opening = openPgHead({ url: 'postgres://somebody:secret@127.0.0.1:1/record' });
    await expect(opening).rejects.toThrow("the ledger's head at postgres://127.0.0.1:1/record is not available");
    await expect(openPgHead({ url: 'not a url' })).rejects.toThrow('its address is not a URL');
    await expect(PgHeadStore.open(queries, 'pglite', 'x; DROP')).rejects.toThrow('no plain name');
  });
});
