/** What only a real server can show, which has more than one connection: jest.config.js runs it where there is one. */
import { randomBytes } from 'node:crypto';
import { headContract } from '#ledger/contract';
import { openPgHead } from '#ledger/postgres';

const url = process.env['DATABASE_URL'] ?? '';

headContract('PostgreSQL', async () => {
  const schema = `ledger_test_${randomBytes(6).toString('hex')}`;
  return {
    open: () => openPgHead({ url, schema }),
    close: async () => {
      const { default: pg } = await import('pg');
      const client = new pg.Client(url);
      await client.connect();
      await client.query('SET client_min_messages = warning');
      await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await client.end();
    },
  };
});

it('is prepared once by nodes that start at the same moment', async () => {
  const schema = `ledger_test_${randomBytes(6).toString('hex')}`;
  const heads = await Promise.all(Array.from({ length: 6 }, () => openPgHead({ url, schema })));
  await expect(heads[0]!.current()).resolves.toBeUndefined();
  await Promise.all(heads.map((head) => head.close()));
});
