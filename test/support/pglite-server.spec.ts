import './patience.js';
import pg from 'pg';
import { type PgliteServer, startPgliteServer } from './pglite-server.js';

describe('PostgreSQL behind a socket, for several processes', () => {
  let server: PgliteServer;
  const clients: pg.Client[] = [];
  beforeAll(async () => {
    server = await startPgliteServer();
    const first = await connect();
    await first.query('CREATE SCHEMA vault');
    await first.query('CREATE TABLE vault.note (text text NOT NULL)');
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
  });
  afterAll(() => server.close());

  async function connect(searchPath = 'vault'): Promise<pg.Client> {
    const url = `${server.url}?options=${encodeURIComponent(`-c search_path=${searchPath}`)}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // One that is cut off says so.
    client.on('error', () => {});
    clients.push(client);
    return client;
  }
  const notes = async (client: pg.Client) =>
    (await client.query<{ text: string }>('SELECT text FROM note ORDER BY text')).rows.map(({ text }) => text);

  it('gives each its own statements, though they name them alike', async () => {
    const [one, other] = [await connect(), await connect()];
    const ask = async (client: pg.Client, text: string) =>
      (await client.query<{ answer: string }>({ name: 'v1', text, values: ['x'] })).rows[0]?.answer;
    for (let again = 0; again < 2; again++) {
      expect(await ask(one, "SELECT $1::text || '1' AS answer")).toBe('x1');
      expect(await ask(other, "SELECT $1::text || '2' AS answer")).toBe('x2');
    }
  });

  it('looks in the schema that a client names', async () => {
    const [vault, elsewhere] = [await connect(), await connect('public')];
    await expect(elsewhere.query('SELECT * FROM note')).rejects.toMatchObject({ code: '42P01' });
    expect(await notes(vault)).toEqual([]);
  });

  it('lets others wait for a transaction, and undoes that of one who is cut off', async () => {
    const [one, other] = [await connect(), await connect()];
    await one.query('BEGIN');
    await one.query("INSERT INTO note VALUES ('lost')");
    const seen = notes(other);
    clients.splice(clients.indexOf(one), 1);
    (one as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect(await seen).toEqual([]);
    await other.query("INSERT INTO note VALUES ('kept')");
    expect(await notes(await connect())).toEqual(['kept']);
  });

  it('tells of an error, and goes on', async () => {
    const client = await connect();
    await expect(client.query('SELECT $1::int AS n', ['no number'])).rejects.toMatchObject({ code: '22P02' });
    await client.query('BEGIN');
    await expect(client.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
    await client.query('ROLLBACK');
    expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
  });
});
